// The office at work: its data folder opened, its parts wired. Made by main and by tests; everything in app/, web/ and
// api/ gets what it needs from here.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/office_data.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "store/blind_index.hpp"
#include "store/database.hpp"
#include "store/file_store.hpp"
#include "store/password.hpp"
#include "store/projections.hpp"
#include "store/records.hpp"
#include "store/vault.hpp"
#include "store/write_queue.hpp"

namespace dumas::app {

struct ApplicationOptions {
  Folders folders;
  int readers = 4;  // read-only connections
  // Instead of what DATA/dumas.toml says: an archive that is looked at before it is put back.
  std::optional<store::DatabasePlace> database{};
  store::PasswordOptions passwords{};
  const Clock* clock = nullptr;      // nullptr: the system's
  Randomness* randomness = nullptr;  // nullptr: the system's
};

// Every SOP version a case of this office was begun with; the newest is the one new cases get. Thread-safe.
class SopBook {
 public:
  using Finder = std::function<std::optional<complaint::Sop>(std::string_view version)>;

  void add(complaint::Sop);
  // Asked for a version that is not in the book: another server, started later, may have brought it.
  void ask(Finder finder) { finder_ = std::move(finder); }
  // Version "" (a case not yet registered) and one that nobody knows give the newest.
  [[nodiscard]] const complaint::Sop& of(std::string_view version) const;
  [[nodiscard]] const complaint::Sop& newest() const { return of(""); }

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::string, complaint::Sop, std::less<>> versions_;
  std::string newest_;
  Finder finder_;
};

class Application {
 public:
  // Several programs may have one office open when it is in PostgreSQL; each opens it like this.
  // Opens or creates the data folder, migrates the database, loads settings. Refusals: CONFIGURATION, those of
  // Vault::open_or_create, store::check_key and store::migrate, SOP_CHANGED (the file changed but its version did not).
  static Result<std::unique_ptr<Application>> open(ApplicationOptions);

  [[nodiscard]] const Folders& folders() const { return options_.folders; }
  [[nodiscard]] const store::DatabasePlace& database() const { return *options_.database; }
  [[nodiscard]] const complaint::OfficeSettings& settings() const { return data_.settings; }
  [[nodiscard]] const std::string& office() const { return data_.settings.code; }
  [[nodiscard]] const calendar::Calendar& calendar() const { return data_.calendar; }
  [[nodiscard]] const SopBook& sops() const { return sops_; }
  [[nodiscard]] const Clock& clock() const { return *clock_; }
  [[nodiscard]] Randomness& randomness() { return *randomness_; }
  [[nodiscard]] const store::Vault& vault() const { return vault_; }
  [[nodiscard]] const store::BlindIndex& index() const { return index_; }
  [[nodiscard]] const store::RecordStore& records() const { return records_; }
  [[nodiscard]] const store::FileStore& files() const { return files_; }
  [[nodiscard]] const store::Projections& projections() const { return projections_; }
  [[nodiscard]] store::PasswordHasher& passwords() { return passwords_; }
  [[nodiscard]] store::WriteQueue& writer() { return *writer_; }
  [[nodiscard]] store::ReadPool& readers() { return *readers_; }

  // A new id for a case or meeting: milliseconds and random bits, so that it sorts by age and cannot be guessed.
  [[nodiscard]] std::int64_t new_id();

 private:
  Application(ApplicationOptions, OfficeData, store::Vault);
  Checked keep_sop(store::Connection&);
  void fill_new_tables(store::Connection&);
  [[nodiscard]] std::optional<complaint::Sop> find_sop(std::string_view version) const;

  ApplicationOptions options_;
  OfficeData data_;
  SystemClock system_clock_;
  SystemRandomness system_randomness_;
  const Clock* clock_;
  Randomness* randomness_;
  store::Vault vault_;
  store::BlindIndex index_;
  store::RecordStore records_;
  store::FileStore files_;
  SopBook sops_;
  store::Projections projections_;
  store::PasswordHasher passwords_;
  std::unique_ptr<store::WriteQueue> writer_;
  std::unique_ptr<store::ReadPool> readers_;
};

// The name under which this office's log is signed.
[[nodiscard]] std::string log_origin(const Application&);

}  // namespace dumas::app
