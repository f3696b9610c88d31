// PostgreSQL's SQLSTATE as DatabaseErrorKind. For the postgres_*.cpp files alone.
#pragma once

#include <string_view>

#include "store/database.hpp"

namespace dumas::store {

// `state` has five letters (PostgreSQL manual, appendix A); "" for what libpq says itself, which is always about the
// connection.
[[nodiscard]] DatabaseErrorKind kind_of_sqlstate(std::string_view state);

}  // namespace dumas::store
