// Signing in, sessions, CSRF and API tokens, on a real database with real Argon2id.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "app/drafts.hpp"
#include "office_parts.hpp"

namespace dumas::app::testing {
namespace {

using namespace std::chrono_literals;
using complaint::Capacity;
using complaint::Role;

TEST_CASE("who signs in is known by the cookie, with roles and CSRF") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk, Role::ComplaintUnit});
  const auto session = office.enter(" SRI.W ");
  CHECK(session.token.size() == 43);
  const auto who = office.sessions.who(session.token);
  REQUIRE(who);
  CHECK(who->user == id);
  CHECK(who->display_name == "Sri Wahyuni");
  CHECK(who->roles == std::vector{Role::FrontDesk, Role::ComplaintUnit});
  CHECK_FALSE(who->must_change_password);
  CHECK(who->csrf == session.who.csrf);
  CHECK(Sessions::csrf_matches(office.sessions.csrf_of_session(session.token), who->csrf));
  CHECK_FALSE(Sessions::csrf_matches(who->csrf, office.sessions.csrf_of_visitor(session.token)));
  CHECK_FALSE(Sessions::csrf_matches("", ""));
  CHECK(who->may(complaint::Permission::WriteRegister));
  CHECK_FALSE(who->may(complaint::Permission::ManageUsers));
  CHECK_FALSE(office.sessions.who(session.token + "x"));
  CHECK_FALSE(office.sessions.who(""));
  CHECK_FALSE(office.sessions.who(std::string(1'000'000, 'a')));
  // Neither token nor password stands in the database.
  std::string bytes;
  for (const char* file : {"dumas.db", "dumas.db-wal"}) bytes += store::bytes_of(office.folder / file);
  CHECK(bytes.find(session.token) == std::string::npos);
  CHECK(bytes.find("Firefox") == std::string::npos);
  CHECK(bytes.find("sri.w") != std::string::npos);  // so the search above can find something
}

TEST_CASE("unknown login, wrong password and disabled account: one answer") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk});
  const auto gone = office.add("budi.h", {Role::FrontDesk});
  REQUIRE(office.accounts.set_standing(admin, gone, store::Standing::Disabled));
  const auto wrong = office.sessions.sign_in("sri.w", "bukan sandinya", "192.0.2.1", "x");
  const auto unknown = office.sessions.sign_in("nobody", password, "192.0.2.1", "x");
  const auto disabled = office.sessions.sign_in("budi.h", password, "192.0.2.1", "x");
  REQUIRE_FALSE(wrong);
  REQUIRE_FALSE(unknown);
  REQUIRE_FALSE(disabled);
  CHECK(wrong.refusal() == unknown.refusal());
  CHECK(wrong.refusal() == disabled.refusal());
  CHECK(wrong.refusal().code == "SIGN_IN_FAILED");
  for (const std::string& login : {std::string("\0", 1), std::string("' OR 1=1 --"), std::string("\xff\xfe"),
                                   std::string(100'000, 'a'), std::string()})
    CHECK(office.sessions.sign_in(login, "\xc3\x28", "192.0.2.1", "x").refusal().code == "SIGN_IN_FAILED");
  const auto entries = office.log({.kind = store::SecurityKind::SignInFailed, .user = id});
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().code == "WRONG_PASSWORD");
  CHECK(office.log({.kind = store::SecurityKind::SignInFailed}).size() == 8);
}

TEST_CASE("a guesser waits longer and longer, the owner elsewhere comes in") {
  Office office;
  office.add("sri.w", {Role::FrontDesk});
  Result<NewSession> last = Refusal{};
  for (int i = 0; i < 7; ++i) last = office.sessions.sign_in("sri.w", "tebakan", "192.0.2.1", "x");
  CHECK(last.refusal().code == "TRY_LATER");
  CHECK(last.refusal().arguments == std::vector<std::string>{"1"});
  // Also with the right password: otherwise the wait would tell it.
  CHECK_FALSE(office.sessions.sign_in("SRI.W", password, "192.0.2.1", "x"));
  CHECK(office.sessions.sign_in("sri.w", password, "198.51.100.7", "x"));
  office.clock.advance(1s);
  CHECK(office.sessions.sign_in("sri.w", password, "192.0.2.1", "x"));
}

TEST_CASE("a session ends by idleness, by age, by signing out") {
  Office office;
  office.add("sri.w", {Role::FrontDesk});
  const auto token = office.enter("sri.w").token;
  SUBCASE("idle") {
    office.clock.advance(29min);
    CHECK(office.sessions.who(token));  // and that counts as seen
    office.clock.advance(29min);
    CHECK(office.sessions.who(token));
    office.clock.advance(30min);
    CHECK_FALSE(office.sessions.who(token));
    CHECK(office.sessions.lapsed(token));  // his unfinished text can be kept for him
    office.clock.advance(15 * 24h);
    CHECK(office.sessions.purge() == 1);
    CHECK_FALSE(office.sessions.lapsed(token));
  }
  SUBCASE("age") {
    for (int i = 0; i < 12 * 3 - 1; ++i) {
      office.clock.advance(20min);
      REQUIRE(office.sessions.who(token));
    }
    office.clock.advance(20min);
    CHECK_FALSE(office.sessions.who(token));
  }
  SUBCASE("sign out") {
    office.sessions.sign_out(office.sessions.who(token).value());
    CHECK_FALSE(office.sessions.who(token));
    CHECK_FALSE(office.sessions.lapsed(token));
    CHECK(office.log().front().kind == store::SecurityKind::SignOut);
  }
  SUBCASE("everywhere") {
    const auto other = office.enter("sri.w").token;
    office.add("budi.h", {Role::Chair});
    const auto stranger = office.enter("budi.h");
    const auto who = office.sessions.who(token).value();
    CHECK(office.sessions.sessions_of(who).size() == 2);
    CHECK(office.sessions.sessions_of(who).front().device == "Firefox");
    CHECK(office.sessions.end_session(who, stranger.who.door_id).refusal().code == "NOT_FOUND");
    office.sessions.sign_out_everywhere(who);
    CHECK_FALSE(office.sessions.who(token));
    CHECK_FALSE(office.sessions.who(other));
    CHECK(office.sessions.who(stranger.token));
  }
}

TEST_CASE("last seen is written at most once a minute") {
  Office office;
  office.add("sri.w", {Role::FrontDesk});
  const auto token = office.enter("sri.w").token;
  const auto jobs = office.writer.counts().jobs;
  for (int i = 0; i < 59; ++i) {
    office.clock.advance(1s);
    REQUIRE(office.sessions.who(token));
  }
  CHECK(office.writer.counts().jobs == jobs);
  office.clock.advance(1s);
  REQUIRE(office.sessions.who(token));
  CHECK(office.writer.counts().jobs == jobs + 1);
}

TEST_CASE("a role taken away in mid-session is gone at the next request") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk, Role::ComplaintUnit});
  const auto token = office.enter("sri.w").token;
  REQUIRE(office.accounts.set_roles(admin, id, {Role::ComplaintUnit}));
  CHECK(office.sessions.who(token)->roles == std::vector{Role::ComplaintUnit});
  CHECK(office.log({.kind = store::SecurityKind::RolesChanged}).front().code ==
        "FRONT_DESK,COMPLAINT_UNIT -> COMPLAINT_UNIT");
}

TEST_CASE("his own new password ends every session and begins one") {
  Office office;
  office.add("sri.w", {Role::FrontDesk});
  const auto old = office.enter("sri.w");
  CHECK(office.sessions.change_password(old.who, "salah sama sekali", "sandi baru yang lain", "192.0.2.1", "x")
            .refusal()
            .field == "current_password");
  CHECK(office.sessions.change_password(old.who, password, "pendek", "192.0.2.1", "x").refusal().key ==
        "error.password_short");
  const auto fresh = office.sessions.change_password(old.who, password, "sandi baru yang lain", "192.0.2.1", "x");
  REQUIRE(fresh);
  CHECK_FALSE(office.sessions.who(old.token));
  CHECK(office.sessions.who(fresh->token));
  CHECK_FALSE(office.sessions.sign_in("sri.w", password, "192.0.2.1", "x"));
  CHECK(office.sessions.sign_in("sri.w", "sandi baru yang lain", "192.0.2.1", "x"));
}

TEST_CASE("a password set by the administrator signs out and must be changed") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk});
  const auto token = office.enter("sri.w").token;
  REQUIRE(office.accounts.set_password(admin, id, "sandi dari administrator"));
  CHECK_FALSE(office.sessions.who(token));
  CHECK(office.enter("sri.w", "sandi dari administrator").who.must_change_password);
}

TEST_CASE("an outdated hash is renewed at sign-in") {
  Office office({.memory_kib = 64, .passes = 3});
  const auto id = office.add("sri.w", {Role::FrontDesk});
  const auto hash = [&] {
    return office.readers.with(
        [&](store::Connection& connection) { return store::find_credentials(connection, id)->password_hash; });
  };
  store::PasswordHasher weaker({.memory_kib = 8, .passes = 1});
  office.writer.submit([&](store::Connection& connection) {
    store::renew_password_hash(connection, id, weaker.hash(password).value());
  });
  const auto before = hash();
  office.enter("sri.w");
  CHECK(hash() != before);
  CHECK(office.sessions.sign_in("sri.w", password, "192.0.2.1", "x"));
}

TEST_CASE("too many hashes at once: refused and not held against anybody") {
  Office office({.memory_kib = 32'768, .passes = 3, .at_once = 1, .waiting = 1});
  office.add("sri.w", {Role::FrontDesk});
  std::atomic<int> busy{0}, in{0};
  std::vector<std::jthread> crowd;
  for (int i = 0; i < 8; ++i)
    crowd.emplace_back([&, i] {
      const auto answer = office.sessions.sign_in("sri.w", password, "192.0.2." + std::to_string(i), "x");
      if (answer)
        ++in;
      else if (answer.refusal().code == "TOO_BUSY")
        ++busy;
    });
  crowd.clear();
  CHECK(in >= 1);
  CHECK(busy >= 1);
  CHECK(in + busy == 8);
  for (int i = 0; i < 8; ++i)
    CHECK(office.throttle.wait_needed("192.0.2." + std::to_string(i), "sign-in:sri.w", office.clock.now()).count() ==
          0);
}

TEST_CASE("an API token opens until it is revoked or its user is disabled") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk});
  const auto made = office.accounts.add_token(admin, id, "pemindai").value();
  CHECK(made.token.starts_with("dms_"));
  CHECK(made.token.size() == 47);
  const auto who = office.sessions.bearer(made.token);
  REQUIRE(who);
  CHECK(who->user == id);
  CHECK(who->door == Door::ApiToken);
  CHECK(office.accounts.tokens(id).front().last_used == office.clock.now());
  CHECK_FALSE(office.sessions.who(made.token));  // no cookie
  CHECK_FALSE(office.sessions.bearer(office.enter("sri.w").token));
  SUBCASE("revoked") {
    CHECK(office.accounts.revoke_token(admin, made.id));
    CHECK_FALSE(office.sessions.bearer(made.token));
    CHECK_FALSE(office.accounts.revoke_token(admin, made.id));
  }
  SUBCASE("disabled, and not by enabling again") {
    const auto session = office.enter("sri.w").token;
    REQUIRE(office.accounts.set_standing(admin, id, store::Standing::Disabled));
    CHECK_FALSE(office.sessions.bearer(made.token));
    CHECK_FALSE(office.sessions.who(session));
    REQUIRE(office.accounts.set_standing(admin, id, store::Standing::Enabled));
    CHECK_FALSE(office.sessions.bearer(made.token));
    CHECK_FALSE(office.sessions.who(session));
    CHECK_FALSE(office.accounts.add_token(admin, UserId{999}, "x"));
  }
}

TEST_CASE("a draft comes back after the session ended, and is nobody else's") {
  Office office;
  Drafts drafts(office.parts);
  const auto owner = DraftOwner::officer(UserId{5});
  const store::FormFields fields{
      {"facts", {"Nama saya Siti \xff\xfe", ""}}, {"empty", {}}, {std::string("a\0b", 3), {"1:2"}}};
  drafts.save(owner, "case:1:report_analysis", {{"facts", {"awal"}}});
  drafts.save(owner, "case:1:report_analysis", fields);
  CHECK(drafts.load(owner, "case:1:report_analysis")->fields == fields);
  CHECK_FALSE(drafts.load(owner, "case:2:report_analysis"));
  CHECK_FALSE(drafts.load(DraftOwner::officer(UserId{6}), "case:1:report_analysis"));
  const auto visitor = DraftOwner::visitor(office.vault, "cookie-value");
  drafts.save(visitor, "report", fields);
  CHECK(drafts.load(visitor, "report"));
  CHECK_FALSE(drafts.load(DraftOwner::visitor(office.vault, "another"), "report"));
  std::string bytes;
  for (const char* file : {"dumas.db", "dumas.db-wal"}) bytes += store::bytes_of(office.folder / file);
  CHECK(bytes.find("Siti") == std::string::npos);
  CHECK(bytes.find("cookie-value") == std::string::npos);
  office.clock.advance(48h);
  CHECK_FALSE(drafts.load(visitor, "report"));
  CHECK(drafts.load(owner, "case:1:report_analysis"));
  CHECK(drafts.purge() == 1);
  drafts.drop(owner, "case:1:report_analysis");
  CHECK_FALSE(drafts.load(owner, "case:1:report_analysis"));
}

}  // namespace
}  // namespace dumas::app::testing
