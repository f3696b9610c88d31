// dumas sop check, verify, rebuild, backup, restore, demo.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/backup.hpp"
#include "app/case_text.hpp"
#include "app/demo.hpp"
#include "app/verify.hpp"
#include "commands/data_lock.hpp"
#include "commands/open.hpp"
#include "store/integrity.hpp"
#include "store/merkle_store.hpp"

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
  std::vector<store::Damaged> damaged;
  const auto done = office->writer().submit([&](store::Connection& connection) {
    office->projections().rebuild(connection);
    damaged = store::damaged_streams(connection);
    return store::rebuild_tree(connection);
  });
  if (!done) return say_refusal(place, done.refusal());
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

int restore(const Place& place, const std::filesystem::path& archive) {
  std::filesystem::create_directories(place.data);
  const app::Folders folders{.share = place.share, .data = place.data};
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
