// The Buku Surat Keluar in a reader's words: one line for each number given to a paper of the office, in the order in
// which they were given, with what became of it; and the proof that no number is missing (domain 3.1).
// Called by the page /surat-keluar, by its workbook, and by the printed book (app/papers/outgoing_book).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "base/language.hpp"
#include "locale/catalogue.hpp"
#include "store/book_queries.hpp"

namespace dumas::app {

enum class NumberStanding { InForce, Void };

struct OutgoingLine {
  std::int64_t event_id = 0;  // the page after this line begins behind it
  store::NumberKind kind{};
  std::optional<std::int64_t> sequence{};  // none: taken by hand
  NumberStanding standing = NumberStanding::InForce;
  std::int64_t owner = 0;  // CaseId; MeetingId of an invitation
  std::string number;
  Date given{};
  std::string kind_words;
  std::string addressee;  // a complainant masked
  std::string subject, signer, way;
  std::optional<Date> delivered{};
  std::string note;
};

void for_each_outgoing(const Application&, store::Connection&, const Catalogue&, Language, store::BookPeriod,
                       store::BookPage, const std::function<void(const OutgoingLine&)>&);

// A sequence the counter stepped over, because a number typed by hand reads like the one it would have printed.
struct SkippedSequence {
  std::int64_t sequence = 0;
  std::string taken_by;  // that number; "": nothing explains the gap, which is a fault to look into
};

// What the period's numbers of one kind add up to.
struct SequenceCheck {
  store::NumberKind kind{};
  std::int64_t first = 0, last = 0;  // 0: the counter gave none
  std::int64_t given = 0, by_hand = 0, voided = 0;
  std::vector<SkippedSequence> skipped{};
};
// The kinds that gave a number in the period.
[[nodiscard]] std::vector<SequenceCheck> check_sequences(const Application&, store::Connection&, store::BookPeriod);
// "Surat jawaban: nomor urut 3–9, 8 nomor, 1 batal, 1 manual. Tidak ada yang terlewat."
[[nodiscard]] std::string check_words(const Catalogue&, Language, const SequenceCheck&);

// The whole month or year as XLSX, in Indonesian like the printed book.
[[nodiscard]] std::string outgoing_sheet(Application&, const Catalogue&, store::BookPeriod);

}  // namespace dumas::app
