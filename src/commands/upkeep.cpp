// dumas sop check, verify, rebuild, backup, restore, move, demo.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/backup.hpp"
#include "app/case_text.hpp"
#include "app/database_place.hpp"
#include "app/demo.hpp"
#include "app/verify.hpp"
#include "commands/data_lock.hpp"
#include "commands/open.hpp"
#include "store/integrity.hpp"
#include "store/merkle_store.hpp"
#include "store/migrations.hpp"
#include "store/transfer.hpp"

namespace dumas::commands {

int check_sop(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "dumas: {} cannot be read\n", file.string());
    return 2;
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto reading = complaint::read_sop(text);
  for (const auto& fault : reading.faults) fmt::print(stderr, "{}:{}: {}\n", file.string(), fault.line, fault.reason);
  if (!reading.faults.empty()) return 1;
  fmt::print("{}: {} steps, version {}, ready to run\n", file.string(), reading.sop.steps.size(), reading.sop.version);
  return 0;
}

int verify(const Place& place) {
  const auto office = open_office(place);
  if (!office) return 1;
  const auto report = app::verify(*office);
  fmt::print("{} events, {} records, {} files, {} cases, {} signed checkpoints\nhead {}\n", report.events,
             report.records, report.files, report.cases, report.checkpoints, report.head);
  for (const auto& fault : report.faults) fmt::print(stderr, "damaged: {}\n", fault);
  if (report.faults.empty()) fmt::print("everything is as it was written\n");
  return report.faults.empty() ? 0 : 1;
}

int rebuild(const Place& place) {
  const auto office = open_office(place);
  if (!office) return 1;
  // On a connection that waits: emptying the tables of a large office is one long statement.
  auto connection = store::Connection::open(office->database(), {.answer_timeout_ms = 0});
  store::Transaction transaction(connection);
  office->projections().rebuild(connection);
  if (const auto done = store::rebuild_tree(connection); !done) return say_refusal(place, done.refusal());
  transaction.commit();
  const auto damaged = store::damaged_streams(connection);
  for (const auto& stream : damaged)
    fmt::print(stderr, "damaged, left out: {} {}: {}\n", stream.stream_kind(), app::id_text(stream.stream()),
               stream.reason());
  fmt::print("The tables were rebuilt from the log.\n");
  return damaged.empty() ? 0 : 1;
}

int backup(const Place& place, const std::filesystem::path& target, bool without_key) {
  const auto office = open_office(place);
  if (!office) return 1;
  const auto done = app::backup(*office, target, without_key ? app::KeyInBackup::LeftOut : app::KeyInBackup::Included);
  if (!done) return say_refusal(place, done.refusal());
  if (without_key)
    fmt::print("{}: the office without its key. Keep keys/ elsewhere: without it nothing in here can be read.\n",
               target.string());
  else
    fmt::print("{}: the whole office, its key included. Keep it as safe as the archive room.\n", target.string());
  return 0;
}

namespace {

// A database on another machine is filled and never emptied: the office that is in it stays where it is.
int restore_into_postgres(const Place& place, const app::Folders& folders, const store::DatabasePlace& database,
                          const std::filesystem::path& archive) {
  const auto lock = DataLock::take(place.data);
  if (!lock)
    return say_refusal(place, {.code = "MOVE_IN_USE", .key = "error.move_in_use", .arguments = {database.shown()}});
  if (store::holds_tables(database))
    return say_refusal(place,
                       {.code = "MOVE_NOT_EMPTY", .key = "error.move_not_empty", .arguments = {database.shown()}});
  if (const auto staged = app::stage_restore(folders, archive); !staged) return say_refusal(place, staged.refusal());
  if (const auto done = app::restore_into(folders, database, SystemClock{}.now()); !done)
    return say_refusal(place, done.refusal());
  fmt::print("Restored into {}. Start the servers when you are ready.\n", database.shown());
  return 0;
}

}  // namespace

int move(const Place& place, const std::string& from, const std::string& to) {
  const auto source = store::DatabasePlace::read(from), target = store::DatabasePlace::read(to);
  if (source.dialect() == store::Dialect::Sqlite && !std::filesystem::exists(source.file())) {
    fmt::print(stderr, "dumas: {} does not exist\n", source.shown());
    return 1;
  }
  // The server that has a file open holds the lock of the folder around it.
  std::vector<DataLock> locks;
  for (const auto* file : {&source, &target}) {
    if (file->dialect() != store::Dialect::Sqlite) continue;
    auto lock = DataLock::take(std::filesystem::absolute(file->file()).parent_path());
    if (!lock)
      return say_refusal(place, {.code = "MOVE_IN_USE", .key = "error.move_in_use", .arguments = {file->shown()}});
    locks.push_back(std::move(*lock));
  }
  const auto moved = store::transfer(source, target, to_millis(SystemClock{}.now()));
  if (!moved) return say_refusal(place, moved.refusal());
  fmt::print("{} tables with {} rows, {} events\nhead {}\n", moved->tables, moved->rows, moved->events, moved->head);
  fmt::print("{} holds what {} holds. Name it in dumas.toml in the office's data folder, then run dumas verify.\n",
             target.shown(), source.shown());
  return 0;
}

int restore(const Place& place, const std::filesystem::path& archive) {
  std::filesystem::create_directories(place.data);
  const app::Folders folders{.share = place.share, .data = place.data};
  const auto database = app::database_place(folders);
  if (!database) return say_refusal(place, database.refusal());
  if (database->dialect() == store::Dialect::PostgreSql)
    return restore_into_postgres(place, folders, *database, archive);
  if (const auto staged = app::stage_restore(folders, archive); !staged) return say_refusal(place, staged.refusal());
  auto lock = DataLock::take(place.data);
  if (lock) {
    app::swap_in_restore(folders, SystemClock{}.now());
    fmt::print("Restored. Start the server when you are ready.\n");
    return 0;
  }
  const auto server = DataLock::holder(place.data);
  if (!server || ::kill(*server, SIGHUP) != 0) {
    fmt::print(stderr, "dumas: the data folder is in use, and its server cannot be told to change over\n");
    return 1;
  }
  // The server finishes what it accepted, changes over and goes on.
  constexpr auto patience = std::chrono::seconds(60);
  for (const auto until = std::chrono::steady_clock::now() + patience; app::restore_waits(folders);) {
    if (std::chrono::steady_clock::now() > until) {
      fmt::print(stderr, "dumas: the server has not changed over within a minute\n");
      return 1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  fmt::print("Restored; the running server has changed over.\n");
  return 0;
}

int demo(const Place& place, const std::optional<Instant>& clock) {
  const Instant now = clock.value_or(SystemClock{}.now());
  const auto accounts = app::fill_demo({.folders = {.share = place.share, .data = place.data}}, now);
  if (!accounts) return say_refusal(place, accounts.refusal());
  fmt::print("Accounts of the sample office (all fictional):\n\n");
  for (const auto& account : *accounts) {
    std::vector<std::string_view> roles;
    for (const auto role : account.roles) roles.push_back(name(role));
    fmt::print("  {:<12} {:<24} {:<34} {}\n", account.login, account.password, account.display_name,
               fmt::join(roles, ", "));
  }
  return 0;
}

}  // namespace dumas::commands
