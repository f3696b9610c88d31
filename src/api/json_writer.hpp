// Writes an answer's JSON piece by piece, so that the library stays out of our headers. Called by every endpoint.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "base/time.hpp"

namespace dumas::api {

// json.open().put("id", id).open_list("roles")...close_list().close(). The caller closes what he opens.
class JsonWriter {
 public:
  JsonWriter& open() { return begin('{'); }
  JsonWriter& open(std::string_view name) { return key(name).begin('{'); }
  JsonWriter& close() { return end('}'); }
  JsonWriter& open_list(std::string_view name) { return key(name).begin('['); }
  JsonWriter& close_list() { return end(']'); }

  JsonWriter& put(std::string_view name, std::string_view text) { return key(name).value(text); }
  JsonWriter& put(std::string_view name, const char* text) { return put(name, std::string_view{text}); }
  JsonWriter& put(std::string_view name, const std::string& text) { return put(name, std::string_view{text}); }
  JsonWriter& put(std::string_view name, Date date) { return put(name, iso_date(date)); }
  JsonWriter& put(std::string_view name, Instant at) { return put(name, iso_instant(at)); }
  template <std::integral Integer>
  JsonWriter& put(std::string_view name, Integer number) {
    if constexpr (std::same_as<Integer, bool>)
      return key(name).literal(number ? "true" : "false");
    else
      return key(name).literal(std::to_string(number));
  }
  template <class E>
  requires std::is_enum_v<E> JsonWriter& put(std::string_view name, E word) { return put(name, dumas::name(word)); }
  // null when there is none.
  template <class T>
  JsonWriter& put(std::string_view name, const std::optional<T>& value) {
    return value ? put(name, *value) : key(name).literal("null");
  }
  // null when empty.
  JsonWriter& put_filled(std::string_view name, std::string_view text) {
    return text.empty() ? key(name).literal("null") : put(name, text);
  }
  JsonWriter& put_list(std::string_view name, const std::vector<std::string>& texts) {
    open_list(name);
    for (const auto& text : texts) value(text);
    return close_list();
  }
  // `json` is JSON already.
  JsonWriter& put_json(std::string_view name, std::string_view json) { return key(name).literal(json); }

  JsonWriter& value(std::string_view text);  // an entry of a list
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  JsonWriter& key(std::string_view name);
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  JsonWriter& literal(std::string_view json);
  void separate();

  std::string text_;
  bool after_value_ = false;
};

}  // namespace dumas::api
