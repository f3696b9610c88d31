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
      clock_back = 0, meetings = 0, faults_met = 0, restarts = 0, stored_unanswered = 0, hand_overs_lost = 0;
  std::uint64_t course = 0;  // a hash over what happened, in its order: equal for equal seeds
  Tally& operator+=(const Tally&);
};

// The project's own choices: per cent of the commands that a careful officer gives, Chair and four commissioners.
inline constexpr std::size_t care = 85;
inline constexpr std::size_t members_of_the_plenary = 5;

// Whether a refusal's code is one that may be given.
bool documented(const std::string& code);
bool same(const app::CaseReceipt&, const app::CaseReceipt&);

class SimulatedOffice {
 public:
  // What happens at the same moment happens one after the other in an order of the seed's, so that a seed can be run
  // again; or on threads, where the machine has a say.
  enum class Moment { OneThread, Threads };
  explicit SimulatedOffice(std::uint64_t seed, Moment moment = Moment::OneThread);

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
  void give_under_fault(app::CaseRequest request);
  void sent_again_after_fault(const app::CaseRequest& request, const Snapshot& before);
  void lose_the_answer(app::CaseRequest request);
  void hand_over_notices();

  void give(const app::CaseRequest& request);
  void accepted(const app::CaseRequest& request, const app::CaseReceipt& receipt, const Snapshot& before);
  void refused(const Refusal& refusal, const Snapshot& before);
  std::vector<std::optional<Result<app::CaseReceipt>>> at_once(const std::vector<app::CaseRequest>& requests);
  void follow(FollowedCase& followed);
  FollowedCase& adopt(CaseId id);
  void prove_case(FollowedCase& followed);
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
  void happened(std::string_view what);

  Dice dice_;
  Moment moment_;
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
