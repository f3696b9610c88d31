// A row of a table that is copied while the memory ends.
#include <doctest/doctest.h>

#include <optional>

#include "../support/failing_new.hpp"
#include "documents/spreadsheet.hpp"

using dumas::documents::Cell;

TEST_CASE("every allocation of a row's copy may fail") {
  const std::vector<Cell> row{Cell{}, Cell{std::string(40, 'a')}, Cell{std::int64_t{7}}, Cell{std::string(40, 'b')}};
  std::optional<std::vector<Cell>> copy;
  CHECK(dumas::testing::walk_failing_allocations([&] { copy.emplace(row); }) == 3);
  CHECK(copy->size() == row.size());
}
