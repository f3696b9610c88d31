// The security log cannot be changed afterwards, and tells no secrets.
#include <doctest/doctest.h>

#include "store/accounts.hpp"
#include "store/migrations.hpp"
#include "store/security_log.hpp"
#include "temporary.hpp"

namespace dumas::store {
namespace {

struct Log {
  TemporaryFolder folder;
  Vault vault{SecretKey{}};
  Connection connection = Connection::open(folder / "dumas.db");
  Log() {
    if (!migrate(connection, folder / "dumas.db", 0)) throw std::runtime_error("not migrated");
    for (int i = 1; i <= 5; ++i) add(i);
  }
  void add(int i) {
    SecurityEntry entry;
    entry.kind = i % 2 == 0 ? SecurityKind::Revealed : SecurityKind::Refused;
    entry.at = from_millis(1000 * i);
    entry.user = UserId{i};
    entry.role = complaint::Role::Secretary;
    entry.case_id = CaseId{i % 2 == 0 ? 7 : 0};
    entry.code = "register WRONG_STATE";
    entry.reason = "memanggil pelapor Siti";
    log_security(connection, vault, "3571", entry);
  }
};

TEST_CASE("newest first, in pages, by kind, user and case") {
  Log log;
  const auto page = [&](SecurityFilter filter) {
    std::vector<std::int64_t> users;
    for (const auto& entry : read_security_log(log.connection, log.vault, "3571", filter))
      users.push_back(entry.user.value);
    return users;
  };
  CHECK(page({}) == std::vector<std::int64_t>{5, 4, 3, 2, 1});
  CHECK(page({.before = 4, .most = 2}) == std::vector<std::int64_t>{3, 2});
  CHECK(page({.kind = SecurityKind::Revealed}) == std::vector<std::int64_t>{4, 2});
  CHECK(page({.kind = SecurityKind::Revealed, .case_id = CaseId{7}, .before = 4}) == std::vector<std::int64_t>{2});
  CHECK(page({.user = UserId{3}}) == std::vector<std::int64_t>{3});
  CHECK(read_security_log(log.connection, log.vault, "9999").empty());
  const auto newest = read_security_log(log.connection, log.vault, "3571").front();
  CHECK(newest.reason == "memanggil pelapor Siti");
  CHECK(newest.role == complaint::Role::Secretary);
  CHECK(newest.at == from_millis(5000));
  log.connection.checkpoint();
  CHECK(bytes_of(log.folder / "dumas.db").find("Siti") == std::string::npos);
  CHECK(bytes_of(log.folder / "dumas.db").find("WRONG_STATE") != std::string::npos);
}

TEST_CASE("no row can be changed, removed or written over") {
  Log log;
  CHECK_THROWS_AS(log.connection.exec("UPDATE security_log SET code = '' WHERE id = 1"), DatabaseError);
  CHECK_THROWS_AS(log.connection.exec("DELETE FROM security_log WHERE id = 1"), DatabaseError);
  CHECK_THROWS_AS(
      log.connection.exec(
          "INSERT OR REPLACE INTO security_log (id, office, at, kind, code) VALUES (1, '3571', 0, 'REFUSED', '')"),
      DatabaseError);
  CHECK(read_security_log(log.connection, log.vault, "3571").size() == 5);
}

TEST_CASE("a user is never deleted") {
  Log log;
  User user;
  user.office = "3571";
  user.login = "sri.w";
  user.roles = {complaint::Role::Chair, complaint::Role::Secretary};
  const auto id = insert_user(log.connection, user, "hash");
  REQUIRE(id);
  CHECK_FALSE(insert_user(log.connection, user, "hash"));
  user.office = "3506";  // another office of the same installation
  CHECK(insert_user(log.connection, user, "hash"));
  CHECK(find_user(log.connection, "3571", *id)->roles ==
        std::vector{complaint::Role::Secretary, complaint::Role::Chair});
  CHECK_FALSE(find_user(log.connection, "3506", *id));
  CHECK_THROWS_AS(log.connection.exec("DELETE FROM users"), DatabaseError);
}

TEST_CASE("every kind has its word") {
  for (const auto& [kind, word] : Names<SecurityKind>::table) CHECK(from_name<SecurityKind>(word) == kind);
  CHECK(static_cast<std::size_t>(SecurityKind::BackedUp) + 1 == Names<SecurityKind>::table.size());
}

}  // namespace
}  // namespace dumas::store
