// Whether a program holds the data key with which its database is sealed. Two servers with different keys on one PostgreSQL
// would each store what the other cannot read, and so would one that was given the database back without its key. The
// table key_check has one row, a keyed hash that the first program which opens the office leaves there. An office that is
// older than the row is asked for its oldest records: they open with its key alone. Called by Application::open.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

// Compares and changes nothing; also for a database that is older than the table, or empty. To be asked before migrate(),
// so that whoever has another key changes nothing. Refusals: KEY_OTHER (error.key_other {key_file}), those of migrate().
// A row that was damaged refuses nobody whose key opens the records; `dumas verify` tells of it.
Checked check_key(Connection&, const Vault&, const std::filesystem::path& key_file);

// After migrate(): the same, and leaves the row where there is none. Of two programs that start at once on an empty
// database the first one's key is the office's from then on. Refusal: KEY_OTHER.
Checked keep_key_check(Connection&, const Vault&, const std::filesystem::path& key_file);

}  // namespace dumas::store
