// An office's database on the disk with everything the account functions need, for the tests of app/.
#pragma once

#include "../store/temporary.hpp"
#include "app/account_parts.hpp"
#include "app/accounts.hpp"
#include "app/delegation.hpp"
#include "app/sign_in.hpp"
#include "store/migrations.hpp"
#include "store/security_log.hpp"

namespace dumas::app::testing {

inline const complaint::Actor admin{UserId{0}, complaint::Role::Admin, complaint::Capacity::Own};
inline const std::string password = "sandi panjang sekali";

struct Office {
  // Monday 23 November 2026, 09:00 WIB.
  ManualClock clock{parse_iso_instant("2026-11-23T09:00:00+07:00").value()};
  SeededRandomness randomness{7};
  store::TemporaryFolder folder;
  store::Vault vault{store::SecretKey{}};
  store::PasswordHasher passwords;
  store::WriteQueue writer;
  store::ReadPool readers{folder / "dumas.db", 2};
  Throttle throttle;
  AccountParts parts;
  Accounts accounts;
  Sessions sessions;
  Delegations delegations;

  explicit Office(store::PasswordOptions hashing = {.memory_kib = 64, .passes = 1})
      : passwords(hashing),
        writer(migrated()),
        parts{writer, readers, vault, clock, randomness, passwords, "3571", Zone::Wib},
        accounts(parts),
        sessions(parts, throttle),
        delegations(parts) {}

  UserId add(std::string login, std::vector<complaint::Role> roles) {
    NewUser user{.login = std::move(login),
                 .display_name = "Sri Wahyuni",
                 .title = "Staf",
                 .password = password,
                 .roles = std::move(roles)};
    user.password_origin = store::PasswordOrigin::Own;
    return accounts.add(admin, user).value();
  }
  NewSession enter(std::string_view login, std::string_view typed = password) {
    return sessions.sign_in(login, typed, "192.0.2.1", "Firefox").value();
  }
  std::vector<store::SecurityEntry> log(const store::SecurityFilter& filter = {}) {
    return readers.with(
        [&](store::Connection& connection) { return store::read_security_log(connection, vault, "3571", filter); });
  }

 private:
  store::Connection migrated() {
    auto connection = store::Connection::open(folder / "dumas.db");
    if (!store::migrate(connection, folder / "dumas.db", to_millis(clock.now())))
      throw std::runtime_error("not migrated");
    return connection;
  }
};

}  // namespace dumas::app::testing
