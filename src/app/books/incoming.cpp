#include "app/books/incoming.hpp"

#include <fmt/format.h>

#include "app/books/words.hpp"
#include "base/text.hpp"
#include "documents/long_date.hpp"
#include "documents/spreadsheet.hpp"

namespace dumas::app {
namespace {

using documents::Cell;

std::optional<Date> day(const std::optional<Instant>& at, Zone zone) {
  if (!at) return std::nullopt;
  return local_date(*at, zone);
}

std::string nature(const BookWords& words, const store::IncomingEntry& entry) {
  std::vector<std::string> parts;
  if (entry.urgency) parts.push_back(words.word("urgency", *entry.urgency));
  if (entry.secrecy && *entry.secrecy != complaint::Secrecy::Open)
    parts.push_back(words.word("secrecy", *entry.secrecy));
  return listed(parts);
}

std::string targets(const BookWords& words, const store::IncomingEntry& entry) {
  std::vector<std::string> parts;
  for (const auto target : entry.forwarded) parts.push_back(words.word("target", target));
  return listed(parts);
}

Cell cell(const std::optional<Date>& date) { return date ? Cell{*date} : Cell{}; }

std::vector<documents::SheetColumn> columns(const Catalogue& catalogue) {
  const BookWords words{catalogue, Language::Indonesian};
  const auto column = [&words](std::string_view key, double width) {
    return documents::SheetColumn{.head = words.text(key), .width = width};
  };
  return {column("book.no", 17),         column("book.received", 16),    column("field.channel", 18),
          column("book.letter_no", 18),  column("book.letter_date", 12), column("book.sender", 24),
          column("book.address", 12),    column("field.subject", 36),    column("book.summary", 44),
          column("book.attachments", 9), column("book.class", 9),        column("field.urgency", 14),
          column("book.forwarded", 26),  column("book.disposed", 12),    column("book.done", 12),
          column("book.answer", 22),     column("book.note", 30),        column("book.officer", 22)};
}

}  // namespace

void for_each_incoming(const Application& app, store::Connection& connection, const Catalogue& catalogue,
                       Language language, store::BookPeriod period, store::BookPage page,
                       const std::function<void(const IncomingLine&)>& tell) {
  const BookWords words{catalogue, language};
  const auto names = officers(connection, app.office());
  const Zone zone = app.settings().zone;
  store::read_incoming_book(
      connection, app.records(), app.office(), period, zone, page, [&](const store::IncomingEntry& entry) {
        IncomingLine line{.id = entry.id,
                          .sequence = entry.sequence,
                          .number = entry.register_no,
                          .received = entry.received,
                          .channel = words.word("channel", entry.channel),
                          .letter_number = entry.letter_number,
                          .letter_date = entry.letter_date,
                          .sender = words.person(entry.disclosure, entry.sender)};
        line.address = entry.address.empty() ? "" : words.text("book.address_masked");
        line.subject = entry.subject;
        line.summary = entry.summary;
        line.attachments = entry.attachments;
        line.class_code = entry.class_code;
        line.nature = nature(words, entry);
        line.forwarded = targets(words, entry);
        line.disposed = day(entry.disposed, zone);
        line.closed = day(entry.closed, zone);
        line.answer = entry.answer_no;
        line.note = words.word("state", entry.status) + (entry.note.empty() ? "" : ". " + entry.note);
        if (const auto found = names.find(entry.registrar); found != names.end()) line.officer = found->second;
        tell(line);
      });
}

std::string incoming_sheet(Application& app, const Catalogue& catalogue, store::BookPeriod period) {
  const BookWords words{catalogue, Language::Indonesian};
  const std::string title = words.text("book.heading") + " " + period_words(period, Language::Indonesian);
  documents::Spreadsheet sheet{
      app.folders().data / "uploads",
      {.title = title, .author = app.settings().name, .sheet = title, .created = app.clock().now()},
      columns(catalogue)};
  const Zone zone = app.settings().zone;
  app.readers().with([&](store::Connection& connection) {
    for_each_incoming(app, connection, catalogue, Language::Indonesian, period, {}, [&](const IncomingLine& line) {
      sheet.row({line.number,
                 documents::LocalMinute{local_date(line.received, zone), local_time_of_day(line.received, zone)},
                 line.channel, line.letter_number, cell(line.letter_date), line.sender, line.address, line.subject,
                 line.summary, line.attachments, line.class_code, line.nature, line.forwarded, cell(line.disposed),
                 cell(line.closed), line.answer, line.note, line.officer});
    });
  });
  return sheet.finish();
}

std::string period_words(store::BookPeriod period, Language language) {
  if (period.month == 0) return std::to_string(period.year);
  return fmt::format("{} {}", documents::month_name(period.month, language), period.year);
}

}  // namespace dumas::app
