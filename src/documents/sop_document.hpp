// The SOP as a sheet to sign, in the form of PermenPANRB 35/2012: the identity box, then the flow table with the actors
// as columns. Called by `dumas sop export --html` and by whatever turns HTML into PDF.
#pragma once

#include <string>

#include "complaint/office.hpp"
#include "documents/sop_words.hpp"

namespace dumas::documents {

// Both landscape. F4 is the Indonesian folio, 215 x 330 mm.
enum class SopPaper { A4, F4 };

// A whole document in Indonesian with its styles inside, naming no other file. What the SOP leaves empty is printed as a
// line to fill in. `words` must speak Indonesian.
[[nodiscard]] std::string sop_document_html(const complaint::Sop&, const complaint::OfficeSettings&, const Words& words,
                                            SopPaper = SopPaper::A4);

}  // namespace dumas::documents
