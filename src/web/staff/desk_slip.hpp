// The slip with code and PIN after a complaint was typed at the desk: kept sealed for the officer who typed it, for half an
// hour, because the PIN stands nowhere else and never in an address. Called by desk.cpp.
#pragma once

#include "app/execute.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

void keep_slip(Site&, const Visit&, const app::CaseReceipt&);

}  // namespace dumas::web::pages
