#include "app/verify.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>

#include "app/case_text.hpp"
#include "app/fresh_database.hpp"
#include "app/verify_tables.hpp"
#include "store/attachments.hpp"
#include "store/damage.hpp"
#include "store/digest.hpp"
#include "store/event_log.hpp"
#include "store/integrity.hpp"
#include "store/merkle_verify.hpp"

namespace dumas::app {
namespace {

using store::Connection;
using store::Sql;

void add_streams(const std::vector<store::Damaged>& streams, VerifyReport& report) {
  for (const auto& stream : streams)
    report.faults.push_back(fmt::format("{} {}: {}", stream.stream_kind(), id_text(stream.stream()), stream.reason()));
}

// The database file itself, which SQLite can be asked about; PostgreSQL checks its pages as it reads them.
void check_file(Application& app, VerifyReport& report) {
  const auto add = [&report](std::vector<std::string> faults) {
    for (auto& fault : faults) report.faults.push_back(std::move(fault));
  };
  auto live = Connection::open(app.database());
  const auto found = store::file_faults(live);
  add(found.sentences);
  add_streams(found.streams, report);
  const FreshDatabase fresh(app);
  auto as_made = fresh.open();
  add(store::schema_faults(live, as_made));
}

void check_chain(Connection& moment, VerifyReport& report) {
  for (const auto& fault : store::verify_chain(moment))
    report.faults.push_back(
        fmt::format("event {} of case {}: {}", fault.event_id, id_text(fault.stream_id), fault.reason));
  report.head = store::log_head(moment);
}

// The chain above can be computed anew by whoever changed a row; what was signed cannot.
void check_signed(Application& app, Connection& moment, VerifyReport& report) {
  const auto audit = store::audit_log(moment, app.vault());
  report.checkpoints = audit.checkpoints;
  for (const auto& fault : audit.faults) report.faults.push_back(store::sentence(fault));
}

template <class Fault>
void check_record(Application& app, Connection& moment, const store::LoggedEvent& event,
                  const boost::json::value& entry, const Fault& fault) {
  const std::int64_t id = entry.at(1).as_int64();
  const std::string_view digest = entry.at(2).as_string();
  auto select = moment.prepare(
      "SELECT content, erased_at, digest, title, created_at, office, stream_kind, stream FROM records WHERE id = ?1");
  select.bind(1, id);
  if (!select.step()) return fault("is missing");
  const bool ours = select.integer(4) == event.at && select.text(5) == event.office &&
                    select.text(6) == word(event.stream) && select.integer(7) == event.stream_id;
  const bool erased = !select.is_null(1);  // by the retention rules
  if (!erased && (select.is_null(0) || store::sha256_hex(select.blob(0)) != digest)) return fault("was changed");
  if (!ours || store::to_hex(select.blob(2)) != digest) return fault("is not the one its event made");
  if (erased) return;
  const auto record = app.records().read(moment, RecordId{id});
  if (!record) return fault("cannot be opened with this key");
  const auto title = select.blob_or_null(3);
  if ((title ? app.records().open_title(RecordId{id}, *title) : "") != record->content.text("subject"))
    fault("has another title than its text");
}

// Every record an event points to is there with the digest the event holds, or was erased on purpose, and opens.
void check_records(Application& app, Connection& moment, VerifyReport& report) {
  store::walk(moment, [&](const store::LoggedEvent& event) {
    ++report.events;
    const boost::json::value listed = boost::json::parse(event.records);
    for (const auto& entry : listed.as_array()) {
      ++report.records;
      const std::int64_t id = entry.at(1).as_int64();
      const auto fault = [&](std::string_view what) {
        report.faults.push_back(fmt::format("record {} of case {}: {}", id, id_text(event.stream_id), what));
      };
      try {
        check_record(app, moment, event, entry, fault);
      } catch (const std::exception& error) {  // a malformed page, or a column that is never empty is
        fault(fmt::format("cannot be read: {}", error.what()));
      }
    }
  });
}

// "" when it is as it was sent.
std::string fault_of_file(Application& app, Connection& moment, FileId id) {
  const auto file = store::find_attachment(moment, app.vault(), id);
  if (!file) return "is missing";
  const auto reading = app.files().verify(file->stored_as);
  if (reading == store::Reading::Missing) return "is missing";
  if (reading != store::Reading::Complete) return "is damaged";
  if (file->name.empty()) return "has a name that cannot be opened";
  return app.files().size(file->stored_as) == static_cast<std::uint64_t>(file->size) ? "" : "has another size";
}

void check_files(Application& app, Connection& moment, VerifyReport& report) {
  auto papers = moment.prepare(
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
  // Ids from an index, and each row alone: a malformed page costs the files on it and names their cases.
  auto select = moment.prepare("SELECT id, coalesce(case_id, 0) FROM files ORDER BY case_id");
  while (select.step()) {
    ++report.files;
    std::string fault;
    try {
      fault = fault_of_file(app, moment, FileId{select.integer(0)});
    } catch (const std::exception& error) {
      fault = fmt::format("cannot be read: {}", error.what());
    }
    if (!fault.empty())
      report.faults.push_back(
          fmt::format("file {} of case {}: {}", select.integer(0), id_text(select.integer(1)), fault));
  }
}

void count_cases(Connection& moment, VerifyReport& report) {
  auto select = moment.prepare("SELECT count(*) FROM cases");
  select.step();
  report.cases = select.integer(0);
}

}  // namespace

VerifyReport verify(Application& app) {
  VerifyReport report;
  const bool sqlite = app.database().dialect() == store::Dialect::Sqlite;
  // Others go on writing; what is read here is one moment. A transaction left open is rolled back with its connection.
  auto moment = Connection::open(app.database(), {.answer_timeout_ms = 0});
  moment.exec(sqlite ? Sql("BEGIN") : Sql("BEGIN ISOLATION LEVEL REPEATABLE READ"));
  const auto check = [&](std::string_view what, const auto& part) {
    try {
      part();
    } catch (const std::exception& error) {  // a log that was tampered with may say what no event says
      report.faults.push_back(fmt::format("{} cannot be read to the end: {}", what, error.what()));
    }
  };
  if (sqlite) check("the database file", [&] { check_file(app, report); });
  check("the chain", [&] { check_chain(moment, report); });
  check("the checkpoints", [&] { check_signed(app, moment, report); });
  check("the records", [&] { check_records(app, moment, report); });
  check("the files", [&] { check_files(app, moment, report); });
  for (auto& fault : store::seal_faults(moment, app.vault())) report.faults.push_back(std::move(fault));
  check("the cases", [&] { count_cases(moment, report); });
  check("the tables", [&] { sqlite ? check_tables_beside(app, report) : check_tables_in_front(app, moment, report); });
  if (!report.faults.empty()) add_streams(store::damaged_streams(moment), report);
  return report;
}

}  // namespace dumas::app
