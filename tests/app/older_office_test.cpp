// An office that an older program left behind: what the log fills is made anew only where the migrations want it.
#include <doctest/doctest.h>

#include "../support/office.hpp"
#include "store/migrations.hpp"
#include "store/vault.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)

namespace {

// Opens an office of so many migrations, in whose tables stands a row that the log does not give; whether it is there still.
bool keeps_row_beside_the_log(int migrations) {
  dumas::testing::Office office;
  REQUIRE(store::Vault::open_or_create(office.folder() / "keys" / "data.key", store::SealedData::None).ok());
  const auto file = office.folder() / "dumas.db";
  {
    auto connection = store::Connection::open(file);
    const auto older = store::built_in_migrations().first(static_cast<std::size_t>(migrations));
    REQUIRE(store::migrate(connection, file, 1000, older).ok());
    connection.exec("INSERT INTO case_holders (office, role, due, case_id) VALUES ('3571', 'UNIT', 0, 1)");
  }
  office.open();
  return office.app->readers().with(
      [](store::Connection& connection) { return connection.prepare("SELECT 1 FROM case_holders").step(); });
}

}  // namespace

TEST_CASE("an office from before the papers gets its tables anew from the log") {
  CHECK_FALSE(keeps_row_beside_the_log(store::last_filled_from_log - 1));
}

TEST_CASE("an office that needs nothing of the log is not read through at the start") {
  CHECK(keeps_row_beside_the_log(store::last_filled_from_log));
  CHECK(keeps_row_beside_the_log(static_cast<int>(store::built_in_migrations().size()) - 1));
}
