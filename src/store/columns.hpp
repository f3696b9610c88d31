// Columns that hold a date, a moment or a word, NULL where there is none. For the queries of store/ alone.
#pragma once

#include <optional>

#include "base/names.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace dumas::store {

[[nodiscard]] inline std::optional<Date> date_or_null(const Statement& s, int column) {
  if (const auto days = s.integer_or_null(column)) return Date{std::chrono::days{*days}};
  return std::nullopt;
}

[[nodiscard]] inline std::optional<Instant> instant_or_null(const Statement& s, int column) {
  if (const auto millis = s.integer_or_null(column)) return from_millis(*millis);
  return std::nullopt;
}

// Nothing for a word that E does not have, too.
template <class E>
[[nodiscard]] std::optional<E> word_or_null(const Statement& s, int column) {
  if (const auto text = s.text_or_null(column)) return from_name<E>(*text);
  return std::nullopt;
}

}  // namespace dumas::store
