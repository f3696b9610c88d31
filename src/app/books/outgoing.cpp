#include "app/books/outgoing.hpp"

#include "app/books/incoming.hpp"
#include "app/books/words.hpp"
#include "documents/long_date.hpp"
#include "documents/spreadsheet.hpp"

namespace dumas::app {
namespace {

using complaint::Role;
using documents::Cell;
using store::NumberKind;
using store::OutgoingEntry;

class Lines {
 public:
  Lines(const Application& app, const Catalogue& catalogue, Language language)
      : app_(app), words_(catalogue, language) {}

  [[nodiscard]] OutgoingLine of(const OutgoingEntry& entry) const {
    OutgoingLine line{.event_id = entry.event_id, .kind = entry.kind, .sequence = entry.sequence};
    line.standing = entry.voided ? NumberStanding::Void : NumberStanding::InForce;
    line.owner = entry.owner;
    line.number = entry.number;
    line.given = day(entry.given);
    line.kind_words = words_.text("outgoing.kind_" + std::string{store::word(entry.kind)});
    line.addressee = addressee(entry);
    line.subject = subject(entry);
    line.signer = signer(entry);
    line.way = way(entry);
    if (entry.delivered) line.delivered = day(*entry.delivered);
    line.note = note(entry);
    return line;
  }

 private:
  [[nodiscard]] Date day(Instant at) const { return local_date(at, app_.settings().zone); }

  [[nodiscard]] std::string addressee(const OutgoingEntry& entry) const {
    switch (entry.kind) {
      case NumberKind::Answer: return words_.person(entry.disclosure, entry.addressee);
      case NumberKind::Memo: return leaders();
      case NumberKind::Invitation: return words_.word("role", Role::Commissioner);
      case NumberKind::Minutes: return words_.text("outgoing.to_file");
      case NumberKind::Register: break;  // stands in the other book
    }
    return "";
  }

  // Whom row 10 of the SOP names: the report goes to them.
  [[nodiscard]] std::string leaders() const {
    std::vector<std::string> names;
    for (const auto role : app_.sops().newest().step(complaint::StepKey::FinalReport).actors)
      names.push_back(words_.word("role", role));
    return listed(names);
  }

  [[nodiscard]] std::string subject(const OutgoingEntry& entry) const {
    const std::string key = "outgoing.subject_" + std::string{store::word(entry.kind)};
    if (entry.kind != NumberKind::Invitation) return words_.text(key, {entry.subject, entry.register_no});
    return words_.text(key, {entry.meeting_date ? documents::long_date(*entry.meeting_date, words_.language()) : ""});
  }

  // The minutes are written by the Secretary and signed by the plenary (domain 3.2).
  [[nodiscard]] std::string signer(const OutgoingEntry& entry) const {
    if (entry.kind == NumberKind::Minutes)
      return listed({words_.word("role", Role::Chair), words_.word("role", Role::Commissioner)});
    return words_.office(entry.giver.role, entry.giver.capacity);
  }

  [[nodiscard]] std::string way(const OutgoingEntry& entry) const {
    if (entry.kind != NumberKind::Answer) return words_.text("outgoing.internal");
    if (entry.delivery) return words_.word("delivery_channel", *entry.delivery);
    return entry.voided ? "" : words_.text("outgoing.not_delivered");
  }

  [[nodiscard]] std::string note(const OutgoingEntry& entry) const {
    std::string text;
    if (entry.voided == store::VoidCause::Letter) text = words_.text("outgoing.void_letter", {entry.void_reason});
    if (entry.voided == store::VoidCause::Renumbered)
      text = words_.text("outgoing.void_renumbered", {entry.replaced_by});
    if (entry.sequence) return text;
    return text.empty() ? words_.text("outgoing.by_hand") : text + " · " + words_.text("outgoing.by_hand");
  }

  const Application& app_;
  BookWords words_;
};

std::vector<documents::SheetColumn> columns(const BookWords& words) {
  const auto column = [&words](std::string_view key, double width) {
    return documents::SheetColumn{.head = words.text(key), .width = width};
  };
  return {column("outgoing.sequence", 8), column("outgoing.number", 26), column("outgoing.date", 12),
          column("outgoing.kind", 18),    column("outgoing.to", 26),     column("outgoing.subject", 46),
          column("outgoing.signer", 20),  column("outgoing.way", 22),    column("outgoing.delivered", 12),
          column("outgoing.note", 44)};
}

}  // namespace

void for_each_outgoing(const Application& app, store::Connection& connection, const Catalogue& catalogue,
                       Language language, store::BookPeriod period, store::BookPage page,
                       const std::function<void(const OutgoingLine&)>& tell) {
  const Lines lines{app, catalogue, language};
  store::read_outgoing_book(connection, app.records(), app.office(), period, app.settings().zone, page,
                            [&](const OutgoingEntry& entry) { tell(lines.of(entry)); });
}

std::string outgoing_sheet(Application& app, const Catalogue& catalogue, store::BookPeriod period) {
  const BookWords words{catalogue, Language::Indonesian};
  const std::string title = words.text("outgoing.heading") + " " + period_words(period, Language::Indonesian);
  documents::Spreadsheet sheet{
      app.folders().data / "uploads",
      {.title = title, .author = app.settings().name, .sheet = title, .created = app.clock().now()},
      columns(words)};
  app.readers().with([&](store::Connection& connection) {
    for_each_outgoing(app, connection, catalogue, Language::Indonesian, period, {}, [&](const OutgoingLine& line) {
      sheet.row({line.sequence ? Cell{*line.sequence} : Cell{}, line.number, line.given, line.kind_words,
                 line.addressee, line.subject, line.signer, line.way, line.delivered ? Cell{*line.delivered} : Cell{},
                 line.note});
    });
  });
  return sheet.finish();
}

}  // namespace dumas::app
