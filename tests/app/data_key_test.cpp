// One database, one data key: a program with another key is refused before it has changed anything, on both engines.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "app/application.hpp"
#include "app/verify.hpp"
#include "store/engines.hpp"
#include "store/migrations.hpp"
#include "store/records.hpp"
#include "store/temporary.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)
using store::DatabasePlace;
namespace fs = std::filesystem;

namespace {

// A server's data folder with a key of its own. Its database may be another's.
class Server {
 public:
  Server() { use_key(store::random_bytes(store::SecretKey::size)); }
  [[nodiscard]] fs::path key_file() const { return folder_ / "data/keys/data.key"; }
  Result<std::unique_ptr<app::Application>> open(const DatabasePlace& place) {
    return app::Application::open({.folders = {.share = DUMAS_SOURCE_DIR, .data = folder_ / "data"},
                                   .database = place,
                                   .passwords = {.memory_kib = 8, .passes = 1}});
  }
  std::string code_at(const DatabasePlace& place) {
    const auto opened = open(place);
    return opened.ok() ? "" : opened.refusal().code;
  }
  void use_key(const std::string& bytes) {
    fs::create_directories(key_file().parent_path());
    std::ofstream(key_file(), std::ios::binary | std::ios::trunc) << bytes;
    fs::permissions(key_file(), fs::perms::owner_read | fs::perms::owner_write);
  }
  void use_key_of(const Server& other) {
    fs::copy_file(other.key_file(), key_file(), fs::copy_options::overwrite_existing);
  }

 private:
  store::TemporaryFolder folder_;
};

complaint::RecordDraft record() {
  complaint::RecordDraft draft;
  draft.type = complaint::DocumentType::ComplaintForm;
  draft.content.set("subject", "Loket kosong");
  return draft;
}

bool contains(const std::vector<std::string>& faults, std::string_view fault) {
  return std::find(faults.begin(), faults.end(), fault) != faults.end();
}

}  // namespace

TEST_CASE("an office opens with its own key and with no other, from its first start on") {
  store::on_both_engines([](const DatabasePlace& place) {
    Server first, second;
    CHECK(first.code_at(place).empty());
    const auto refused = second.open(place);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.refusal().code == "KEY_OTHER");
    CHECK(fs::equivalent(refused.refusal().arguments.at(0), second.key_file()));
    second.use_key_of(first);
    CHECK(second.code_at(place).empty());
    CHECK(first.code_at(place).empty());
    auto connection = store::Connection::open(place);
    CHECK(store::number(connection, "SELECT count(*) FROM key_check") == 1);
  });
}

TEST_CASE("of two first servers with keys of their own that start at once, one has the office") {
  store::on_both_engines([](const DatabasePlace& place) {
    Server servers[2];
    std::string codes[2];
    {
      std::jthread one([&] { codes[0] = servers[0].code_at(place); });
      std::jthread other([&] { codes[1] = servers[1].code_at(place); });
    }
    const auto refused = static_cast<std::size_t>(codes[0].empty());
    CHECK(codes[refused] == "KEY_OTHER");
    CHECK(codes[1 - refused].empty());
    CHECK(servers[refused].code_at(place) == "KEY_OTHER");
    CHECK(servers[1 - refused].code_at(place).empty());
  });
}

TEST_CASE("an office from before the check gets it at the next start with its key, and nothing from another") {
  store::on_both_engines([](const DatabasePlace& place) {
    Server own, other;
    auto connection = store::Connection::open(place);
    REQUIRE(store::migrate(connection, place, 1000, store::built_in_migrations(place.dialect()).first(7)).ok());
    const auto vault = store::Vault::open_or_create(own.key_file(), store::SealedData::Present);
    (void)store::RecordStore(*vault).keep(connection, "3571", "case", 1, record(), 1000);
    CHECK(other.code_at(place) == "KEY_OTHER");
    CHECK(store::number(connection, "SELECT max(number) FROM schema_migrations") == 7);
    CHECK(own.code_at(place).empty());
    CHECK(store::number(connection, "SELECT count(*) FROM key_check") == 1);
    CHECK(other.code_at(place) == "KEY_OTHER");
  });
}

TEST_CASE("a damaged check shuts nobody out whose key opens the records, and verify names it") {
  store::on_both_engines([](const DatabasePlace& place) {
    Server own, other;
    {
      const auto office = own.open(place);
      REQUIRE(office.ok());
      auto connection = store::Connection::open(place);
      (void)(*office)->records().keep(connection, (*office)->office(), "case", 1, record(), 1000);
      connection.exec("UPDATE key_check SET hash = 'x' || substr(hash, 2)");
    }
    CHECK(other.code_at(place) == "KEY_OTHER");
    const auto opened = own.open(place);
    REQUIRE(opened.ok());
    CHECK(contains(app::verify(**opened).faults, "key check is not that of this key"));
  });
}
