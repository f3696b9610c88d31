// A PDF on its way to a browser: always a download, under a name that a person recognises. Called by web/staff and
// web/public.
#pragma once

#include <string>
#include <string_view>

#include "app/papers/paper_desk.hpp"
#include "web/visit.hpp"

namespace dumas::web {

// "Surat Jawaban 12-HM.02-SD-3571-2026.pdf": the kind, and the number with what a file's name may not hold replaced.
[[nodiscard]] std::string paper_file_name(const Site&, complaint::PaperKind, std::string_view number,
                                          std::string_view ending = ".pdf");

[[nodiscard]] http::Response pdf_download(std::string pdf, std::string_view file_name);
[[nodiscard]] http::Response paper_download(const Site&, app::IssuedPdf);

// The page for a paper that cannot be given now: 404 for none, 503 for a printer that fails (with Retry-After), 507 for
// a full disk, 500 for damaged bytes, each with its sentence.
[[nodiscard]] http::Response paper_refused(const Site&, const Visit&, const Refusal&);

}  // namespace dumas::web
