#include "app/application.hpp"

#include <array>
#include <cstring>
#include <span>

#include "proof/checkpoint.hpp"
#include "store/digest.hpp"
#include "store/migrations.hpp"

namespace dumas::app {

void SopBook::add(complaint::Sop sop) {
  newest_ = sop.version;
  versions_.insert_or_assign(newest_, std::move(sop));
}

const complaint::Sop& SopBook::of(std::string_view version) const {
  const auto found = versions_.find(version);
  return found != versions_.end() ? found->second : versions_.at(newest_);
}

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
  const auto database = options.folders.database();
  auto vault = store::Vault::open_or_create(options.folders.data / "keys" / "data.key", database);
  if (!vault) return vault.refusal();

  std::unique_ptr<Application> made{new Application(std::move(options), std::move(*data), std::move(*vault))};
  auto connection = store::Connection::open(database);
  const auto migrated = store::migrate(connection, database, to_millis(made->clock_->now()));
  if (!migrated) return migrated.refusal();
  if (const auto sop = made->keep_sop(connection); !sop) return sop.refusal();
  if (migrated->from > 0 && migrated->from < migrated->to) made->fill_new_tables(connection);
  made->writer_ = std::make_unique<store::WriteQueue>(std::move(connection));
  made->readers_ = std::make_unique<store::ReadPool>(database, made->options_.readers);
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
  sops_.add(sop);
  return Done{};
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
