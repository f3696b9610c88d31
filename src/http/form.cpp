// Form: decoding of urlencoded text and look-up by name.
#include "http/form.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace dumas::http {

Result<Form> Form::from_urlencoded(std::string_view encoded, std::size_t max_fields) {
  Form form;
  while (!encoded.empty()) {
    const auto end = std::min(encoded.find('&'), encoded.size());
    const auto pair = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    if (pair.empty()) continue;
    if (form.size() == max_fields) return Refusal{.code = "BAD_FORM", .key = "http.too_many_fields"};
    const auto middle = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, middle), Plus::Space);
    auto value = percent_decode(middle < pair.size() ? pair.substr(middle + 1) : std::string_view{}, Plus::Space);
    if (!name || !value || !well_formed_text(*name)) return Refusal{.code = "BAD_FORM", .key = "http.bad_form"};
    form.add(std::move(*name), std::move(*value));
  }
  return form;
}

void Form::add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

bool Form::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
}

std::optional<std::string> Form::first(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Form::text(std::string_view name) const { return first(name).value_or(std::string{}); }

std::vector<std::string> Form::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::vector<std::string> Form::broken() const {
  std::vector<std::string> names;
  for (const auto& [key, value] : fields_) {
    if (!well_formed_text(value)) names.push_back(key);
  }
  return names;
}

}  // namespace dumas::http
