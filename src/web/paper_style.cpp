#include "web/paper_style.hpp"

#include <algorithm>

#include "store/digest.hpp"
#include "web/admin/pages.hpp"

namespace dumas::web {
namespace {

std::string version_of(const std::string& style) { return store::sha256_hex(style).substr(0, 12); }

}  // namespace

std::string paper_style_address(const Site& site, complaint::PaperKind kind) {
  return "/gaya/surat/" + std::string{name(kind)} + ".css?v=" + version_of(site.papers.style(kind));
}

http::Response pages::paper_style(Site& site, const Visit& visit) {
  constexpr std::string_view ending = ".css";
  const std::string file = visit.request.parameter("file");
  const auto kinds = site.papers.kinds();
  const auto kind = file.ends_with(ending)
                        ? from_name<complaint::PaperKind>(file.substr(0, file.size() - ending.size()))
                        : std::nullopt;
  if (!kind || std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) return error_page(site, visit, 404);
  const std::string style = site.papers.style(*kind);
  const bool current = visit.request.query.text("v") == version_of(style);
  http::Response response{.status = 200, .body = style};
  response.set_header("Content-Type", "text/css; charset=utf-8");
  response.set_header("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace dumas::web
