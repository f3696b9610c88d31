// Whether the database file itself is sound: its pages, its indexes against their tables, its schema against the
// migrations, the search index against its rows. Called by `dumas verify` beside the proofs of what the rows say.
#pragma once

#include <string>
#include <vector>

#include "store/damage.hpp"
#include "store/vault.hpp"

namespace dumas::store {

// One sentence each; a table or an index is named. Never throws for damage.
[[nodiscard]] std::vector<std::string> file_faults(Connection&);

// Differences between this database's schema and that of `fresh`, which the migrations have just made.
[[nodiscard]] std::vector<std::string> schema_faults(Connection&, Connection& fresh);

// The search index against the rows it was made of. Needs a connection that may write, though it changes nothing.
[[nodiscard]] std::vector<std::string> search_faults(Connection&);

// Sealed values outside the log that do not open: tracking codes, receipts, notices, drafts.
[[nodiscard]] std::vector<std::string> seal_faults(Connection&, const Vault&);

// Its parts, beside the code that seals them: rows that do not open, each named without what it holds.
[[nodiscard]] std::vector<std::string> unopened_codes(Connection&, const Vault&);    // tracking.cpp
[[nodiscard]] std::vector<std::string> unopened_answers(Connection&, const Vault&);  // idempotency.cpp
[[nodiscard]] std::vector<std::string> unopened_notices(Connection&, const Vault&);  // outbox.cpp
[[nodiscard]] std::vector<std::string> unopened_drafts(Connection&, const Vault&);   // drafts.cpp

// Streams that cannot be read as they were written (damage.hpp), found through an index, so that a malformed page of the
// log names its cases too.
[[nodiscard]] std::vector<Damaged> damaged_streams(Connection&);

}  // namespace dumas::store
