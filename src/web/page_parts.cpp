#include "web/page_parts.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "http/limits.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web {
namespace {

std::string presentable(const std::string& typed) {
  return is_valid_utf8(typed) && typed.find('\0') == std::string::npos ? typed : "";
}

}  // namespace

void keep_typed(View& view, const http::Form& form, std::initializer_list<std::string_view> fields) {
  for (const auto field : fields) show_value(view, field, presentable(form.text(field)));
}

void keep_date(View& view, const http::Form& form, std::string_view field) {
  const std::string name{field}, marker = template_name_of(field);
  view.set(marker + "_DAY", presentable(form.text(name + "_hari")));
  view.set(marker + "_MONTH", presentable(form.text(name + "_bulan")));
  view.set(marker + "_YEAR", presentable(form.text(name + "_tahun")));
}

std::string form_key(Site& site, const http::Form& form) {
  const std::string sent = form.text("idempotency");
  return sent.empty() ? site.desk.sessions.new_cookie() : sent;
}

std::optional<http::Form> restored_form(Site& site, const Visit& visit) {
  const auto draft = site.desk.drafts.load(visit.owner(site), draft_name(visit.request.path));
  if (!draft) return std::nullopt;
  http::Form form;
  for (const auto& [field, values] : draft->fields)
    for (const auto& value : values) form.add(field, value);
  return form;
}

complaint::Actor hat(const app::SignedIn& staff, complaint::Permission permission) {
  const auto actors = staff.actors();
  const auto found = std::find_if(actors.begin(), actors.end(), [permission](const auto& actor) {
    return complaint::allows(actor.role, permission);
  });
  return found == actors.end() ? complaint::Actor{.user = staff.user} : *found;
}

std::vector<complaint::Role> roles_of(const app::SignedIn& staff) {
  std::vector<complaint::Role> roles;
  for (const auto& actor : staff.actors()) roles.push_back(actor.role);
  return roles;
}

std::string short_date(Date date) {
  const auto day = year_month_day_of(date);
  return fmt::format("{:02}-{:02}-{}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                     static_cast<int>(day.year()));
}

std::string short_date_time(Instant at, Zone zone) {
  const auto minutes = local_time_of_day(at, zone).count();
  return fmt::format("{} {:02}.{:02}", short_date(local_date(at, zone)), minutes / 60, minutes % 60);
}

std::string joined(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, ", ")); }

Refusal naming_file(const Site& site, const Visit& visit, Refusal refusal, const std::string& filename) {
  constexpr std::uint64_t megabyte = 1024 * 1024;
  if (refusal.key == "error.file_too_big") refusal.arguments = {std::to_string(http::Limits{}.file_bytes / megabyte)};
  return {
      .code = refusal.code,
      .field = "evidence",
      .key = "citizen.file_refused",
      .arguments = {safe_filename(presentable(filename)), refusal_sentence(site.catalogue, visit.language, refusal)}};
}

void show_done(View& view, std::string_view sentence) {
  if (sentence.empty()) return;
  view.set_if("NOTICE", sentence).show("NOTICE_SUCCESS");
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

}  // namespace dumas::web
