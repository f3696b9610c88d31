// Reads a year's holiday file: see holidays.hpp. The only file of this folder that knows TOML.
#include "calendar/holidays.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

namespace dumas::calendar {

namespace {

constexpr std::size_t largest_file = 1U << 20U;

// Walks the parsed file and gathers every fault with its line.
class SetReader {
 public:
  explicit SetReader(std::string_view origin) : origin_(origin) {}

  Result<HolidaySet> read(const toml::table& root) {
    only(root, {"year", "version", "region", "source", "checked", "holiday", "period", "change"});
    HolidaySet set;
    set.year = integer(root, "year", 1900, 9999);
    set.version = integer(root, "version", 1, 1'000'000);
    if (root.contains("region")) set.region = text(root, "region");
    set.source = text(root, "source");
    set.checked = text(root, "checked");
    each(root, "holiday", [&](const toml::table& row) { set.holidays.push_back(holiday(row, set)); });
    each(root, "period", [&](const toml::table& row) { set.periods.push_back(period(row, set)); });
    each(root, "change", [&](const toml::table& row) { set.changes.push_back(change(row)); });
    if (!faults_.empty()) {
      Refusal first = std::move(faults_.front());
      first.others.assign(std::make_move_iterator(faults_.begin() + 1), std::make_move_iterator(faults_.end()));
      return first;
    }
    std::sort(set.holidays.begin(), set.holidays.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
    return set;
  }

  void fault(std::string_view key, std::string_view reason, toml::source_position where, std::string_view detail = {}) {
    faults_.push_back({.code = "INVALID_INPUT",
                       .field = std::string{key},
                       .key = "error.holidays_" + std::string{reason},
                       .arguments = {std::string{origin_}, std::to_string(where.line), std::string{detail}}});
  }
  Refusal first_fault() { return std::move(faults_.front()); }

 private:
  Holiday holiday(const toml::table& row, const HolidaySet& set) {
    only(row, {"date", "name", "kind", "since"});
    Holiday day;
    if (const auto at = date(row, "date")) {
      day.date = *at;
      inside_year(row, "date", *at, set.year);
      const auto [earlier, fresh] = seen_.emplace(*at, place(row, "date").line);
      if (!fresh) fault("date", "duplicate", place(row, "date"), iso_date(*at));
    }
    day.name = text(row, "name");
    if (const auto kind = word(row, "kind", holiday_kind_from)) day.kind = *kind;
    if (row.contains("since")) day.since = integer(row, "since", 1, std::max(set.version, 1));
    return day;
  }

  Period period(const toml::table& row, const HolidaySet& set) {
    only(row, {"from", "until", "name", "day_type", "counter_open", "counter_close"});
    Period found;
    const auto from = date(row, "from");
    const auto until = date(row, "until");
    if (from && until) {
      found.from = *from;
      found.until = *until;
      inside_year(row, "from", *from, set.year);
      if (*until < *from) fault("until", "value", place(row, "until"), iso_date(*until));
    }
    found.name = text(row, "name");
    if (row.contains("day_type")) found.day_type = word(row, "day_type", day_type_from);
    if (row.contains("counter_open")) found.counter_open = word(row, "counter_open", parse_hh_mm);
    if (row.contains("counter_close")) found.counter_close = word(row, "counter_close", parse_hh_mm);
    if (found.counter_open && found.counter_close && *found.counter_close <= *found.counter_open) {
      fault("counter_close", "value", place(row, "counter_close"), hh_mm(*found.counter_close));
    }
    return found;
  }

  Change change(const toml::table& row) {
    only(row, {"version", "decided", "source", "what"});
    Change found;
    found.version = integer(row, "version", 2, 1'000'000);
    if (const auto decided = date(row, "decided")) found.decided = *decided;
    found.source = text(row, "source");
    found.what = text(row, "what");
    return found;
  }

  template <class Use>
  void each(const toml::table& root, std::string_view key, Use use) {
    const auto* node = root.get(key);
    if (node == nullptr) return;
    const auto* rows = node->as_array();
    if (rows == nullptr) return fault(key, "type", place(root, key), "[[...]]");
    for (const auto& row : *rows) {
      if (const auto* table = row.as_table()) {
        use(*table);
      } else {
        fault(key, "type", row.source().begin, "[[...]]");
      }
    }
  }

  void only(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        fault(key.str(), "unknown_key", key.source().begin, key.str());
      }
    }
  }

  int integer(const toml::table& table, std::string_view key, int least, int most) {
    const auto* node = require(table, key);
    if (node == nullptr) return least;
    const auto* number = node->as_integer();
    if (number == nullptr) return fault(key, "type", node->source().begin, "1, 2, 3 ..."), least;
    if (number->get() < least || number->get() > most) {
      return fault(key, "value", node->source().begin, std::to_string(number->get())), least;
    }
    return static_cast<int>(number->get());
  }

  std::string text(const toml::table& table, std::string_view key) {
    const auto* node = require(table, key);
    if (node == nullptr) return {};
    const auto* found = node->as_string();
    if (found == nullptr) return fault(key, "type", node->source().begin, "\"...\""), std::string{};
    if (found->get().find_first_not_of(" \t\r\n") == std::string::npos)
      fault(key, "missing", node->source().begin, key);
    return found->get();
  }

  template <class From>
  auto word(const toml::table& table, std::string_view key, From from) -> decltype(from(std::string_view{})) {
    const std::string found = text(table, key);
    if (found.empty()) return std::nullopt;
    auto value = from(found);
    if (!value) fault(key, "value", place(table, key), found);
    return value;
  }

  std::optional<Date> date(const toml::table& table, std::string_view key) {
    const auto* node = require(table, key);
    if (node == nullptr) return std::nullopt;
    const auto* found = node->as_date();
    if (found == nullptr) return fault(key, "type", node->source().begin, "2026-01-31"), std::nullopt;
    return date_of(found->get().year, found->get().month, found->get().day);
  }

  void inside_year(const toml::table& row, std::string_view key, Date at, int year) {
    if (static_cast<int>(year_month_day_of(at).year()) != year)
      fault(key, "outside_year", place(row, key), iso_date(at));
  }

  const toml::node* require(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) fault(key, "missing", table.source().begin, key);
    return node;
  }

  static toml::source_position place(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    return node == nullptr ? table.source().begin : node->source().begin;
  }

  std::string_view origin_;
  std::vector<Refusal> faults_;
  std::map<Date, toml::source_index> seen_;
};

template <class Enum, std::size_t N>
std::optional<Enum> from_words(const std::array<std::pair<Enum, std::string_view>, N>& words, std::string_view wanted) {
  for (const auto& [value, word] : words) {
    if (word == wanted) return value;
  }
  return std::nullopt;
}

template <class Enum, std::size_t N>
std::string_view to_word(const std::array<std::pair<Enum, std::string_view>, N>& words, Enum wanted) {
  for (const auto& [value, word] : words) {
    if (value == wanted) return word;
  }
  throw std::logic_error("calendar: a value outside its enumeration");
}

constexpr std::array<std::pair<DayType, std::string_view>, 2> day_types{
    {{DayType::Working, "WORKING"}, {DayType::Calendar, "CALENDAR"}}};
constexpr std::array<std::pair<HolidayKind, std::string_view>, 3> kinds{
    {{HolidayKind::National, "NATIONAL"}, {HolidayKind::JointLeave, "JOINT_LEAVE"}, {HolidayKind::Local, "LOCAL"}}};

}  // namespace

Result<HolidaySet> parse_holidays(std::string_view toml, std::string_view origin) {
  SetReader reader{origin};
  if (toml.size() > largest_file) {
    reader.fault("", "too_large", {1, 1});
    return reader.first_fault();
  }
  try {
    return reader.read(toml::parse(toml, origin));
  } catch (const toml::parse_error& error) {
    reader.fault("", "syntax", error.source().begin, error.description());
    return reader.first_fault();
  }
}

HolidaySet HolidaySet::at_version(int wanted) const {
  HolidaySet past = *this;
  past.version = std::min(version, wanted);
  std::erase_if(past.holidays, [&](const Holiday& day) { return day.since > wanted; });
  std::erase_if(past.changes, [&](const Change& change) { return change.version > wanted; });
  return past;
}

std::string_view to_string(DayType type) { return to_word(day_types, type); }
std::optional<DayType> day_type_from(std::string_view word) { return from_words(day_types, word); }
std::string_view to_string(HolidayKind kind) { return to_word(kinds, kind); }
std::optional<HolidayKind> holiday_kind_from(std::string_view word) { return from_words(kinds, word); }

}  // namespace dumas::calendar
