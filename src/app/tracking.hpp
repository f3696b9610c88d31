// The citizen's door: code and PIN to a page that shows what has become of his complaint. Called by web/public and api/.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "app/application.hpp"
#include "app/throttle.hpp"

namespace dumas::app {

inline constexpr std::chrono::minutes visit_length{30};  // an open tracking page on a shared phone

// Refusals: NOT_FOUND (error.tracking: a wrong code and a wrong PIN alike, after the same work), TRY_LATER
// (error.try_later {seconds}).
[[nodiscard]] Result<CaseId> find_by_code(Application&, Throttle&, std::string_view code, std::string_view pin,
                                          std::string_view client);

// Opens a tracking page for a cookie: the token, kept nowhere.
[[nodiscard]] std::string open_visit(Application&, CaseId);
void close_visit(Application&, std::string_view token);

}  // namespace dumas::app
