// The bare loop that a submission is read against: SQLite alone, writing the rows that one submission of Dumas wrote,
// into the same tables with the same indexes and triggers, committed as durably. No HTTP, no rules, no encryption, no
// hashing, no waiting for other threads. The rows are those of the newest cases of an office's database (a copy: it is
// written to), with new keys. Called by bench/measure.py:
//   same_work DATABASE SECONDS BATCH  ->  {"per_second": N, "p50_ms": N, "p99_ms": N}   BATCH: submissions a commit
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "timed_loop.hpp"

namespace {

sqlite3* database = nullptr;

[[noreturn]] void stop(const std::string& why) {
  std::cerr << "same_work: " << why << '\n';
  std::exit(2);
}
void check(int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) stop(sqlite3_errmsg(database));
}
sqlite3_stmt* prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
  return statement;
}
std::int64_t number(const std::string& sql) {
  sqlite3_stmt* select = prepare(sql);
  check(sqlite3_step(select));
  const std::int64_t value = sqlite3_column_int64(select, 0);
  sqlite3_finalize(select);
  return value;
}

enum class Fill { AsItWas, Case, Event, Record, Random };

// One table's share of a submission.
struct Table {
  const char* name;
  const char* columns;
  const char* where;  // ?1: the case
  std::vector<std::pair<int, Fill>> keys;
  sqlite3_stmt* insert = nullptr;
  std::vector<std::vector<std::vector<sqlite3_value*>>> rows{};  // of each model
};

Table tables[] = {
    {"events",
     "id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, data, records, hash",
     "stream_kind = 'case' AND stream = ?1",
     {{0, Fill::Event}, {3, Fill::Case}}},
    {"records",
     "office, stream_kind, stream, type, content, title, digest, created_at",
     "stream_kind = 'case' AND stream = ?1",
     {{2, Fill::Case}}},
    {"cases",
     "id, office, version, status, channel, disclosure, sop_version, received_at, days_waited, step, holders, "
     "title_record, form_record, late_steps, messages_new, changed_at, before_legal, before_head",
     "id = ?1",
     {{0, Fill::Case}}},
    {"case_holders", "office, role, due, case_id", "case_id = ?1", {{3, Fill::Case}}},
    {"case_records",
     "case_id, record_id, type, event_id, at, actor, role",
     "case_id = ?1",
     {{0, Fill::Case}, {1, Fill::Record}, {3, Fill::Event}}},
    {"papers_due",
     "record, kind, office, owner_kind, owner, event_id",
     "owner_kind = 'case' AND owner = ?1",
     {{0, Fill::Record}, {4, Fill::Case}, {5, Fill::Event}}},
    {"case_search", "rowid, tokens", "rowid = ?1", {{0, Fill::Case}}},
    {"outbox",
     "office, case_id, event_id, audience, message, arguments, due_at",
     "case_id = ?1",
     {{1, Fill::Case}, {2, Fill::Event}}},
    {"tracking", "code_hash, pin_hash, office, case_id, code", "case_id = ?1", {{0, Fill::Random}, {3, Fill::Case}}},
    {"idempotency",
     "key_hash, request, answer, created_at",
     "rowid = (SELECT max(rowid) FROM idempotency) OR ?1 = 0",
     {{0, Fill::Random}}},
};

int width(const Table& table) {
  const std::string columns = table.columns;
  return static_cast<int>(std::count(columns.begin(), columns.end(), ',')) + 1;
}

void read_models(const std::vector<std::int64_t>& cases) {
  for (Table& table : tables) {
    std::string places = "?1";
    for (int n = 2; n <= width(table); ++n) places += ", ?" + std::to_string(n);
    table.insert =
        prepare("INSERT INTO " + std::string{table.name} + " (" + table.columns + ") VALUES (" + places + ")");
    sqlite3_stmt* select =
        prepare("SELECT " + std::string{table.columns} + " FROM " + table.name + " WHERE " + table.where);
    for (const std::int64_t id : cases) {
      auto& rows = table.rows.emplace_back();
      check(sqlite3_bind_int64(select, 1, id));
      while (sqlite3_step(select) == SQLITE_ROW) {
        auto& row = rows.emplace_back();
        for (int n = 0; n < width(table); ++n) row.push_back(sqlite3_value_dup(sqlite3_column_value(select, n)));
      }
      check(sqlite3_reset(select));
    }
    sqlite3_finalize(select);
  }
}

class Loop {
 public:
  explicit Loop(std::size_t models) : models_(models) {
    event_ = number("SELECT max(id) FROM events");
    case_ = number("SELECT max(id) FROM cases");
    record_ = number("SELECT max(id) FROM records");
  }

  void submit() {
    ++event_;
    ++case_;
    const std::size_t model = next_++ % models_;
    for (Table& table : tables)
      for (const auto& row : table.rows[model]) {
        for (std::size_t n = 0; n < row.size(); ++n)
          check(sqlite3_bind_value(table.insert, static_cast<int>(n) + 1, row[n]));
        for (const auto& [column, fill] : table.keys) set(table.insert, column + 1, fill);
        check(sqlite3_step(table.insert));
        check(sqlite3_reset(table.insert));
      }
  }

 private:
  void set(sqlite3_stmt* insert, int place, Fill fill) {
    switch (fill) {
      case Fill::AsItWas: return;
      case Fill::Case: return check(sqlite3_bind_int64(insert, place, case_));
      case Fill::Event: return check(sqlite3_bind_int64(insert, place, event_));
      case Fill::Record: return check(sqlite3_bind_int64(insert, place, ++record_));
      case Fill::Random: {
        char text[65];
        std::snprintf(text, sizeof text, "%016lx%016lx%016lx%016lx", dice_(), dice_(), dice_(), dice_());
        return check(sqlite3_bind_text(insert, place, text, 64, SQLITE_TRANSIENT));
      }
    }
  }

  std::size_t models_, next_ = 0;
  std::int64_t event_ = 0, case_ = 0, record_ = 0;
  std::mt19937_64 dice_{std::random_device{}()};  // another run must find no key taken
};

void commit_again_and_again(Loop& loop, double seconds, int batch) {
  sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
  const auto run = [](sqlite3_stmt* statement) {
    check(sqlite3_step(statement));
    check(sqlite3_reset(statement));
  };
  const auto once = [&] {
    run(begin);
    for (int n = 0; n < batch; ++n) loop.submit();
    run(commit);
  };
  measure(seconds, once, batch);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) stop("same_work DATABASE SECONDS BATCH");
  check(sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE, nullptr));
  // As the store opens it (src/store/sqlite_database.cpp), and with the writer's cache and its distance of checkpoints.
  check(
      sqlite3_exec(database,
                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;"
                   "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY",
                   nullptr, nullptr, nullptr));
  std::vector<std::int64_t> cases;
  sqlite3_stmt* newest = prepare("SELECT id FROM cases WHERE version = 1 ORDER BY id DESC LIMIT 500");
  while (sqlite3_step(newest) == SQLITE_ROW) cases.push_back(sqlite3_column_int64(newest, 0));
  sqlite3_finalize(newest);
  if (cases.empty()) stop("no case that was only just handed in");
  read_models(cases);
  Loop loop(cases.size());
  commit_again_and_again(loop, std::atof(argv[2]), std::max(1, std::atoi(argv[3])));
  return 0;
}
