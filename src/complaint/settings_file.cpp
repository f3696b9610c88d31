// Settings files: see settings_file.hpp. The only file of this folder that knows TOML.
#include "complaint/settings_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <numeric>

namespace dumas::complaint {
namespace {

constexpr std::size_t largest_file = 1U << 20U;

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

SettingsNode copy(const toml::node& node) {
  using Kind = SettingsNode::Kind;
  SettingsNode result;
  result.line = line_of(node.source());
  if (const auto* text = node.as_string()) {
    result.kind = Kind::Text;
    result.text = text->get();
  } else if (const auto* number = node.as_integer()) {
    result.kind = Kind::Number;
    result.number = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    result.kind = Kind::Flag;
    result.flag = flag->get();
  } else if (const auto* date = node.as_date()) {
    result.kind = Kind::Date;
    const auto day = date->get();
    result.text = fmt::format("{:04}-{:02}-{:02}", day.year, unsigned{day.month}, unsigned{day.day});
  } else if (const auto* list = node.as_array()) {
    result.kind = Kind::List;
    for (const auto& item : *list) result.items.push_back(copy(item));
  } else if (const auto* table = node.as_table()) {
    result.kind = Kind::Table;
    for (const auto& [key, value] : *table) {
      result.entries.push_back({std::string{key.str()}, copy(value)});
      result.entries.back().node.line = line_of(key.source());
    }
  }
  return result;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein's distance, letters compared without case.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(left[i]) == lower(right[j]) ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

SettingsNode parse_settings(std::string_view toml, std::vector<LineFault>& faults) {
  SettingsNode empty;
  empty.kind = SettingsNode::Kind::Table;
  if (toml.size() > largest_file) {
    faults.push_back({0, "the file is larger than 1 MiB"});
    return empty;
  }
  try {
    const toml::table root = toml::parse(toml);
    auto tree = copy(root);
    tree.line = 0;
    return tree;
  } catch (const toml::parse_error& error) {
    faults.push_back({line_of(error.source()), fmt::format("not TOML: {}", error.description())});
    return empty;
  }
}

std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest_word = 64;  // nobody mistypes a longer one, and the search stays cheap
  if (word.empty() || word.size() > longest_word || known.empty()) return std::nullopt;
  const auto best = std::min_element(known.begin(), known.end(),
                                     [&](auto a, auto b) { return distance(word, a) < distance(word, b); });
  const std::size_t allowed = std::max<std::size_t>(1, (std::min(word.size(), best->size()) + 1) / 3);
  return distance(word, *best) <= allowed ? std::optional{*best} : std::nullopt;
}

std::string hint(std::string_view word, const std::vector<std::string_view>& known) {
  if (const auto near = nearest(word, known)) return fmt::format("; did you mean \"{}\"?", *near);
  constexpr std::size_t few = 10;
  return known.size() <= few ? fmt::format("; known: {}", fmt::join(known, ", ")) : std::string{};
}

const SettingsNode* TableReader::ask(std::string_view key, Need need) {
  asked_.emplace(key);
  const auto found =
      std::find_if(table_.entries.begin(), table_.entries.end(), [&](const auto& entry) { return entry.key == key; });
  if (found != table_.entries.end()) return &found->node;
  if (need == Need::Must) fault(table_.line, fmt::format("\"{}\" is missing", key));
  return nullptr;
}

std::string TableReader::text(std::string_view key) {
  const auto* node = ask(key, Need::Must);
  if (node == nullptr) return {};
  if (node->kind != SettingsNode::Kind::Text) return wrong_type(key, *node, "a text in quotes"), std::string{};
  if (node->text.find_first_not_of(" \t\r\n") == std::string::npos)
    fault(node->line, fmt::format("\"{}\" is empty", key));
  return node->text;
}

std::string TableReader::optional_text(std::string_view key) {
  const auto* node = ask(key, Need::May);
  if (node == nullptr) return {};
  if (node->kind != SettingsNode::Kind::Text) return wrong_type(key, *node, "a text in quotes"), std::string{};
  return node->text;
}

std::optional<int> TableReader::number(std::string_view key, int least, int most) {
  const auto* node = ask(key, Need::Must);
  if (node == nullptr) return std::nullopt;
  if (node->kind != SettingsNode::Kind::Number) return wrong_type(key, *node, "a whole number"), std::nullopt;
  if (node->number < least || node->number > most) {
    fault(node->line, fmt::format("\"{}\" is {}, but must be {} to {}", key, node->number, least, most));
    return std::nullopt;
  }
  return static_cast<int>(node->number);
}

bool TableReader::flag(std::string_view key) {
  const auto* node = ask(key, Need::May);
  if (node == nullptr) return false;
  if (node->kind != SettingsNode::Kind::Flag) wrong_type(key, *node, "true or false");
  return node->flag;
}

std::optional<Date> TableReader::date(std::string_view key) {
  const auto* node = ask(key, Need::Must);
  if (node == nullptr) return std::nullopt;
  using Kind = SettingsNode::Kind;
  const bool readable = node->kind == Kind::Date || node->kind == Kind::Text;
  const auto date = readable ? parse_iso_date(node->text) : std::nullopt;
  if (!date) wrong_type(key, *node, "a date such as 2021-11-19");
  return date;
}

std::optional<std::chrono::minutes> TableReader::time_of_day(std::string_view key) {
  const auto found = text(key);
  const auto time = parse_hh_mm(found);
  if (!found.empty() && !time) fault(line(key), fmt::format("\"{}\" is no time of day: write it as \"08:00\"", key));
  return time;
}

std::vector<TableReader::Word> TableReader::list(std::string_view key, Need need) {
  std::vector<Word> words;
  const auto* node = ask(key, need);
  if (node == nullptr) return words;
  if (node->kind != SettingsNode::Kind::List) return wrong_type(key, *node, "a list in square brackets"), words;
  for (const auto& item : node->items) {
    if (item.kind == SettingsNode::Kind::Text) {
      words.push_back({item.text, item.line});
    } else {
      wrong_type(key, item, "a list of texts in quotes");
    }
  }
  return words;
}

std::vector<std::string> TableReader::texts(std::string_view key, Need need) {
  std::vector<std::string> result;
  for (auto& word : list(key, need)) result.push_back(std::move(word.text));
  return result;
}

const SettingsNode* TableReader::table(std::string_view key, Need need) {
  const auto* node = ask(key, need);
  if (node == nullptr || node->kind == SettingsNode::Kind::Table) return node;
  return wrong_type(key, *node, fmt::format("a table, begun by [{}]", key)), nullptr;
}

const SettingsNode* TableReader::tables(std::string_view key) {
  const auto* node = ask(key, Need::May);
  if (node == nullptr) return nullptr;
  const auto is_table = [](const auto& item) { return item.kind == SettingsNode::Kind::Table; };
  if (node->kind == SettingsNode::Kind::List && std::all_of(node->items.begin(), node->items.end(), is_table))
    return node;
  return wrong_type(key, *node, fmt::format("rows, each begun by [[{}]]", key)), nullptr;
}

int TableReader::line(std::string_view key) const {
  for (const auto& [name, node] : table_.entries)
    if (name == key) return node.line;
  return table_.line;
}

void TableReader::fault(int line, std::string_view reason) {
  faults_.push_back({line, place_.empty() ? std::string{reason} : fmt::format("{}: {}", place_, reason)});
}

void TableReader::finish() {
  const std::vector<std::string_view> known(asked_.begin(), asked_.end());
  for (const auto& [key, node] : table_.entries)
    if (!asked_.contains(key)) fault(node.line, fmt::format("unknown key \"{}\"{}", key, hint(key, known)));
}

void TableReader::wrong_type(std::string_view key, const SettingsNode& found, std::string_view wanted) {
  fault(found.line, fmt::format("\"{}\" must be {}", key, wanted));
}

void TableReader::unknown_word(const Word& word, std::string_view what, const std::vector<std::string_view>& known) {
  fault(word.line, fmt::format("unknown {} \"{}\"{}", what, word.text, hint(word.text, known)));
}

}  // namespace dumas::complaint
