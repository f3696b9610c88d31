// The pages inside a dossier: whole documents of their own, Indonesian, without scripts and addresses, so that they can
// be read from a disk. Called by case_dossier.cpp.
#pragma once

#include "app/dossier/dossier.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

[[nodiscard]] app::DossierPages dossier_pages(const Site&);

}  // namespace dumas::web::pages
