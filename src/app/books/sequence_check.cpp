// Whether a book of numbers is whole: every sequence of a kind and year stands in it once, and one that does not is
// explained by a number somebody typed (next_number in app/facts.cpp steps over those).
#include <algorithm>
#include <map>
#include <set>

#include "app/books/outgoing.hpp"
#include "app/books/words.hpp"
#include "documents/numbering.hpp"

namespace dumas::app {
namespace {

using store::NumberKind;

const std::string& pattern_of(const complaint::OfficeSettings& office, NumberKind kind) {
  switch (kind) {
    case NumberKind::Register: return office.numbers.register_entry;
    case NumberKind::Answer: return office.numbers.answer;
    case NumberKind::Minutes: return office.numbers.minutes;
    case NumberKind::Memo: return office.numbers.memo;
    case NumberKind::Invitation: return office.numbers.invitation;
  }
  return office.numbers.register_entry;
}

// Numbers typed by hand in the year, by the sequence that they read as.
std::map<std::int64_t, std::string> typed_sequences(const Application& app, NumberKind kind,
                                                    const std::vector<store::NumberInYear>& numbers) {
  std::map<std::int64_t, std::string> typed;
  const auto pattern = documents::parse_pattern(pattern_of(app.settings(), kind));
  if (!pattern) return typed;
  for (const auto& number : numbers)
    if (!number.sequence)
      if (const auto sequence = documents::sequence_in(*pattern, number.text)) typed.emplace(*sequence, number.text);
  return typed;
}

SequenceCheck check(const Application& app, NumberKind kind, const std::vector<store::NumberInYear>& numbers,
                    store::Span span) {
  SequenceCheck result{.kind = kind};
  std::set<std::int64_t> all;
  std::int64_t before = 0;  // the newest sequence given before the period
  for (const auto& number : numbers) {
    if (number.sequence) all.insert(*number.sequence);
    if (number.sequence && number.given < span.from) before = std::max(before, *number.sequence);
    if (number.given < span.from || number.given >= span.until) continue;
    ++result.given;
    if (number.voided) ++result.voided;
    if (!number.sequence) ++result.by_hand;
    if (!number.sequence) continue;
    if (result.first == 0 || *number.sequence < result.first) result.first = *number.sequence;
    result.last = std::max(result.last, *number.sequence);
  }
  const auto typed = typed_sequences(app, kind, numbers);
  for (std::int64_t sequence = before + 1; sequence < result.last; ++sequence) {
    if (all.contains(sequence)) continue;
    const auto found = typed.find(sequence);
    result.skipped.push_back({.sequence = sequence, .taken_by = found == typed.end() ? "" : found->second});
  }
  return result;
}

}  // namespace

std::vector<SequenceCheck> check_sequences(const Application& app, store::Connection& connection,
                                           store::BookPeriod period) {
  std::vector<SequenceCheck> checks;
  const auto span = period.span(app.settings().zone);
  for (const auto kind : {NumberKind::Answer, NumberKind::Minutes, NumberKind::Memo, NumberKind::Invitation}) {
    auto result = check(app, kind, store::numbers_of_year(connection, app.office(), kind, period.year), span);
    if (result.given > 0) checks.push_back(std::move(result));
  }
  return checks;
}

std::string check_words(const Catalogue& catalogue, Language language, const SequenceCheck& check) {
  const BookWords words{catalogue, language};
  const auto count = [](std::int64_t number) { return std::to_string(number); };
  const std::string kind = words.text("outgoing.kind_" + std::string{store::word(check.kind)});
  std::string text =
      check.last == 0 ? words.text("outgoing.check_by_hand", {kind, count(check.by_hand)})
                      : words.text("outgoing.check", {kind, count(check.first), count(check.last), count(check.given),
                                                      count(check.voided), count(check.by_hand)});
  if (check.skipped.empty()) return text + " " + words.text("outgoing.none_skipped");
  for (const auto& skipped : check.skipped) {
    text += ' ';
    text += skipped.taken_by.empty() ? words.text("outgoing.unexplained", {count(skipped.sequence)})
                                     : words.text("outgoing.skipped", {count(skipped.sequence), skipped.taken_by});
  }
  return text;
}

}  // namespace dumas::app
