#include "store/table_copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "store/digest.hpp"

namespace dumas::store {

namespace {

constexpr std::size_t rows_at_once = 50;  // SQLite takes 32,766 places, and no table has more than forty columns
constexpr const char* search_table = "case_search";

// A value carries its kind in front: 'n' nothing, 'i' digits, 't' text, 'b' bytes. So a row is also what is hashed.
std::string tagged(char kind, std::string bytes) { return bytes.insert(0, 1, kind); }

void add(TableSum& sum, const std::vector<std::string>& row) {
  Sha256 hash;
  for (const auto& value : row) hash.add(fmt::format("{}:", value.size())).add(value);
  const Digest digest = hash.finish();
  for (std::size_t word = 0; word < sum.digest.size(); ++word) {
    std::uint64_t part = 0;
    std::memcpy(&part, digest.data() + word * sizeof part, sizeof part);
    sum.digest.at(word) += part;
  }
  ++sum.rows;
}

// Both catalogues give names in this order: what others refer to comes first.
void users_first(std::vector<std::string>& tables) {
  std::sort(tables.begin(), tables.end());
  std::stable_partition(tables.begin(), tables.end(), [](const std::string& table) { return table == "users"; });
}

}  // namespace

std::vector<std::string> TableCopy::tables() {
  // FTS5 keeps its index in tables of its own, named after it.
  Statement names = from_.dialect() == Dialect::Sqlite
                        ? from_.prepare(
                              "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                              "'sqlite%' AND name NOT LIKE 'case_search_%' AND name <> 'schema_migrations'")
                        : from_.prepare(
                              "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> "
                              "'schema_migrations'");
  std::vector<std::string> list;
  while (names.step()) list.push_back(names.text(0));
  users_first(list);
  return list;
}

// As the source calls them; the destination has the same names.
std::vector<TableCopy::Column> TableCopy::columns(const std::string& table) {
  using Kind = Column::Kind;
  if (table == search_table) return {{"rowid", Kind::Integer}, {"tokens", Kind::Text}};
  Statement rows = from_.dialect() == Dialect::Sqlite
                       ? from_.prepare("SELECT name, upper(type) FROM pragma_table_info(?1) ORDER BY name")
                       : from_.prepare(
                             "SELECT column_name::text, upper(data_type) FROM information_schema.columns "
                             "WHERE table_schema = 'public' AND table_name = ?1 ORDER BY 1");
  rows.bind(1, table);
  std::vector<Column> list;
  while (rows.step()) {
    const std::string type = rows.text(1);
    list.push_back({rows.text(0), type == "TEXT"                          ? Kind::Text
                                  : type == "INTEGER" || type == "BIGINT" ? Kind::Integer
                                                                          : Kind::Bytes});
  }
  std::sort(list.begin(), list.end(), [](const Column& a, const Column& b) { return a.name < b.name; });
  return list;
}

std::vector<std::string> TableCopy::shape(const std::string& table) {
  std::vector<std::string> list;
  for (const auto& column : columns(table))
    list.push_back(fmt::format("{}:{}", column.name, static_cast<int>(column.kind)));
  return list;
}

TableSum TableCopy::copy(const std::string& table) {
  const auto all = columns(table);
  std::vector<Row> waiting;
  const auto sum = read(from_, table, [&](const Row& row) {
    waiting.push_back(row);
    if (waiting.size() < rows_at_once) return;
    insert(table, all, waiting);
    waiting.clear();
  });
  for (const auto& row : waiting) insert(table, all, {row});
  return sum;
}

TableSum TableCopy::sum(const std::string& table) {
  return read(to_, table, [](const Row&) {});
}

bool TableCopy::is_empty(const std::string& table) {
  Statement any = to_.prepare_text(fmt::format("SELECT 1 FROM {} LIMIT 1", table));
  return !any.step();
}

TableSum TableCopy::read(Connection& connection, const std::string& table,
                         const std::function<void(const Row&)>& visit) {
  const auto all = columns(table);
  std::string select = "SELECT ";
  for (const auto& column : all) select += fmt::format("{}\"{}\"", &column == &all.front() ? "" : ", ", column.name);
  select += " FROM " + table;
  const bool pages = connection.dialect() == Dialect::PostgreSql;  // which gives an answer whole
  if (pages) connection.run_script(fmt::format("DECLARE rows_of_{} NO SCROLL CURSOR FOR {}", table, select));
  TableSum sum;
  for (;;) {
    const auto before = sum.rows;
    Statement rows = connection.prepare_text(pages ? fmt::format("FETCH 1000 FROM rows_of_{}", table) : select);
    while (rows.step()) {
      Row row;
      for (std::size_t at = 0; at < all.size(); ++at) {
        const int column = static_cast<int>(at);
        if (rows.is_null(column)) {
          row.emplace_back("n");
          continue;
        }
        switch (all[at].kind) {
          case Column::Kind::Integer: row.push_back(tagged('i', std::to_string(rows.integer(column)))); break;
          case Column::Kind::Text: row.push_back(tagged('t', rows.text(column))); break;
          case Column::Kind::Bytes: row.push_back(tagged('b', rows.blob(column))); break;
        }
      }
      add(sum, row);
      visit(row);
    }
    if (!pages || sum.rows == before) break;
  }
  if (pages) connection.run_script(fmt::format("CLOSE rows_of_{}", table));
  return sum;
}

void TableCopy::insert(const std::string& table, const std::vector<Column>& columns, const std::vector<Row>& rows) {
  std::string sql = fmt::format("INSERT INTO {} (", table);
  for (const auto& column : columns)
    sql += fmt::format("{}\"{}\"", &column == &columns.front() ? "" : ", ", column.name);
  sql += ") VALUES ";
  int place = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t at = 0; at < columns.size(); ++at) sql += fmt::format("{}?{}", at == 0 ? "" : ", ", ++place);
    sql += ")";
  }
  Statement insert = to_.prepare_text(sql);
  place = 0;
  for (const auto& row : rows)
    for (const auto& value : row) {
      ++place;
      const auto bytes = std::string_view(value).substr(1);
      switch (value.front()) {
        case 'i': insert.bind(place, std::stoll(std::string(bytes))); break;
        case 't': insert.bind(place, bytes); break;
        case 'b': insert.bind(place, Blob{bytes}); break;
        default: insert.bind(place, nullptr);
      }
    }
  insert.run();
}

void TableCopy::copy_sequence(const std::string& table) {
  // SQLite: AUTOINCREMENT, kept in sqlite_sequence; PostgreSQL: an identity column called id.
  Statement given = from_.dialect() == Dialect::Sqlite
                        ? from_.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?1")
                        : from_.prepare(
                              "SELECT coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public' AND "
                              "sequencename = ?1 || '_id_seq'");
  if (!given.bind(1, table).step() || given.integer(0) == 0) return;
  if (to_.dialect() == Dialect::Sqlite) {
    Statement update = to_.prepare("UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1");
    if (update.bind(1, table).bind(2, given.integer(0)).run() > 0) return;
    to_.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)")
        .bind(1, table)
        .bind(2, given.integer(0))
        .run();
  } else {
    Statement set = to_.prepare("SELECT setval((?1 || '_id_seq')::regclass, ?2)");
    set.bind(1, table).bind(2, given.integer(0)).step();
  }
}

}  // namespace dumas::store
