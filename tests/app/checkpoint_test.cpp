// The day's checkpoint, and `dumas verify` on a log that somebody changed with the program closed.
#include <doctest/doctest.h>

#include "../support/office.hpp"
#include "app/sweep.hpp"
#include "app/verify.hpp"
#include "store/merkle_store.hpp"

using namespace dumas;
using testing::Office;

namespace {

void submit(Office& office) {
  const auto receipt = office.tell({}, {.role = complaint::Role::Reporter},
                                   complaint::SubmitComplaint{.channel = complaint::Channel::Web,
                                                              .subject = "Antrean",
                                                              .story = "Lama menunggu di loket.",
                                                              .disclosure = complaint::Disclosure::Anonymous});
  if (!receipt) FAIL(receipt.refusal().code);
}

std::optional<store::StoredCheckpoint> newest(Office& office) {
  return office.app->readers().with([](store::Connection& connection) { return store::newest_checkpoint(connection); });
}

}  // namespace

TEST_CASE("the log is signed when something was added, under the office's name") {
  Office office;
  office.open();
  CHECK(app::sign_log(*office.app).ok());
  CHECK_FALSE(newest(office).has_value());
  submit(office);
  CHECK(app::sign_log(*office.app).ok());
  const auto first = newest(office);
  REQUIRE(first.has_value());
  CHECK(first->note.starts_with(app::log_origin(*office.app) + "\n" + std::to_string(first->size) + "\n"));
  CHECK(app::sign_log(*office.app).ok());
  CHECK(newest(office)->id == first->id);
  const auto report = app::verify(*office.app);
  CHECK(report.checkpoints == 1);
  CHECK(report.faults.empty());
}

TEST_CASE("verify names an event that was changed together with its chain") {
  Office office;
  office.open();
  for (int n = 0; n < 4; ++n) submit(office);
  REQUIRE(app::sign_log(*office.app).ok());
  {
    auto burglar = store::Connection::open(office.folders().database());
    burglar.exec("DROP TRIGGER events_no_update");
    burglar.exec("UPDATE events SET at = at - 86400000 WHERE id = 3");
    Digest before = digest_from(store::find_event(burglar, 2)->hash).value();
    for (const auto& row : store::events_after(burglar, 2, 100)) {
      before = proof::chain_hash(before, store::hashed_columns(row));
      burglar.prepare("UPDATE events SET hash = ?1 WHERE id = ?2")
          .bind_all(store::Blob{as_bytes(before)}, row.id)
          .run();
    }
  }
  const auto faults = app::verify(*office.app).faults;
  const auto named = [&](std::string_view sentence) {
    return std::find(faults.begin(), faults.end(), sentence) != faults.end();
  };
  CHECK(named("event 3: not the one the Merkle tree took in"));
  CHECK(named("events 1 to 4: one of them is not what was signed in the checkpoint of 4 events"));
  for (const auto& fault : faults) CHECK(fault.find("does not match its hash") == std::string::npos);
}
