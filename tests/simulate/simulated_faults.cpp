// Faults between the command and its answer. Whatever fails, the office holds the command whole or not at all; the sender,
// who does not know which, sends it again with its key and gets what he would have got.
#include "app/sweep.hpp"
#include "faulty_disk.hpp"
#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::array disk_faults{DiskFault::WriteFails, DiskFault::SyncFails, DiskFault::Full, DiskFault::Dies,
                                 DiskFault::StatementFails};
// Beyond the calls that a command makes the fault is not met, which is counted too.
constexpr std::size_t most_calls = 30, most_steps = 120;

}  // namespace

// Nothing may be half there after it, whether it was refused, thrown out, or the machine died.
void SimulatedOffice::give_under_fault(app::CaseRequest request) {
  if (request.idempotency_key.empty()) request.idempotency_key = new_key();
  const auto before = snapshot(*office_.app);
  const auto kind_of_fault = dice_.pick(disk_faults);
  FaultyDisk::arm(
      kind_of_fault,
      1 + static_cast<int>(dice_.roll(kind_of_fault == DiskFault::StatementFails ? most_steps : most_calls)));
  std::optional<Result<app::CaseReceipt>> answer;
  bool unknown = false;  // whether the disk took it, nobody can say
  bool must_stop = false;
  try {
    answer = app::execute(*office_.app, request);
  } catch (const store::DatabaseError& error) {
    unknown = error.kind() == store::DatabaseErrorKind::Io || error.kind() == store::DatabaseErrorKind::InDoubt;
    must_stop = error.kind() == store::DatabaseErrorKind::Io;
  } catch (const std::exception& error) {
    FaultyDisk::disarm();
    return fault(std::string{"a fault of the disk came out as: "} + error.what());
  }
  if (kind_of_fault == DiskFault::Dies)
    office_.close();  // while the disk is still dead: nothing is put right on leaving
  tally_.faults_met += FaultyDisk::disarm() ? 1 : 0;
  if (!office_.app || office_.app->writer().failed()) {
    office_.open();
    ++tally_.restarts;
  } else if (must_stop) {
    fault("an I/O error, and the writer goes on");
  }
  if (answer) return answer->ok() ? accepted(request, **answer, before) : refused(answer->refusal(), before);
  if (!unknown && snapshot(*office_.app) != before) fault("a command that failed has changed something");
  sent_again_after_fault(request, before);
}

void SimulatedOffice::sent_again_after_fault(const app::CaseRequest& request, const Snapshot& before) {
  const auto between = snapshot(*office_.app);
  const auto again = app::execute(*office_.app, request);
  if (!again) {
    if (between != before) fault("it was stored, and sent again it was refused: " + again.refusal().code);
    return refused(again.refusal(), between);
  }
  if (again->repeated == app::Repeated::No) {
    if (between != before) fault("it was stored, and sent again it was done a second time");
    return accepted(request, *again, between);
  }
  if (between == before) fault("it was not stored, and yet there is a receipt");
  if (snapshot(*office_.app) != between) fault("sent again it changed something");
  ++tally_.accepted;
  ++tally_.stored_unanswered;
  follow(adopt(again->case_id));
  sent_.push_back({request, *again});
}

// The commit is on the disk and the machine dies before the answer leaves it.
void SimulatedOffice::lose_the_answer(app::CaseRequest request) {
  if (request.idempotency_key.empty()) request.idempotency_key = new_key();
  const auto before = snapshot(*office_.app);
  const auto lost = app::execute(*office_.app, request);
  office_.open();
  ++tally_.restarts;
  if (!lost) return refused(lost.refusal(), before);
  const auto between = snapshot(*office_.app);
  const auto again = app::execute(*office_.app, request);
  if (!again || again->repeated != app::Repeated::Same || !same(*again, *lost))
    return fault("an answer that was lost is another the second time");
  if (snapshot(*office_.app) != between) fault("asking for a lost answer changed something");
  ++tally_.accepted;
  ++tally_.stored_unanswered;
  follow(adopt(again->case_id));
  sent_.push_back({request, *again});
}

// Notices are handed over once each, however often the hand-over breaks off.
void SimulatedOffice::hand_over_notices() {
  FaultyDisk::arm(dice_.pick(disk_faults), 1 + static_cast<int>(dice_.roll(most_calls)));
  try {
    app::drain_outbox(*office_.app);
  } catch (const store::DatabaseError&) {
    ++tally_.hand_overs_lost;
  }
  FaultyDisk::disarm();
  if (office_.app->writer().failed()) {
    office_.open();
    ++tally_.restarts;
  }
  try {
    app::drain_outbox(*office_.app);
    for (const auto& wrong : notices_not_handed_over_once(*office_.app)) fault(wrong);
  } catch (const std::exception& error) {
    fault(std::string{"the outbox threw: "} + error.what());
  }
}

}  // namespace dumas::simulate
