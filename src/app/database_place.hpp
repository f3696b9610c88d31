// Where an office keeps its database. DATA/dumas.toml says so with one line, `database = "postgresql://..."`; without it
// the database is the file DATA/dumas.db. It is about this machine and not about the office: no backup holds it.
#pragma once

#include "app/office_data.hpp"
#include "store/database.hpp"

namespace dumas::app {

// Refusal CONFIGURATION with a plain sentence in arguments[0] naming file, line and reason.
[[nodiscard]] Result<store::DatabasePlace> database_place(const Folders&);

}  // namespace dumas::app
