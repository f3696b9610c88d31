// The one place where a refusal becomes an HTTP status. Called by refuse() (call.cpp) and by the tests.
#pragma once

#include <string_view>

namespace dumas::api {

// By the code's first word: "MISSING_DOC:RECEIPT" counts as MISSING_DOC. An unknown code gives 422.
[[nodiscard]] int status_of(std::string_view code);

}  // namespace dumas::api
