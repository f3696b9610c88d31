// The program's one dialect of SQL (database.hpp) as PostgreSQL reads it. For postgres_engine.cpp alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dumas::store {

struct PostgresSql {
  std::string text;         // with $1, $2, ... in the order in which the places first occur
  std::vector<int> places;  // places[0] is the N of the ?N that became $1; PostgreSQL refuses places that do not occur
};

// ?N becomes $M, and the column that our tables call `user`, a reserved word there, is quoted. Literals, quoted names
// and comments stay as they are.
PostgresSql postgres_sql(std::string_view sql);

}  // namespace dumas::store
