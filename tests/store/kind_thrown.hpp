// Which kind of DatabaseError a piece of work ends with. That it ends with none is a failure of the test.
#pragma once

#include <doctest/doctest.h>

#include "store/database.hpp"

namespace dumas::store {

DatabaseErrorKind kind_thrown(const auto& work) {
  try {
    work();
  } catch (const DatabaseError& error) {
    return error.kind();
  }
  FAIL("no DatabaseError");
  return DatabaseErrorKind::Other;
}

}  // namespace dumas::store
