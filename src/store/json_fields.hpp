// Fields as JSON: how event data and record contents are written to and read from the log. Only store/ and api/ know
// the JSON library; this header does not show it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "complaint/content.hpp"
#include "complaint/fields.hpp"

namespace dumas::store {

// Calls `describe` with a writer and returns the JSON object of all fields, in their order; empty ones are left out.
[[nodiscard]] std::string write_fields(const std::function<void(complaint::Fields&)>& describe);
// Calls `describe` with a reader of that object. Throws std::runtime_error when it is no JSON object: the log is ours,
// so that is damage.
void read_fields(std::string_view json, const std::function<void(complaint::Fields&)>& describe);

[[nodiscard]] std::string write_content(const complaint::Content&);
[[nodiscard]] complaint::Content read_content(std::string_view json);

}  // namespace dumas::store
