// /kasus/{id}/berkas/{file}: a file of the case, always as a download, never rendered inside the site.
#include "app/case_text.hpp"
#include "app/uploads.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {

http::Response case_file(Site& site, const Visit& visit) {
  const auto open =
      site.app.readers().with([&](store::Connection& connection) { return open_case(site, visit, connection); });
  const auto id = app::parse_id(visit.request.parameter("file"));
  if (!open || !id) return error_page(site, visit, 404);
  auto download = app::read_file(site.app, open->state.id, FileId{*id});
  if (!download) return error_page(site, visit, 404);
  http::Response response;
  response.body = std::move(download->content);
  response.set_header("Content-Type", download->file.kind.empty() ? "application/octet-stream" : download->file.kind);
  response.set_header("Content-Disposition", http::content_disposition_attachment(download->file.name));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Content-Security-Policy", "sandbox; default-src 'none'");
  return response;
}

}  // namespace dumas::web::pages
