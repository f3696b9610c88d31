// The Buku Surat Masuk in a reader's words (domain 3.2): one line for each registered complaint, by number, sender
// masked. Called by the page /register, by its workbook, and by the printed book (app/papers/incoming_book).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/application.hpp"
#include "base/language.hpp"
#include "locale/catalogue.hpp"
#include "store/book_queries.hpp"

namespace dumas::app {

struct IncomingLine {
  CaseId id;
  std::int64_t sequence = 0;
  std::string number;
  Instant received{};
  std::string channel;
  std::string letter_number;
  std::optional<Date> letter_date{};
  std::string sender;   // masked
  std::string address;  // only that there is one
  std::string subject, summary;
  std::int64_t attachments = 0;
  std::string class_code, nature, forwarded;
  std::optional<Date> disposed{}, closed{};
  std::string answer, note;
  std::string officer;  // who registered it
};

void for_each_incoming(const Application&, store::Connection&, const Catalogue&, Language, store::BookPeriod,
                       store::BookPage, const std::function<void(const IncomingLine&)>&);

// The whole month or year as XLSX, in Indonesian like the printed book.
[[nodiscard]] std::string incoming_sheet(Application&, const Catalogue&, store::BookPeriod);

// "November 2026", "2026".
[[nodiscard]] std::string period_words(store::BookPeriod, Language);

}  // namespace dumas::app
