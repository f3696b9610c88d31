// A table as an XLSX workbook for who counts on with it: dates are dates, the head row stays in sight and filters, and a
// text is never read as a formula, whatever it begins with. Called by app/books.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "base/variant_member.hpp"

namespace dumas::documents {

struct SheetColumn {
  std::string head;
  double width = 12;  // in digits of the workbook's letters, as spreadsheets measure it
};

struct SheetInfo {
  std::string title;   // of the workbook, and on top of each printed page
  std::string author;  // the office
  std::string sheet;   // name of its tab: at most 31 letters, none of []:*?/\ .
  Instant created{};
};

// As clocks on the wall show it: spreadsheets know no zones.
struct LocalMinute {
  Date day{};
  std::chrono::minutes time{};
};

using CellText = VariantMember<std::string>;
using Cell = std::variant<std::monostate, CellText, Date, LocalMinute, std::int64_t>;

class Spreadsheet {
 public:
  // Works in a folder of its own, closed to others, under `scratch`; it goes with the object.
  // Throws std::system_error when there can be none.
  Spreadsheet(const std::filesystem::path& scratch, const SheetInfo&, std::vector<SheetColumn>);
  Spreadsheet(const Spreadsheet&) = delete;
  Spreadsheet& operator=(const Spreadsheet&) = delete;
  ~Spreadsheet();

  // One cell for each column. A text longer than a cell can hold (32,767 characters) is cut, with "…" at its end.
  void row(const std::vector<Cell>&);
  // The workbook's bytes; once. Throws std::runtime_error when the disk has no room for it.
  [[nodiscard]] std::string finish();

 private:
  struct Book;
  std::unique_ptr<Book> book_;
};

}  // namespace dumas::documents
