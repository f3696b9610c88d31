// Decoded form fields: a query string, an urlencoded body or the text fields of a multipart body.
// Order and repetitions are kept as sent. Pages read from it; the server fills it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace dumas::http {

class Form {
 public:
  // Reads `a=1&b=2`. Refuses a bad percent escape and more than `max_fields` fields (code "BAD_FORM").
  static Result<Form> from_urlencoded(std::string_view encoded, std::size_t max_fields);

  void add(std::string name, std::string value);

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> first(std::string_view name) const;
  // The first value, or an empty text when the field is absent.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] bool empty() const { return fields_.empty(); }

  // Names of fields whose value holds a NUL or is not UTF-8 (overlong forms and surrogates included), so that a
  // page can refuse them with a sentence beside the field. Values are kept as sent.
  [[nodiscard]] std::vector<std::string> broken() const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace dumas::http
