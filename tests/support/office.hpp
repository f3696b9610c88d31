// A real office in a folder of its own, with a clock the test moves: real database, real files, real keys; only the
// passwords are hashed cheaply. For the tests of app/ and for the simulation.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "app/desk.hpp"
#include "app/execute.hpp"
#include "app/uploads.hpp"
#include "store/event_log.hpp"

namespace dumas::testing {

inline Instant at(const char* text) { return parse_iso_instant(text).value(); }

// Login and role of everybody who works in the office.
inline constexpr std::pair<const char*, complaint::Role> staff[] = {{"loket", complaint::Role::FrontDesk},
                                                                    {"operator", complaint::Role::OnlineOperator},
                                                                    {"unit", complaint::Role::ComplaintUnit},
                                                                    {"sekretaris", complaint::Role::Secretary},
                                                                    {"ketua", complaint::Role::Chair},
                                                                    {"anggota1", complaint::Role::Commissioner},
                                                                    {"anggota2", complaint::Role::Commissioner},
                                                                    {"anggota3", complaint::Role::Commissioner},
                                                                    {"anggota4", complaint::Role::Commissioner},
                                                                    {"hukum", complaint::Role::LegalDivision},
                                                                    {"kasubbag", complaint::Role::SubsectionHead}};

class Office {
 public:
  explicit Office(Instant start = at("2026-11-30T09:00:00+07:00"), Randomness* randomness = nullptr)
      : clock(start), randomness_(randomness) {
    SystemRandomness system;
    folder_ = std::filesystem::temp_directory_path() / ("dumas-office-" + url_token(system, 9));
    std::filesystem::create_directories(folder_);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;
  ~Office() {
    close();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // Opens the folder, which may hold the office's own settings already, and hires the staff if there is none.
  Office& open() {
    close();
    auto opened = app::Application::open({.folders = folders(),
                                          .readers = readers,
                                          .passwords = {.memory_kib = 8, .passes = 1},
                                          .clock = &clock,
                                          .randomness = randomness_});
    if (!opened) FAIL("office not opened: " << opened.refusal().code);
    app = std::move(*opened);
    desk = std::make_unique<app::Desk>(*app);
    if (users.empty())
      for (const auto& [login, role] : staff) {
        const auto added = desk->accounts.add(
            {.role = complaint::Role::Admin},
            {.login = login, .display_name = login, .password = "kata sandi panjang", .roles = {role}});
        REQUIRE(added.ok());
        users[login] = *added;
      }
    return *this;
  }
  void close() {
    desk.reset();
    app.reset();
  }

  complaint::Actor as(const char* login, complaint::Role role) { return {.user = users.at(login), .role = role}; }

  Result<app::CaseReceipt> tell(CaseId id, complaint::Actor actor, complaint::Command command, std::string key = "") {
    return app::execute(*app, {.command = std::move(command),
                               .actor = actor,
                               .case_id = id,
                               .expected_version = {},
                               .idempotency_key = std::move(key),
                               .file_owner = owner});
  }
  // The same, for a command that must be accepted.
  app::CaseReceipt must(CaseId id, complaint::Actor actor, complaint::Command command) {
    auto receipt = tell(id, actor, std::move(command));
    if (!receipt.ok())
      FAIL("refused: " << receipt.refusal().code << " " << receipt.refusal().field << " " << receipt.refusal().key);
    return *receipt;
  }
  complaint::Status status(CaseId id) {
    return app->readers().with([&](store::Connection& c) { return store::load_case(c, id).status; });
  }
  // A scanned receipt, uploaded and not yet taken by a case.
  FileId scan() {
    const auto path = folder_ / "scan.txt";
    std::ofstream(path) << "Tanda terima yang dipindai, " << ++scans;
    const auto kept = app::keep_upload(*app, owner, {.filename = "tanda-terima.txt", .path = path, .too_big = false});
    REQUIRE(kept.ok());
    return kept->id;
  }
  [[nodiscard]] app::Folders folders() const { return {.share = DUMAS_SOURCE_DIR, .data = folder_}; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  ManualClock clock;
  std::unique_ptr<app::Application> app;
  std::unique_ptr<app::Desk> desk;
  std::map<std::string, UserId> users;
  std::string owner = "user:test";
  int scans = 0;
  int readers = app::ApplicationOptions{}.readers;  // of the next open()

 private:
  Randomness* randomness_;
  std::filesystem::path folder_;
};

}  // namespace dumas::testing
