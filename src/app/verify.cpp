#include "app/verify.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/case_text.hpp"
#include "app/verify_tables.hpp"
#include "store/digest.hpp"
#include "store/event_log.hpp"
#include "store/merkle_verify.hpp"

namespace dumas::app {
namespace {

using store::Connection;

void check_chain(Connection& copy, VerifyReport& report) {
  for (const auto& fault : store::verify_chain(copy))
    report.faults.push_back(
        fmt::format("event {} of case {}: {}", fault.event_id, id_text(fault.stream_id), fault.reason));
  report.head = store::log_head(copy);
}

// The chain above can be computed anew by whoever changed a row; what was signed cannot.
void check_signed(Application& app, Connection& copy, VerifyReport& report) {
  const auto audit = store::audit_log(copy, app.vault());
  report.checkpoints = audit.checkpoints;
  for (const auto& fault : audit.faults) report.faults.push_back(store::sentence(fault));
}

// Every record an event points to is there with the digest the event holds, or was erased on purpose, and opens.
void check_records(Application& app, Connection& copy, VerifyReport& report) {
  store::walk(copy, [&](const store::LoggedEvent& event) {
    ++report.events;
    const boost::json::value listed = boost::json::parse(event.records);
    for (const auto& entry : listed.as_array()) {
      ++report.records;
      const std::int64_t id = entry.at(1).as_int64();
      const auto fault = [&](std::string_view what) {
        report.faults.push_back(fmt::format("record {} of case {}: {}", id, id_text(event.stream_id), what));
      };
      auto select = copy.prepare("SELECT content, erased_at FROM records WHERE id = ?1");
      select.bind(1, id);
      if (!select.step()) {
        fault("is missing");
        continue;
      }
      if (!select.is_null(1)) continue;  // erased by the retention rules
      if (select.is_null(0) || store::sha256_hex(select.blob(0)) != std::string_view{entry.at(2).as_string()}) {
        fault("was changed");
        continue;
      }
      if (!app.records().read(copy, RecordId{id})) fault("cannot be opened with this key");
    }
  });
}

void check_files(Application& app, Connection& copy, VerifyReport& report) {
  auto papers = copy.prepare(
      "SELECT id, stored_as FROM papers UNION ALL SELECT id, scan_stored_as FROM papers WHERE scan_stored_as IS NOT "
      "NULL "
      "ORDER BY id");
  while (papers.step()) {
    ++report.files;
    const auto reading = app.files().verify(papers.text(1));
    if (reading == store::Reading::Complete) continue;
    report.faults.push_back(fmt::format("paper {}: its file {}", id_text(papers.integer(0)),
                                        reading == store::Reading::Missing ? "is missing" : "is damaged"));
  }
  auto select = copy.prepare("SELECT id, coalesce(case_id, 0), stored_as FROM files ORDER BY id");
  while (select.step()) {
    ++report.files;
    const auto reading = app.files().verify(select.text(2));
    if (reading == store::Reading::Complete) continue;
    report.faults.push_back(fmt::format("file {} of case {}: {}", select.integer(0), id_text(select.integer(1)),
                                        reading == store::Reading::Missing ? "is missing" : "is damaged"));
  }
}

}  // namespace

VerifyReport verify(Application& app) {
  VerifyReport report;
  UndisturbedDatabase database(app);
  auto& connection = database.connection();
  const auto check = [&](std::string_view what, const auto& part) {
    try {
      part();
    } catch (const std::exception& error) {  // a log that was tampered with may say what no event says
      report.faults.push_back(fmt::format("{} cannot be read to the end: {}", what, error.what()));
    }
  };
  check("the chain", [&] { check_chain(connection, report); });
  check("the checkpoints", [&] { check_signed(app, connection, report); });
  check("the records", [&] { check_records(app, connection, report); });
  check("the files", [&] { check_files(app, connection, report); });
  check("the tables", [&] { check_tables(app, database, report); });
  return report;
}

}  // namespace dumas::app
