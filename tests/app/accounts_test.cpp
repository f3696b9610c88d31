// Accounts, the first-run set-up and acting officers, on a real database.
#include <doctest/doctest.h>

#include "office_parts.hpp"

namespace dumas::app::testing {
namespace {

using namespace std::chrono_literals;
using complaint::Actor;
using complaint::Capacity;
using complaint::Role;

NewUser someone(std::string login) {
  return {.login = std::move(login),
          .display_name = "Drs. Nur'aini, M.Si",
          .password = password,
          .roles = {Role::FrontDesk}};
}

TEST_CASE("an account is refused with a sentence beside each field") {
  Office office;
  const auto key = [&](const NewUser& user) { return office.accounts.add(admin, user).refusal().key; };
  for (const char* login :
       {"", "ab", "budi santoso", "büdi", "a/b", "../../etc/passwd", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    CHECK(key(someone(login)) == "error.login");
  auto user = someone("sri.w");
  user.password = "sebelas sig";
  CHECK(key(user) == "error.password_short");
  user.password = "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9";  // twelve bytes, six letters
  CHECK(key(user) == "error.password_short");
  user.password = std::string(1001, 'x');
  CHECK(key(user) == "error.password_long");
  user.password = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
  CHECK(key(user) == "error.text_invalid");
  user = someone("nama.panjang.sekali");
  user.password = "Nama.Panjang.Sekali";
  CHECK(key(user) == "error.password_login");
  user = someone("sri.w");
  user.roles = {Role::Timer};
  CHECK(key(user) == "error.role");
  user.roles = {Role::Admin, Role::ComplaintUnit};
  CHECK(key(user) == "error.role_conflict");
  user = someone("x");
  user.display_name = "";
  user.password = "";
  const auto all = office.accounts.add(admin, user).refusal();
  CHECK(all.field == "login");
  REQUIRE(all.others.size() == 2);
  CHECK(all.others[0].field == "display_name");
  CHECK(all.others[1].field == "password");
  CHECK(office.accounts.list().empty());
  CHECK(office.log().empty());
}

TEST_CASE("a login is one person's, whatever its case") {
  Office office;
  REQUIRE(office.accounts.add(admin, someone("Sri.W")));
  CHECK(office.accounts.add(admin, someone("sri.w")).refusal().key == "error.login_taken");
  CHECK(office.accounts.add(admin, someone("SRI.W")).refusal().field == "login");
  const auto found = office.accounts.find("SRI.w");
  REQUIRE(found);
  CHECK(found->display_name == "Drs. Nur'aini, M.Si");
  CHECK(found->password == store::PasswordOrigin::Given);
  CHECK(office.accounts.list().size() == 1);
  CHECK(office.log().size() == 1);
}

TEST_CASE("only an administrator manages accounts") {
  Office office;
  const auto id = office.add("sri.w", {Role::FrontDesk});
  for (const auto& entry : Names<Role>::table) {
    if (entry.first == Role::Admin) continue;
    const Actor by{id, entry.first, Capacity::Own};
    CHECK(office.accounts.add(by, someone("baru.b")).refusal().code == "WRONG_ROLE");
    CHECK(office.accounts.set_roles(by, id, {Role::Chair}).refusal().code == "WRONG_ROLE");
    CHECK(office.accounts.set_password(by, id, password).refusal().code == "WRONG_ROLE");
    CHECK(office.accounts.set_standing(by, id, store::Standing::Disabled).refusal().code == "WRONG_ROLE");
    CHECK(office.accounts.add_token(by, id, "x").refusal().code == "WRONG_ROLE");
  }
  CHECK(office.accounts.set_roles(admin, UserId{99}, {}).refusal().code == "NOT_FOUND");
  CHECK(office.accounts.set_password(admin, UserId{99}, password).refusal().code == "NOT_FOUND");
}

TEST_CASE("the browser makes the first administrator once, with the printed token") {
  Office office;
  CHECK_FALSE(office.accounts.has_admin());
  CHECK(office.accounts.set_up("", someone("admin")).refusal().code == "SET_UP_CLOSED");
  const auto first = office.accounts.begin_set_up();
  const auto token = office.accounts.begin_set_up();  // the server started again
  REQUIRE(first);
  REQUIRE(token);
  CHECK_FALSE(office.accounts.set_up_token_valid(*first));
  auto weak = someone("admin");
  weak.password = "admin";
  CHECK(office.accounts.set_up(*token, weak).refusal().key == "error.password_short");
  CHECK(office.accounts.set_up(*token, someone("admin")));
  CHECK(office.accounts.set_up(*token, someone("admin2")).refusal().code == "SET_UP_CLOSED");
  CHECK(office.accounts.find("admin")->roles == std::vector{Role::Admin});
  CHECK(office.accounts.find("admin")->password == store::PasswordOrigin::Own);
  CHECK(office.accounts.has_admin());
  CHECK_FALSE(office.accounts.begin_set_up());
}

TEST_CASE("the last administrator stays, or the set-up would open again") {
  Office office;
  const auto only = office.add("admin", {Role::Admin});
  CHECK(office.accounts.set_standing(admin, only, store::Standing::Disabled).refusal().code == "LAST_ADMIN");
  CHECK(office.accounts.set_roles(admin, only, {Role::Chair}).refusal().code == "LAST_ADMIN");
  const auto second = office.add("admin2", {Role::Admin});
  CHECK(office.accounts.set_standing(admin, only, store::Standing::Disabled));
  CHECK(office.accounts.set_standing(admin, second, store::Standing::Disabled).refusal().code == "LAST_ADMIN");
}

struct Absence : Office {
  UserId chair = add("ketua", {Role::Chair});
  UserId deputy = add("wakil", {Role::Commissioner});
  Actor as_chair{chair, Role::Chair, Capacity::Own};
  Date today = parse_iso_date("2026-11-23").value();
  NewDelegation plan(Date from, Date to) {
    return {Role::Chair, deputy, Capacity::Plh, from, to, "Surat Perintah Nomor 12/2026"};
  }
};

TEST_CASE("who stands in wears the role on those days, in the office's zone") {
  Absence office;
  const Date tomorrow = office.today + std::chrono::days{1};
  const auto id = office.delegations.add(office.as_chair, office.plan(tomorrow, tomorrow));
  REQUIRE(id);
  const auto token = office.enter("wakil").token;
  CHECK(office.sessions.who(token)->acting.empty());
  // 23:59 and 00:00 in Kediri: 16:59 and 17:00 UTC.
  const auto acting_at = [&](std::string_view moment) {
    office.clock.set(parse_iso_instant(moment).value());
    return office.enter("wakil").who;
  };
  CHECK(acting_at("2026-11-23T16:59:00Z").acting.empty());
  const auto who = acting_at("2026-11-23T17:00:00Z");
  REQUIRE(who.acting.size() == 1);
  CHECK(who.acting.front() == store::ActingRole{Role::Chair, Capacity::Plh, *id});
  CHECK(who.as(Role::Chair) == Actor{office.deputy, Role::Chair, Capacity::Plh});
  CHECK(who.as(Role::Commissioner) == Actor{office.deputy, Role::Commissioner, Capacity::Own});
  CHECK_FALSE(who.as(Role::Secretary));
  CHECK(office.delegations.acting(office.deputy, tomorrow).front().basis == "Surat Perintah Nomor 12/2026");
  CHECK(office.delegations.acting(office.deputy, tomorrow + std::chrono::days{1}).empty());
  // Nobody who stands in names another.
  CHECK(office.delegations.add(*who.as(Role::Chair), office.plan(tomorrow, tomorrow)).refusal().code == "WRONG_ROLE");
  REQUIRE(office.delegations.revoke(office.as_chair, *id));
  CHECK(acting_at("2026-11-24T03:00:00Z").acting.empty());
  CHECK(office.delegations.revoke(office.as_chair, *id).refusal().code == "NOT_FOUND");
  CHECK(office.delegations.list().front().revoked);
  CHECK(office.log({.kind = store::SecurityKind::Delegated}).front().code == "PLH CHAIR");
}

TEST_CASE("the two leaders are two persons") {
  CHECK(check_roles({Role::Secretary, Role::Chair}).refusal().key == "error.role_both_leaders");
  CHECK(check_roles({Role::Chair, Role::Commissioner}).ok());
}

TEST_CASE("a delegation that does not fit is refused") {
  Absence office;
  const auto today = office.today;
  const auto later = today + std::chrono::days{3};
  const auto key = [&](const NewDelegation& plan) {
    return office.delegations.add(office.as_chair, plan).refusal().key;
  };
  auto plan = office.plan(today, later);
  plan.role = Role::Admin;
  CHECK(key(plan) == "error.delegation_role");
  plan = office.plan(today, later);
  plan.capacity = Capacity::Own;
  CHECK(key(plan) == "error.delegation_capacity");
  CHECK(key(office.plan(later, today)) == "error.delegation_dates");
  CHECK(key(office.plan(today - std::chrono::days{3}, today - std::chrono::days{1})) == "error.delegation_past");
  plan = office.plan(today, later);
  plan.basis = " ";
  CHECK(key(plan) == "error.text_missing");
  for (const UserId user : {office.chair, office.add("pengawas", {Role::Auditor}), office.add("admin", {Role::Admin}),
                            office.add("sekretaris.x", {Role::Secretary}), UserId{99}}) {
    plan = office.plan(today, later);
    plan.user = user;
    CHECK(key(plan) == "error.delegation_user");
  }
  const Actor clerk{office.deputy, Role::Commissioner, Capacity::Own};
  CHECK(office.delegations.add(clerk, office.plan(today, later)).refusal().code == "WRONG_ROLE");
  REQUIRE(office.delegations.add(office.as_chair, office.plan(today, later)));
  CHECK(key(office.plan(later, later)) == "error.delegation_overlap");
  CHECK(
      office.delegations.add(office.as_chair, office.plan(later + std::chrono::days{1}, later + std::chrono::days{1})));
  // While he stands in, he cannot become the auditor.
  CHECK(office.accounts.set_roles(admin, office.deputy, {Role::Auditor}).refusal().code == "ROLE_CONFLICT");
}

}  // namespace
}  // namespace dumas::app::testing
