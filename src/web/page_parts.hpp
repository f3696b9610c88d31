// Small parts that many staff pages share: choices from the words of the procedure, kept texts of a refused form, the
// hat an officer acts in, and dates for tables. Called by web/staff and web/admin.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "complaint/events.hpp"
#include "complaint/permissions.hpp"
#include "http/form.hpp"
#include "web/fields.hpp"
#include "web/visit.hpp"

namespace dumas::web {

// The reader's word for a value of the procedure: word(site, visit, "state", Status::Closed).
template <class E>
[[nodiscard]] std::string word(const Site& site, const Visit& visit, std::string_view family, E value) {
  return visit.text(site, std::string{family} + '.' + std::string{name(value)});
}

// Every value of an enum as an option, those of `without` left out.
template <class E>
[[nodiscard]] std::vector<Option> choices(const Site& site, const Visit& visit, std::string_view family,
                                          std::initializer_list<E> without = {}) {
  std::vector<Option> options;
  for (const auto& [value, text] : Names<E>::table)
    if (std::find(without.begin(), without.end(), value) == without.end())
      options.push_back({std::string{text}, word(site, visit, family, value)});
  return options;
}

// What was typed stays in the form, whatever it was; bytes that are no text do not come back.
void keep_typed(View&, const http::Form&, std::initializer_list<std::string_view> fields);
void keep_date(View&, const http::Form&, std::string_view field);

// The key that makes a form sent twice count once: the one that came with the form, or a new one.
[[nodiscard]] std::string form_key(Site&, const http::Form&);

// The text of this page's form that was saved when a session ended in the middle of it.
[[nodiscard]] std::optional<http::Form> restored_form(Site&, const Visit&);

// The first of his hats that has the permission; the routes table has seen to it that there is one.
[[nodiscard]] complaint::Actor hat(const app::SignedIn&, complaint::Permission);
[[nodiscard]] std::vector<complaint::Role> roles_of(const app::SignedIn&);

// "23-11-2026" and "23-11-2026 09.15" for narrow columns.
[[nodiscard]] std::string short_date(Date);
[[nodiscard]] std::string short_date_time(Instant, Zone);

// Joins `parts` with ", ".
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);

// The refusal of a file, its sentence begun with the file's name, because several may have been chosen at once.
[[nodiscard]] Refusal naming_file(const Site&, const Visit&, Refusal, const std::string& filename);

// The sentence after a deed, above the page.
void show_done(View&, std::string_view sentence);

// An id of a table (user, token, delegation) in an address or a form; 0 for anything else.
[[nodiscard]] std::int64_t number_in(std::string_view text);

}  // namespace dumas::web
