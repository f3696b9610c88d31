#include "app/application.hpp"

#include <array>
#include <cstring>
#include <span>

#include "app/database_place.hpp"
#include "proof/checkpoint.hpp"
#include "store/digest.hpp"
#include "store/key_check.hpp"
#include "store/migrations.hpp"

namespace dumas::app {

void SopBook::add(complaint::Sop sop) {
  const std::scoped_lock lock(mutex_);
  newest_ = sop.version;
  versions_.insert_or_assign(newest_, std::move(sop));
}

const complaint::Sop& SopBook::of(std::string_view version) const {
  const std::scoped_lock lock(mutex_);
  if (version.empty()) return versions_.at(newest_);
  if (const auto found = versions_.find(version); found != versions_.end()) return found->second;
  auto brought = finder_ ? finder_(version) : std::nullopt;
  // A map never moves what it holds: earlier answers stay where they are.
  return brought ? versions_.emplace(version, std::move(*brought)).first->second : versions_.at(newest_);
}

namespace {

// SQLite's connection becomes the writer's, which touches some thirty pages for each complaint, most of them at random
// places of large indexes. On PostgreSQL a migration of a large office takes its time, and other servers that start
// meanwhile wait for it.
store::DatabaseOptions opening(const store::DatabasePlace& place) {
  constexpr int writer_cache_kib = 16 * 1024, ten_minutes = 600'000;
  if (place.dialect() == store::Dialect::Sqlite) return {.cache_kib = writer_cache_kib};
  return {.busy_timeout_ms = ten_minutes, .answer_timeout_ms = 0};
}

}  // namespace

Application::Application(ApplicationOptions options, OfficeData data, store::Vault vault)
    : options_(std::move(options)),
      data_(std::move(data)),
      clock_(options_.clock ? options_.clock : &system_clock_),
      randomness_(options_.randomness ? options_.randomness : &system_randomness_),
      vault_(std::move(vault)),
      index_(vault_),
      records_(vault_),
      files_(options_.folders.data / "files", vault_),
      projections_(records_, index_,
                   [this](std::string_view version) -> const complaint::Sop& { return sops_.of(version); }),
      passwords_(options_.passwords) {}

Result<std::unique_ptr<Application>> Application::open(ApplicationOptions options) {
  auto data = read_office_data(options.folders);
  if (!data) return data.refusal();
  std::filesystem::create_directories(options.folders.data);
  if (!options.database) {
    auto place = database_place(options.folders);
    if (!place) return place.refusal();
    options.database = std::move(*place);
  }
  const store::DatabasePlace place = *options.database;
  const auto sealed = store::holds_tables(place) ? store::SealedData::Present : store::SealedData::None;
  const auto key_file = options.folders.data / "keys" / "data.key";
  auto vault = store::Vault::open_or_create(key_file, sealed);
  if (!vault) return vault.refusal();

  std::unique_ptr<Application> made{new Application(std::move(options), std::move(*data), std::move(*vault))};
  auto connection = store::Connection::open(place, opening(place));
  if (const auto ours = store::check_key(connection, made->vault_, key_file); !ours) return ours.refusal();
  const auto migrated = store::migrate(connection, place, to_millis(made->clock_->now()));
  if (!migrated) return migrated.refusal();
  if (const auto ours = store::keep_key_check(connection, made->vault_, key_file); !ours) return ours.refusal();
  if (const auto sop = made->keep_sop(connection); !sop) return sop.refusal();
  made->sops_.ask([app = made.get()](std::string_view version) { return app->find_sop(version); });
  if (migrated->from > 0 && migrated->from < store::last_filled_from_log) made->fill_new_tables(connection);
  made->writer_ = std::make_unique<store::WriteQueue>(
      place.dialect() == store::Dialect::Sqlite ? std::move(connection) : store::Connection::open(place));
  made->readers_ = std::make_unique<store::ReadPool>(place, made->options_.readers);
  return made;
}

// A migration may bring tables that pages read, or columns in them: the log has what belongs there.
void Application::fill_new_tables(store::Connection& connection) {
  store::Transaction transaction(connection);
  projections_.rebuild(connection);
  transaction.commit();
}

// A running case keeps the version it began with (architecture: the SOP is data), so a version is never overwritten.
Checked Application::keep_sop(store::Connection& connection) {
  const complaint::Sop& sop = data_.sop;
  const std::string digest = store::sha256_hex(sop.source);
  store::Transaction transaction(connection);  // of two servers that start at once, one keeps it
  {
    auto select = connection.prepare("SELECT version, source FROM sop_versions WHERE office = ?1 ORDER BY loaded_at");
    select.bind(1, office());
    while (select.step()) {
      auto reading = complaint::read_sop(select.text(1));
      if (reading.faults.empty()) sops_.add(std::move(reading.sop));
    }
  }
  auto same = connection.prepare("SELECT digest FROM sop_versions WHERE office = ?1 AND version = ?2");
  if (same.bind_all(office(), sop.version).step()) {
    if (same.text(0) != digest)
      return Refusal{.code = "SOP_CHANGED", .key = "error.sop_changed", .arguments = {sop.version}};
  } else {
    auto insert = connection.prepare(
        "INSERT INTO sop_versions (office, version, number, digest, source, loaded_at) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6)");
    insert.bind_all(office(), sop.version, sop.number, digest, sop.source, to_millis(clock_->now()));
    insert.run();
  }
  transaction.commit();
  sops_.add(sop);
  return Done{};
}

// On a connection of its own: whoever asks may be in the middle of a transaction.
std::optional<complaint::Sop> Application::find_sop(std::string_view version) const {
  auto connection = store::Connection::open(database(), {.access = store::Access::ReadOnly});
  auto select = connection.prepare("SELECT source FROM sop_versions WHERE office = ?1 AND version = ?2");
  if (!select.bind_all(office(), version).step()) return std::nullopt;
  auto reading = complaint::read_sop(select.text(0));
  if (!reading.faults.empty()) return std::nullopt;
  return std::move(reading.sop);
}

std::int64_t Application::new_id() {
  constexpr int random_bits = 20;
  std::array<std::byte, 4> bytes{};
  randomness_->fill(bytes);
  std::uint32_t random = 0;
  std::memcpy(&random, bytes.data(), sizeof random);
  return (to_millis(clock_->now()) << random_bits) | static_cast<std::int64_t>(random & ((1U << random_bits) - 1));
}

std::string log_origin(const Application& app) { return proof::origin_of(app.settings().site, app.office()); }

}  // namespace dumas::app
