// An office in which people come and go at random: right ones and wrong ones, careful and careless, one after the other
// and at once, under a clock that jumps. All goes through app::execute on a real database; oracle.hpp judges each step.
#pragma once

#include "../support/office.hpp"
#include "oracle.hpp"
#include "random_fields.hpp"
#include "stored.hpp"

namespace dumas::simulate {

struct Tally {
  int cases = 0, closed = 0, accepted = 0, refused = 0, repeats = 0, conflicts = 0, at_once = 0, told_late = 0,
      clock_back = 0, meetings = 0;
  Tally& operator+=(const Tally&);
};

class SimulatedOffice {
 public:
  explicit SimulatedOffice(std::uint64_t seed);

  // Begins so many cases and goes on until all are closed or people have tired of them; then proves the whole office.
  void run(int cases);

  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  struct Meeting {
    MeetingId id;
    Date date;
    bool attended = false;
  };
  struct Sent {
    app::CaseRequest request;
    app::CaseReceipt receipt;
  };

  complaint::Sop choose_sop();
  void pass_time();
  void step();
  void begin_case();
  void command_on(std::size_t index);
  void meeting_command();
  void timer();
  void send_again();
  void several_at_once();
  void same_form_from_many();
  void rivals_on_one_case();
  void crowd_at_the_counter();

  void give(const app::CaseRequest& request);
  void accepted(const app::CaseRequest& request, const app::CaseReceipt& receipt, const Snapshot& before);
  void refused(const Refusal& refusal, const Snapshot& before);
  std::vector<std::optional<Result<app::CaseReceipt>>> at_once(const std::vector<app::CaseRequest>& requests);
  void follow(FollowedCase& followed);
  FollowedCase& adopt(CaseId id);
  void prove_case(CaseId id);
  void prove_office();
  void no_text_in_the_open();

  complaint::Command filled(complaint::CommandKind kind, Manner manner, const FollowedCase* on);
  void settle(complaint::Command& command, const FollowedCase* on);
  app::CaseRequest submission(Manner manner);
  std::optional<app::CaseRequest> open_command(const FollowedCase& on);
  complaint::Actor somebody(complaint::Role role);
  complaint::Actor anybody();
  Surroundings surroundings(Manner manner);
  FileId upload(Manner manner);
  std::vector<std::size_t> open_cases() const;
  Date today() const;
  std::string new_key() { return "kunci-" + std::to_string(++keys_); }
  void fault(const std::string& what);

  Dice dice_;
  SeededRandomness randomness_;
  testing::Office office_;
  complaint::Sop sop_;
  std::vector<FollowedCase> cases_;
  std::vector<Meeting> meetings_;
  std::vector<Sent> sent_;
  std::vector<std::string> faults_;
  Tally tally_;
  int keys_ = 0, wanted_ = 0;
};

}  // namespace dumas::simulate
