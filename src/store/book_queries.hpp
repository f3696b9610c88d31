// The office's two books as the tables and records tell them: what came in (Buku Surat Masuk) and every number given to
// a paper that went out (Buku Surat Keluar; domain 3.1, 3.2). Read row by row, each row by keys alone, so that a year of
// thousands stays linear. Called by app/books on a read lease.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "complaint/events.hpp"
#include "store/database.hpp"
#include "store/numbers.hpp"
#include "store/recap_queries.hpp"
#include "store/records.hpp"

namespace dumas::store {

// A year of a book, or one month of it.
struct BookPeriod {
  int year = 0;
  unsigned month = 0;  // 0: the whole year
  [[nodiscard]] Span span(Zone) const;
};

struct BookPage {
  std::int64_t after = 0;  // lines behind this one: a register sequence, or an event of the log
  int most = -1;           // -1: all
};

struct IncomingEntry {
  CaseId id;
  std::int64_t sequence = 0;
  std::string register_no;
  Instant received{};
  complaint::Channel channel{};
  complaint::Disclosure disclosure{};
  std::string letter_number;
  std::optional<Date> letter_date{};
  std::string sender, address;  // plain: who shows them masks them
  std::string subject, summary, note;
  std::int64_t attachments = 0;  // that came with the complaint
  std::string class_code;
  std::optional<complaint::Urgency> urgency{};
  std::optional<complaint::Secrecy> secrecy{};
  std::vector<complaint::Target> forwarded{};  // ticked on the disposition sheet by either leader
  std::optional<Instant> disposed{}, closed{};
  std::string answer_no;
  complaint::Status status{};
  UserId registrar;
};
// By number.
void read_incoming_book(Connection&, const RecordStore&, std::string_view office, BookPeriod, Zone, BookPage,
                        const std::function<void(const IncomingEntry&)>&);

// Why a number has no paper.
enum class VoidCause {
  Letter,     // the signed letter was cancelled, for a reason
  Renumbered  // the paper was drafted anew under another number
};

struct OutgoingEntry {
  NumberKind kind{};
  std::int64_t year = 0;
  std::optional<std::int64_t> sequence{};  // none: taken by hand
  std::string number;
  std::int64_t event_id = 0;
  Instant given{};
  complaint::Actor giver{};
  std::int64_t owner = 0;              // CaseId, or MeetingId of an invitation
  std::string register_no, subject;    // of the case
  std::optional<Date> meeting_date{};  // of the invitation
  std::optional<complaint::Disclosure> disclosure{};
  std::string addressee;  // the complainant's name, plain: who shows it masks it
  std::optional<complaint::DeliveryChannel> delivery{};
  std::optional<Instant> delivered{};
  std::optional<VoidCause> voided{};
  std::optional<Instant> voided_at{};
  std::string void_reason;  // of a cancelled letter
  std::string replaced_by;  // of a renumbered paper
};
// In the order in which the numbers were given.
void read_outgoing_book(Connection&, const RecordStore&, std::string_view office, BookPeriod, Zone, BookPage,
                        const std::function<void(const OutgoingEntry&)>&);

// A number as the check of its sequence needs it.
struct NumberInYear {
  std::optional<std::int64_t> sequence{};  // none: taken by hand
  std::string text;
  Instant given{};
  bool voided = false;
};
[[nodiscard]] std::vector<NumberInYear> numbers_of_year(Connection&, std::string_view office, NumberKind, int year);

}  // namespace dumas::store
