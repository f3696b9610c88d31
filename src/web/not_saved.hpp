// "Belum tersimpan": whatever was posted could not be kept, and is shown back whole so that nothing is lost. The safety
// net under every form; pages that can say it better beside their fields do so themselves. Called by the guard.
#pragma once

#include <string_view>

#include "web/visit.hpp"

namespace dumas::web {

// `reason` is a key of the catalogue. Statuses: 403 (form token too old), 503 (busy), 507 (disk full). Passwords and
// the old form token are left out; files have to be chosen again.
[[nodiscard]] http::Response not_saved_page(const Site&, const Visit&, int status, std::string_view reason);

// What was asked for is damaged and withheld (store/damage.hpp): 500, with the sentence for citizen or staff.
[[nodiscard]] http::Response damaged_page(const Site&, const Visit&);

}  // namespace dumas::web
