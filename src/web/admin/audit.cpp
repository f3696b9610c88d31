// /audit: the security log, newest first, for the auditor alone: who came in, was refused, opened an identity and why.
#include <map>

#include "app/case_text.hpp"
#include "store/security_log.hpp"
#include "web/admin/pages.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web::pages {
namespace {

constexpr int entries_a_page = 50;

struct Asked {
  store::SecurityFilter filter;
  std::string query;  // the same, as it stands in the address of the next page
};

Asked read(const http::Form& query) {
  Asked asked;
  asked.filter.most = entries_a_page + 1;
  const auto keep = [&asked](std::string_view field, const std::string& value) {
    asked.query += (asked.query.empty() ? "?" : "&") + std::string{field} + "=" + encode_query(value);
  };
  if (const auto kind = from_name<store::SecurityKind>(query.text("jenis"))) {
    asked.filter.kind = *kind;
    keep("jenis", query.text("jenis"));
  }
  if (const auto user = number_in(query.text("pengguna")); user > 0) {
    asked.filter.user = UserId{user};
    keep("pengguna", std::to_string(user));
  }
  if (const auto id = app::parse_id(query.text("kasus"))) {
    asked.filter.case_id = CaseId{*id};
    keep("kasus", app::id_text(*id));
  }
  asked.filter.before = number_in(query.text("sebelum"));
  return asked;
}

// "register WRONG_STATE" -> "Daftarkan WRONG_STATE", "CHAIR -> SECRETARY" -> "Ketua -> Sekretaris": commands and roles in the
// reader's words, reason codes as they are.
std::string code_words(const Site& site, const Visit& visit, const std::string& code) {
  std::string words;
  for (std::size_t from = 0; from < code.size();) {
    const auto end = std::min(code.find_first_of(" ,", from), code.size());
    const std::string part = code.substr(from, end - from);
    const std::string* known = site.catalogue.find(visit.language, "command." + part);
    if (!known) known = site.catalogue.find(visit.language, "role." + part);
    words += known ? *known : part;
    if (end < code.size()) words += code[end] == ',' ? ", " : " ";
    from = end + 1;
  }
  return words;
}

// Whose account it was done to; "" where the subject is something else or the reader himself.
std::string subject_of(const store::SecurityEntry& entry, const std::map<std::int64_t, std::string>& people) {
  using enum store::SecurityKind;
  const bool account = entry.kind == SetUp || entry.kind == UserAdded || entry.kind == UserChanged ||
                       entry.kind == UserDisabled || entry.kind == UserEnabled || entry.kind == PasswordChanged ||
                       entry.kind == RolesChanged;
  const auto found = people.find(entry.subject);
  return account && found != people.end() && entry.subject != entry.user.value ? found->second : "";
}

}  // namespace

http::Response audit(Site& site, const Visit& visit) {
  const Asked asked = read(visit.request.query);
  auto entries = site.app.readers().with([&](store::Connection& connection) {
    return store::read_security_log(connection, site.app.vault(), site.app.office(), asked.filter);
  });
  const bool more = entries.size() > entries_a_page;
  if (more) entries.pop_back();

  View view = make_view(site, visit);
  std::map<std::int64_t, std::string> people;
  std::vector<Option> users{{"", visit.text(site, "audit.everyone")}};
  for (const auto& user : site.desk.accounts.list()) {
    people[user.id.value] = user.display_name;
    users.push_back({std::to_string(user.id.value), user.display_name});
  }
  std::vector<Option> kinds{{"", visit.text(site, "audit.every_kind")}};
  for (const auto& option : choices<store::SecurityKind>(site, visit, "security")) kinds.push_back(option);
  show_options(view, "jenis", kinds, {asked.filter.kind ? std::string{name(*asked.filter.kind)} : ""});
  show_options(view, "pengguna", users, {asked.filter.user ? std::to_string(asked.filter.user.value) : ""});
  show_value(view, "kasus", asked.filter.case_id ? app::id_text(asked.filter.case_id.value) : "");

  if (entries.empty()) view.show("NONE");
  if (!entries.empty()) {
    View table = view.section("HAS_ENTRIES");
    for (const auto& entry : entries) {
      View row = table.section("ENTRIES");
      row.set_integer("NO", entry.id).set("TIME", short_date_time(entry.at, site.app.settings().zone));
      row.set("KIND", word(site, visit, "security", entry.kind));
      row.set("WHO", entry.user ? people[entry.user.value] : visit.text(site, "audit.nobody"));
      row.set("ROLE", entry.role ? word(site, visit, "role", *entry.role) : "");
      row.set("CODE", code_words(site, visit, entry.code)).set_if("REASON", entry.reason);
      row.set_if("SUBJECT", subject_of(entry, people));
      if (entry.case_id) row.section("HAS_CASE").set("CASE", app::id_text(entry.case_id.value));
    }
  }
  const std::string begin = asked.query.empty() ? "?" : asked.query + "&";
  if (more) view.set_if("NEXT", "/audit" + begin + "sebelum=" + std::to_string(entries.back().id));
  if (asked.filter.before > 0) view.set_if("PREVIOUS", "/audit" + asked.query);
  return page(site, visit, "admin/audit.html", view);
}

}  // namespace dumas::web::pages
