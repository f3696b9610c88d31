#include "web/paper_response.hpp"

#include "web/fields.hpp"

namespace dumas::web {

std::string paper_file_name(const Site& site, complaint::PaperKind paper, std::string_view number,
                            std::string_view ending) {
  std::string text = site.catalogue.text(Language::Indonesian, "paper_kind." + std::string{name(paper)});
  if (!number.empty()) text.append(" ").append(number);
  for (char& letter : text)
    if (letter == '/' || letter == '\\' || letter == ':') letter = '-';
  return text.append(ending);
}

http::Response pdf_download(std::string pdf, std::string_view file_name) {
  http::Response response;
  response.body = std::move(pdf);
  response.set_header("Content-Type", "application/pdf");
  response.set_header("Content-Disposition", http::content_disposition_attachment(file_name));
  response.set_header("Content-Security-Policy", "sandbox; default-src 'none'");
  return response;
}

http::Response paper_download(const Site& site, app::IssuedPdf issued) {
  const auto& paper = issued.paper.issued;
  return pdf_download(std::move(issued.pdf), paper_file_name(site, paper.paper.value(), paper.number));
}

http::Response paper_refused(const Site& site, const Visit& visit, const Refusal& refusal) {
  constexpr int printer_pause = 10;  // seconds: a new worker is up by then
  if (refusal.code == "NOT_FOUND") return error_page(site, visit, 404);
  if (refusal.code == "PAPER_DAMAGED") return error_page(site, visit, 500);
  View view = make_view(site, visit);
  view.set("SENTENCE", refusal_sentence(site.catalogue, visit.language, refusal));
  const bool full = refusal.code == "DISK_FULL";
  auto response = page(site, visit, "staff/paper_refused.html", view, full ? 507 : 503);
  if (!full) response.set_header("Retry-After", std::to_string(printer_pause));
  return response;
}

}  // namespace dumas::web
