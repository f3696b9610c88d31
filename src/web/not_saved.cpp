#include "web/not_saved.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace dumas::web {
namespace {

constexpr std::size_t longest_hidden = 100;  // longer texts are shown, so that they can be copied elsewhere

bool is_secret(std::string_view field) { return field == "csrf" || field.find("password") != std::string_view::npos; }

bool is_long(std::string_view value) {
  return value.size() > longest_hidden || value.find('\n') != std::string_view::npos;
}

}  // namespace

http::Response not_saved_page(const Site& site, const Visit& visit, int status, std::string_view reason) {
  View view = make_view(site, visit);
  const http::Request& request = visit.request;
  view.set("ACTION", request.path).set("REASON", visit.text(site, reason));
  view.set("IDEMPOTENCY", request.form.text("idempotency"));
  for (const auto& [field, value] : request.form.fields()) {
    if (is_secret(field) || field == "idempotency" || !is_valid_utf8(field) || !is_valid_utf8(value)) continue;
    if (!is_long(value)) {
      view.section("HIDDEN").set("NAME", field).set("VALUE", value);
      continue;
    }
    const std::string key = "field." + field;
    const std::string label = site.catalogue.has(key) ? visit.text(site, key) : field;
    view.section("TEXTS").set("NAME", field).set("LABEL", label).set("VALUE", value);
  }
  if (!request.files.empty()) view.show("HAD_FILES");
  auto response = page(site, visit, "public/not_saved.html", view, status);
  if (status == 503) response.set_header("Retry-After", "5");
  return response;
}

http::Response damaged_page(const Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  view.set("HEADING", visit.text(site, "error_page.damaged_heading"));
  view.set("TEXT", visit.text(site, "error_page.damaged_text"));
  view.set("ADVICE", visit.text(site, visit.staff ? "error_page.damaged_staff_advice" : "error_page.damaged_advice"));
  view.set_if("REFERENCE", visit.request.id);
  return page(site, visit, "public/error.html", view, 500);
}

}  // namespace dumas::web
