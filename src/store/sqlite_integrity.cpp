// integrity.hpp on SQLite: what its own checks say of the file.
#include <fmt/format.h>

#include <set>

#include "store/integrity.hpp"

namespace dumas::store {
namespace {

using Definition = std::pair<std::string, std::string>;  // name of a table, index or trigger; its SQL

std::set<Definition> definitions(Connection& connection) {
  // Tables that the search index makes for itself come with it.
  auto select = connection.prepare(
      "SELECT type || ' ' || name || ' of ' || tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE "
      "'sqlite_stat%'");
  std::set<Definition> all;
  while (select.step()) all.emplace(select.text(0), select.text(1));
  return all;
}

}  // namespace

std::vector<std::string> file_faults(Connection& connection) {
  std::vector<std::string> faults;
  try {
    auto check = connection.prepare("PRAGMA integrity_check(20)");
    while (check.step())
      if (auto said = check.text(0); said != "ok") faults.push_back("the database file: " + std::move(said));
    auto references = connection.prepare("PRAGMA foreign_key_check");
    while (references.step())
      faults.push_back(fmt::format("the database file: a row of table {} points nowhere", references.text(0)));
    // What a table was counted up to can only be its highest row or beyond.
    auto counted = connection.prepare(
        "SELECT 'records' FROM sqlite_sequence WHERE name = 'records' AND seq < (SELECT max(id) FROM records) UNION "
        "ALL "
        "SELECT 'files' FROM sqlite_sequence WHERE name = 'files' AND seq < (SELECT max(id) FROM files) UNION ALL "
        "SELECT 'users' FROM sqlite_sequence WHERE name = 'users' AND seq < (SELECT max(id) FROM users)");
    while (counted.step())
      faults.push_back(fmt::format("the database file: the counter of table {} was set back", counted.text(0)));
  } catch (const DatabaseError& error) {
    faults.push_back(fmt::format("the database file: {}", error.what()));
  }
  return faults;
}

std::vector<std::string> schema_faults(Connection& connection, Connection& fresh) {
  std::vector<std::string> faults;
  try {
    const auto ours = definitions(connection), wanted = definitions(fresh);
    for (const auto& [name, sql] : wanted)
      if (!ours.contains({name, sql})) faults.push_back(fmt::format("the schema: {} is not as it was made", name));
    for (const auto& [name, sql] : ours)
      if (!wanted.contains({name, sql}))
        faults.push_back(fmt::format("the schema: {} was not made by a migration", name));
  } catch (const DatabaseError& error) {
    faults.push_back(fmt::format("the schema: {}", error.what()));
  }
  return faults;
}

std::vector<std::string> search_faults(Connection& connection) {
  try {
    connection.exec("INSERT INTO case_search (case_search) VALUES ('integrity-check')");
    return {};
  } catch (const DatabaseError& error) {
    return {fmt::format("the search index is not that of its rows: dumas rebuild ({})", error.what())};
  }
}

}  // namespace dumas::store
