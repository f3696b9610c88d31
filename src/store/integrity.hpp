// Whether the database file itself is sound: its pages, its indexes against their tables, its schema against the
// migrations, the search index against its rows. Called by `dumas verify` beside the proofs of what the rows say.
#pragma once

#include <string>
#include <vector>

#include "store/damage.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct FileFaults {
  std::vector<std::string> sentences;  // a table or an index is named
  std::vector<Damaged> streams;        // whose the rows are that differ from their second copy
};
// Never throws for damage.
[[nodiscard]] FileFaults file_faults(Connection&);

// Whose row that is, as the row says and as its second copy in an index says, where it stands in such a table: two streams
// where the owner itself was hit, none where it is nobody's.
[[nodiscard]] std::vector<Damaged> owners_of_row(Connection&, std::string_view table, std::int64_t row_id);

// Differences between this database's schema and that of `fresh`, which the migrations have just made.
[[nodiscard]] std::vector<std::string> schema_faults(Connection&, Connection& fresh);

// The search index of the database that is attached as `live`, against the rows it was made of. SQLite checks it for writers
// alone, who would keep everyone else from writing meanwhile: so a copy of the index is checked, without the rows (12 MB in
// memory for a hundred thousand cases). Needs DatabaseOptions::fills_search_tables.
[[nodiscard]] std::vector<std::string> search_faults(Connection& beside);

// Sealed values outside the log that do not open: tracking codes, receipts, notices, drafts; and the check of the key.
[[nodiscard]] std::vector<std::string> seal_faults(Connection&, const Vault&);

// Its parts, beside the code that seals them: rows that do not open, each named without what it holds.
[[nodiscard]] std::vector<std::string> unopened_codes(Connection&, const Vault&);    // tracking.cpp
[[nodiscard]] std::vector<std::string> unopened_answers(Connection&, const Vault&);  // idempotency.cpp
[[nodiscard]] std::vector<std::string> unopened_notices(Connection&, const Vault&);  // outbox.cpp
[[nodiscard]] std::vector<std::string> unopened_drafts(Connection&, const Vault&);   // drafts.cpp
[[nodiscard]] std::vector<std::string> unfit_key_checks(Connection&, const Vault&);  // key_check.cpp

// Streams that cannot be read as they were written (damage.hpp), found through an index, so that a malformed page of the
// log names its cases too.
[[nodiscard]] std::vector<Damaged> damaged_streams(Connection&);

}  // namespace dumas::store
