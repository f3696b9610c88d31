#include "web/staff/case_document_parts.hpp"

#include "base/text.hpp"
#include "documents/long_date.hpp"

namespace dumas::web::pages {

using complaint::DocumentType;

complaint::Content Paper::newest(DocumentType type) const {
  const auto found = open.state.documents.find(type);
  if (found == open.state.documents.end()) return {};
  auto read = site.app.records().read(connection, found->second);
  return read ? std::move(read->content) : complaint::Content{};
}

std::string Paper::id(std::string_view key) const { return site.catalogue.text(Language::Indonesian, key); }

std::string Paper::date(Instant at) const {
  return documents::long_date(site.app.calendar().date_at(at), Language::Indonesian);
}

std::string Paper::date_and_time(Instant at) const {
  return documents::long_date_and_time(at, site.app.calendar().zone(), Language::Indonesian);
}

std::string Paper::day_text(const std::string& iso_date) const {
  const auto day = parse_iso_date(iso_date);
  return day ? documents::day_and_long_date(*day, Language::Indonesian) : iso_date;
}

std::string Paper::subject() const {
  const std::string registered = newest(DocumentType::RegisterEntry).text("subject");
  return registered.empty() ? newest(DocumentType::ComplaintForm).text("subject") : registered;
}

std::string Paper::register_no() const { return open.state.register_number.empty() ? "–" : open.state.register_number; }

std::string Paper::reporter(Naming naming) const {
  const auto disclosure = open.state.disclosure.value_or(complaint::Disclosure::Secret);
  if (disclosure == complaint::Disclosure::Anonymous) return id("paper.anonymous");
  const std::string known = newest(DocumentType::Reporter).text("name");
  if (naming == Naming::Named && may_name && !known.empty()) return known;
  if (disclosure == complaint::Disclosure::Secret || known.empty()) return id("paper.secret");
  return mask_name(known);
}

std::string Paper::person(const std::string& name) const { return may_name ? name : mask_name(name); }

std::string Paper::maker() const { return names.name(made.actor.user); }

std::string Paper::maker_role() const {
  return role_words(site, Language::Indonesian, made.actor.role, made.actor.capacity);
}

Sheet& Sheet::row(std::string_view key, std::string_view value) {
  if (!value.empty()) view_.section("ROWS").set("KEY", key).set("VALUE", value);
  return *this;
}

Sheet& Sheet::part(std::string_view heading, std::string_view text) {
  if (!text.empty()) view_.section("PARTS").set("HEADING", heading).set_if("TEXT", text);
  return *this;
}

Sheet& Sheet::part(std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return *this;
  View list = view_.section("PARTS").set("HEADING", heading).section("HAS_ITEMS");
  for (const auto& item : items) list.section("ITEMS").set("ITEM", item);
  return *this;
}

Sheet& Sheet::signer(std::string_view role, std::string_view name, std::string_view place_and_date) {
  view_.show("HAS_SIGNERS");
  view_.section("SIGNERS")
      .set("ROLE", role)
      .set("NAME", name.empty() ? "…………………………" : name)
      .set_if("PLACE_DATE", place_and_date);
  return *this;
}

}  // namespace dumas::web::pages
