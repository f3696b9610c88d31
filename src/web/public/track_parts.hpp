// What the tracking pages share. Called by track*.cpp.
#pragma once

#include <memory>
#include <string>

#include "app/citizen_view.hpp"
#include "app/drafts.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

// The case this browser has open with code and PIN; nothing when it never had or the half hour is over.
[[nodiscard]] std::shared_ptr<const app::CitizenView> open_case(Site&, const Visit&);

// Owner of a message not yet sent and its files. Bound to the code, so that on a shared telephone it never shows beside
// another case.
[[nodiscard]] app::DraftOwner message_owner(const Site&, const Visit&, std::string_view code);

inline constexpr std::string_view message_draft = "message";

// Back to the form that asks for code and PIN, the code filled in; `why` is "berakhir" or "".
[[nodiscard]] http::Response to_track_form(std::string_view code, std::string_view why);

}  // namespace dumas::web::pages
