// Counters of the office's papers: one for each kind and year, gap-free because a number is taken in the transaction
// that keeps the event using it. Serves domain 3.1 and S14.
#pragma once

#include <cstdint>
#include <string_view>

#include "store/database.hpp"

namespace dumas::store {

enum class NumberKind { Register, Answer, Minutes, Memo, Invitation };

[[nodiscard]] std::string_view word(NumberKind);
// Of the office ?1, kind ?2 and year ?3. The index holds those that have a sequence, and is only used where the query says
// so too: else SQLite reads every number of the kind (list_plan_test.cpp).
inline constexpr Sql next_number(
    "SELECT coalesce(max(seq), 0) + 1 FROM numbers WHERE office = ?1 AND kind = ?2 AND year = ?3 AND seq IS NOT NULL");
[[nodiscard]] std::int64_t next_in_sequence(Connection&, std::string_view office, NumberKind, std::int64_t year);
[[nodiscard]] bool number_taken(Connection&, std::string_view office, NumberKind, std::string_view text);

struct GivenNumber {
  NumberKind kind;
  std::int64_t year = 0, sequence = 0;  // sequence 0: taken by hand
  std::string_view text;
  std::string_view stream_kind;
  std::int64_t stream = 0, event_id = 0;
};
// A number that stands already with the same stream is left as it is (a redraft keeps its number).
void keep_number(Connection&, std::string_view office, const GivenNumber&);

// The paper of that number was cancelled by an event: the number stays in the book, with that note.
void void_number(Connection&, std::string_view office, NumberKind, std::string_view text, std::int64_t event_id);
// Of the office ?1 and kind ?2 those of the stream ?3 ?4 beside the text ?5, for the event ?6. The stream's own come from an
// index that holds them: else SQLite reads every number of the kind (list_plan_test.cpp).
inline constexpr Sql void_others(
    "UPDATE numbers SET voided_event = ?6 WHERE office = ?1 AND kind = ?2 AND voided_event IS NULL AND text IN ("
    "SELECT text FROM numbers WHERE office = ?1 AND kind = ?2 AND stream_kind = ?3 AND stream = ?4 AND text <> ?5)");
// The same as void_number() for every number of that kind that the stream has beside `kept`.
void void_other_numbers(Connection&, std::string_view office, NumberKind, std::string_view stream_kind,
                        std::int64_t stream, std::string_view kept, std::int64_t event_id);

}  // namespace dumas::store
