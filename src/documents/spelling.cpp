// Indonesian number words: see spelling.hpp.
#include "documents/spelling.hpp"

#include "documents/long_date.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace dumas::documents {

namespace {

constexpr std::array<std::string_view, 12> small{"nol",  "satu",  "dua",     "tiga",     "empat",   "lima",
                                                 "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};

struct Scale {
  unsigned long size;
  std::string_view word;
  std::string_view single;  // the whole word for "one of it", where the language has one: seratus, seribu
};
constexpr std::array scales{
    Scale{1'000'000'000'000UL, "triliun", ""}, Scale{1'000'000'000UL, "miliar", ""}, Scale{1'000'000UL, "juta", ""},
    Scale{1'000UL, "ribu", "seribu"},          Scale{100UL, "ratus", "seratus"},
};

std::string spell(unsigned long number);

std::string with_rest(std::string head, unsigned long rest) {
  return rest == 0 ? head : fmt::format("{} {}", head, spell(rest));
}

std::string spell(unsigned long number) {
  if (number < small.size()) return std::string{small.at(number)};
  if (number < 20) return fmt::format("{} belas", small.at(number - 10));
  for (const Scale& scale : scales) {
    if (number < scale.size) continue;
    const unsigned long count = number / scale.size;
    auto head = count == 1 && !scale.single.empty() ? std::string{scale.single}
                                                    : fmt::format("{} {}", spell(count), scale.word);
    return with_rest(std::move(head), number % scale.size);
  }
  return with_rest(fmt::format("{} puluh", small.at(number / 10)), number % 10);
}

}  // namespace

std::string spell_indonesian(long number) {
  // Negated as unsigned: the smallest long has no positive twin.
  if (number < 0) return "minus " + spell(0UL - static_cast<unsigned long>(number));
  return spell(static_cast<unsigned long>(number));
}

std::string date_in_words(Date date) {
  const auto parts = year_month_day_of(date);
  return fmt::format("{} tanggal {} bulan {} tahun {}", weekday_name(date, Language::Indonesian),
                     spell_indonesian(static_cast<long>(static_cast<unsigned>(parts.day()))),
                     month_name(static_cast<unsigned>(parts.month()), Language::Indonesian),
                     spell_indonesian(static_cast<int>(parts.year())));
}

}  // namespace dumas::documents
