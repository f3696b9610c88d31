// integrity.hpp on SQLite: what its own checks say of the file.
#include <fmt/format.h>

#include <optional>
#include <regex>
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

// "row 20 missing from index NAME", as integrity_check says it; nothing for its other sentences.
struct OddRow {
  std::int64_t row_id = 0;
  std::string index;
};
std::optional<OddRow> odd_row(const std::string& said) {
  static const std::regex form(R"(row (\d{1,18}) missing from index (\w+))");
  std::smatch parts;
  if (!std::regex_search(said, parts, form)) return std::nullopt;
  return OddRow{.row_id = std::stoll(parts[1]), .index = parts[2]};
}

void add_owners(Connection& connection, const OddRow& row, std::vector<Damaged>& streams) {
  auto table = connection.prepare("SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?1");
  if (!table.bind(1, row.index).step()) return;
  for (auto& owner : owners_of_row(connection, table.text(0), row.row_id)) streams.push_back(std::move(owner));
}

}  // namespace

FileFaults file_faults(Connection& connection) {
  FileFaults faults;
  const auto add = [&](std::string_view what) {
    faults.sentences.push_back(fmt::format("the database file: {}", what));
  };
  try {
    std::vector<OddRow> rows;
    auto check = connection.prepare("PRAGMA integrity_check(20)");
    while (check.step()) {
      const auto said = check.text(0);
      if (said != "ok") add(said);
      if (auto row = odd_row(said)) rows.push_back(std::move(*row));
    }
    for (const auto& row : rows) add_owners(connection, row, faults.streams);
    auto references = connection.prepare("PRAGMA foreign_key_check");
    while (references.step()) add(fmt::format("a row of table {} points nowhere", references.text(0)));
    // What a table was counted up to can only be its highest row or beyond.
    auto counted = connection.prepare(
        "SELECT 'records' FROM sqlite_sequence WHERE name = 'records' AND seq < (SELECT max(id) FROM records) UNION "
        "ALL "
        "SELECT 'files' FROM sqlite_sequence WHERE name = 'files' AND seq < (SELECT max(id) FROM files) UNION ALL "
        "SELECT 'users' FROM sqlite_sequence WHERE name = 'users' AND seq < (SELECT max(id) FROM users)");
    while (counted.step()) add(fmt::format("the counter of table {} was set back", counted.text(0)));
  } catch (const DatabaseError& error) {
    add(error.what());
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

std::vector<std::string> search_faults(Connection& beside) {
  try {
    // Made as in the migration, and with the rows elsewhere: these are read where they stand.
    for (const Sql part :
         {Sql("CREATE TEMP VIEW searched AS SELECT id, c0 AS tokens FROM live.case_search_content"),
          Sql("CREATE VIRTUAL TABLE temp.search_copy USING fts5 (tokens, tokenize = 'unicode61', detail = none, "
              "columnsize = 0, content = 'searched', content_rowid = 'id')"),
          Sql("DELETE FROM temp.search_copy_data"), Sql("DELETE FROM temp.search_copy_idx"),
          Sql("INSERT INTO temp.search_copy_data SELECT * FROM live.case_search_data"),
          Sql("INSERT INTO temp.search_copy_idx SELECT * FROM live.case_search_idx"),
          Sql("INSERT INTO temp.search_copy (search_copy, rank) VALUES ('integrity-check', 1)")})
      beside.exec(part);
    return {};
  } catch (const DatabaseError& error) {
    return {fmt::format("the search index is not that of its rows: dumas rebuild ({})", error.what())};
  }
}

}  // namespace dumas::store
