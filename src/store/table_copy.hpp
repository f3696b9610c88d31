// One table from a database into another: rows in pages, many in a statement, and a digest of them on either side. For
// transfer.cpp alone. Names of tables and columns come from the catalogue of a database that the migrations made.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace dumas::store {

// Rows counted, and their SHA-256 sums added up, so that the order in which they are read does not matter.
struct TableSum {
  std::int64_t rows = 0;
  std::array<std::uint64_t, 4> digest{};
  bool operator==(const TableSum&) const = default;
};

class TableCopy {
 public:
  TableCopy(Connection& from, Connection& to) : from_(from), to_(to) {}

  // The tables of `from` that hold the office, in an order that suits their references.
  std::vector<std::string> tables();
  // What was read.
  TableSum copy(const std::string& table);
  // What stands in `to`.
  TableSum sum(const std::string& table);
  bool is_empty(const std::string& table);
  // The columns of `from`'s table with what they hold, e.g. "id:0": the same on both engines.
  std::vector<std::string> shape(const std::string& table);
  // The next id that the engine gives by itself is higher than any that was ever given.
  void copy_sequence(const std::string& table);

 private:
  struct Column {
    std::string name;
    enum class Kind { Integer, Text, Bytes } kind;
  };
  using Row = std::vector<std::string>;  // tagged values: see table_copy.cpp
  std::vector<Column> columns(const std::string& table);
  TableSum read(Connection& connection, const std::string& table, const std::function<void(const Row&)>& visit);
  void insert(const std::string& table, const std::vector<Column>& columns, const std::vector<Row>& rows);

  Connection& from_;
  Connection& to_;
};

}  // namespace dumas::store
