// The last part of `dumas verify`: whether the tables that pages read are what the log gives when they are built anew. Others
// go on writing meanwhile, and see nothing of it.
#pragma once

#include "app/application.hpp"
#include "app/verify.hpp"

namespace dumas::app {

// PostgreSQL: in a transaction that sees one moment and is rolled back, where temporary tables stand in front of those that
// are rebuilt.
void check_tables_in_front(Application& app, store::Connection& moment, VerifyReport& report);

// SQLite: in a database of its own, to which the office's is attached, and some cases at a time, so that the room it takes
// on the disk is that of the numbers and papers, not that of the office (docs/operations.md). The search index is looked
// at from there too.
void check_tables_beside(Application& app, VerifyReport& report);

}  // namespace dumas::app
