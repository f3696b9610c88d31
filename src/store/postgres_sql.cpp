#include "store/postgres_sql.hpp"

#include <algorithm>

namespace dumas::store {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The end of a literal, a quoted name or a comment that begins at `at`; `at` itself when none does.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view ending) {
    const auto found = sql.find(ending, at + 1);
    return found == std::string_view::npos ? sql.size() : found + ending.size();
  };
  if (sql[at] == '\'' || sql[at] == '"') return after(sql.substr(at, 1));
  if (sql.substr(at, 2) == "--") return after("\n");
  if (sql.substr(at, 2) == "/*") return after("*/");
  return at;
}

}  // namespace

PostgresSql postgres_sql(std::string_view sql) {
  PostgresSql made;
  const auto place = [&made](int number) {
    auto found = std::find(made.places.begin(), made.places.end(), number);
    if (found == made.places.end()) found = made.places.insert(made.places.end(), number);
    return std::to_string(found - made.places.begin() + 1);
  };
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = end_of_quoted(sql, at);
    if (end > at) {
      made.text.append(sql.substr(at, end - at));
    } else if (sql[at] == '?') {
      int number = 0;
      for (end = at + 1; end < sql.size() && is_digit(sql[end]); ++end) number = number * 10 + (sql[end] - '0');
      made.text.append("$").append(place(number));
    } else if (is_word(sql[at])) {
      for (end = at; end < sql.size() && is_word(sql[end]);) ++end;
      const auto word = sql.substr(at, end - at);
      made.text.append(word == "user" ? std::string_view("\"user\"") : word);
    } else {
      end = at + 1;
      made.text += sql[at];
    }
    at = end;
  }
  return made;
}

}  // namespace dumas::store
