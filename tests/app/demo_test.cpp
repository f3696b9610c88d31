// The sample office on any day: thirty cases, every status of the main road, and a log that proves itself.
#include "app/demo.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>

#include "app/desk.hpp"
#include "app/verify.hpp"
#include "store/case_queries.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)

namespace {

class SampleFolder {
 public:
  SampleFolder() {
    SystemRandomness randomness;
    path_ = std::filesystem::temp_directory_path() / ("dumas-demo-" + url_token(randomness, 9));
  }
  SampleFolder(const SampleFolder&) = delete;
  SampleFolder& operator=(const SampleFolder&) = delete;
  ~SampleFolder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] app::ApplicationOptions options(const Clock* clock = nullptr) const {
    return {.folders = {.share = DUMAS_SOURCE_DIR, .data = path_},
            .passwords = {.memory_kib = 8, .passes = 1},
            .clock = clock};
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::vector<app::DemoAccount> fill(const SampleFolder& folder, Instant today) {
  const auto accounts = app::fill_demo(folder.options(), today);
  if (!accounts.ok())
    FAIL(accounts.refusal().code << " "
                                 << (accounts.refusal().arguments.empty() ? "" : accounts.refusal().arguments.front()));
  return *accounts;
}

std::int64_t count(app::Application& app, store::Sql sql) {
  return app.readers().with([&](store::Connection& connection) {
    auto select = connection.prepare(sql);
    select.step();
    return select.integer(0);
  });
}

}  // namespace

TEST_CASE("the sample office stands on any day, with cases in every status of the main road") {
  // A plain Tuesday; the first working day after Lebaran 2026; the first of 2027; a Sunday at night.
  for (const char* day : {"2026-11-24T08:30:00+07:00", "2026-03-25T07:00:00+07:00", "2027-01-04T09:00:00+07:00",
                          "2026-08-16T23:10:00+07:00"}) {
    CAPTURE(day);
    const Instant today = parse_iso_instant(day).value();
    const SampleFolder folder;
    fill(folder, today);
    CHECK(std::filesystem::exists(folder.path() / "demo"));
    const ManualClock clock(today);
    const auto app = app::Application::open(folder.options(&clock)).value();

    std::map<std::string, int> statuses;
    app->readers().with([&](store::Connection& connection) {
      auto select = connection.prepare("SELECT status, count(*) FROM cases GROUP BY status");
      while (select.step()) statuses[std::string{select.text(0)}] = static_cast<int>(select.integer(1));
      return 0;
    });
    int cases = 0;
    for (const auto& [status, number] : statuses) cases += number;
    CHECK(cases == 30);
    for (auto status = static_cast<int>(Status::Received); status <= static_cast<int>(Status::Closed); ++status)
      CHECK_MESSAGE(statuses[std::string{name(static_cast<Status>(status))}] > 0, name(static_cast<Status>(status)));
    CHECK(statuses["RECEIVED"] == 4);
    CHECK(statuses["CLOSED"] == 5);

    // Nothing happens in the future, and the log's clock only moves forward.
    CHECK(count(*app, "SELECT count(*) FROM events e WHERE e.at < (SELECT max(at) FROM events WHERE id < e.id)") == 0);
    const auto newest = count(*app, "SELECT max(at) FROM events");
    CHECK(newest < to_millis(today));
    CHECK(app->calendar().is_working_day(app->calendar().date_at(from_millis(newest))));

    const auto report = app::verify(*app);
    for (const auto& fault : report.faults) MESSAGE(fault);
    CHECK(report.faults.empty());
    CHECK(report.cases == 30);
    CHECK(report.files > 15);
  }
}

TEST_CASE("the sample shows the side of the work that is no row, and what is told to the staff is true") {
  const Instant today = parse_iso_instant("2026-11-24T08:30:00+07:00").value();
  const SampleFolder folder;
  const auto accounts = fill(folder, today);
  const ManualClock clock(today);
  const auto app = app::Application::open(folder.options(&clock)).value();
  CHECK(count(*app, "SELECT count(*) FROM events WHERE type = 'analysis.returned'") == 1);
  CHECK(count(*app, "SELECT count(*) FROM events WHERE type = 'legal.opinion'") == 1);
  CHECK(count(*app, "SELECT count(*) FROM events WHERE type = 'plenary.postponed'") == 1);
  CHECK(count(*app, "SELECT count(*) FROM events WHERE type = 'message.sent'") >= 6);
  CHECK(count(*app, "SELECT count(*) FROM events WHERE capacity = 'PLH'") >= 2);
  CHECK(count(*app, "SELECT count(*) FROM events WHERE days_late > 0") >= 2);

  std::set<Role> roles;
  for (const auto& account : accounts) roles.insert(account.roles.begin(), account.roles.end());
  for (const auto role : {Role::FrontDesk, Role::OnlineOperator, Role::ComplaintUnit, Role::Secretary, Role::Chair,
                          Role::Commissioner, Role::LegalDivision, Role::SubsectionHead, Role::Admin, Role::Auditor})
    CHECK_MESSAGE(roles.contains(role), name(role));
  app::Desk desk(*app);
  const auto session = desk.sessions.sign_in("sekretaris", accounts.front().password, "192.0.2.1", "Firefox");
  REQUIRE(session.ok());
  CHECK_FALSE(session->who.must_change_password);
}

TEST_CASE("a folder that holds an office is left alone") {
  const Instant today = parse_iso_instant("2026-11-24T08:30:00+07:00").value();
  const SampleFolder folder;
  fill(folder, today);
  const auto again = app::fill_demo(folder.options(), today);
  REQUIRE_FALSE(again.ok());
  CHECK(again.refusal().code == "CONFIGURATION");
}
