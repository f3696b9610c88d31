// /periksa: is this paper genuine? Reached from the QR code on every page of an issued paper, or by typing its code.
// Shows what the office certifies of it (kind, number, date, pages, digest) and nothing of a person; a copy of the file
// can be compared byte for byte.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/papers/paper_file.hpp"
#include "app/papers/receipts.hpp"
#include "base/random.hpp"
#include "documents/long_date.hpp"
#include "store/digest.hpp"
#include "store/papers.hpp"
#include "web/fields.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::size_t longest_shown = 60;

std::optional<store::PaperRow> find(Site& site, std::string_view token) {
  return site.app.readers().with(
      [&](store::Connection& connection) { return store::find_paper_by_token(connection, site.app.office(), token); });
}

// "3f2a 91c0 ...": a person compares it by eye.
std::string in_groups(std::string_view digest) {
  std::string text;
  for (std::size_t at = 0; at < digest.size(); at += 4) text.append(at == 0 ? "" : " ").append(digest.substr(at, 4));
  return text;
}

class Sheet {
 public:
  Sheet(View& view, const Site& site, const Visit& visit) : view_(view), site_(site), visit_(visit) {}
  Sheet& row(std::string_view key, std::string_view value) {
    if (!value.empty())
      view_.section("SUMMARY").set("KEY", visit_.text(site_, "verify." + std::string{key})).set("VALUE", value);
    return *this;
  }

 private:
  View& view_;
  const Site& site_;
  const Visit& visit_;
};

void show_facts(View& view, const Site& site, const Visit& visit, const store::PaperRow& paper) {
  const auto& issued = paper.issued;
  const auto& calendar = site.app.calendar();
  const Instant signed_at = from_millis(issued.signed_at);
  const auto word = [&](std::string_view family, std::string_view value) {
    return visit.text(site, std::string{family} + "." + std::string{value});
  };
  view.set("CODE", issued.token);
  view.set("PAPER", word("paper_kind", name(issued.paper.value())));
  view.show(paper.voided ? "VOID" : "GENUINE");
  Sheet sheet{view, site, visit};
  sheet.row("office", site.app.settings().name).row("paper", word("paper_kind", name(issued.paper.value())));
  sheet.row("number", issued.number);
  sheet.row("date", documents::long_date(calendar.date_at(signed_at), visit.language));
  if (issued.signed_as) sheet.row("signed_as", word("role", name(*issued.signed_as)));
  sheet.row("mode", word("signing_mode", name(issued.mode.value_or(complaint::SigningMode::Internal))));
  sheet.row("certificate", in_groups(issued.certificate));
  sheet.row("pages", std::to_string(issued.file.pages)).row("digest", in_groups(issued.file.sha256));
  if (paper.scanned_at)
    sheet.row("scan", documents::long_date(calendar.date_at(*paper.scanned_at), visit.language))
        .row("scan_digest", in_groups(paper.scan->sha256));
}

enum class Comparison { Same, SameWithProof, Scan, Differs };

// The downloaded receipt carries its proof behind the frozen bytes, which then are its beginning.
Comparison compare(Site& site, const store::PaperRow& paper, const std::string& bytes) {
  const auto& file = paper.issued.file;
  if (store::sha256_hex(bytes) == file.sha256) return Comparison::Same;
  const auto size = static_cast<std::size_t>(file.size);
  if (bytes.size() > size && store::sha256_hex(std::string_view{bytes}.substr(0, size)) == file.sha256 &&
      app::carries_our_proof(site.app, bytes))
    return Comparison::SameWithProof;
  if (paper.scan && store::sha256_hex(bytes) == paper.scan->sha256) return Comparison::Scan;
  return Comparison::Differs;
}

std::string_view section_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::Same: return "SAME";
    case Comparison::SameWithProof: return "SAME_WITH_PROOF";
    case Comparison::Scan: return "SAME_AS_SCAN";
    case Comparison::Differs: return "DIFFERS";
  }
  return "DIFFERS";
}

http::Response show_form(Site& site, const Visit& visit, const std::string& code, const Refusal* fault, int status) {
  View view = make_view(site, visit);
  show_value(view, "code", printable(code.substr(0, longest_shown)));
  if (fault) show_faults(view, site, visit, *fault);
  return page(site, visit, "public/verify.html", view, status);
}

http::Response show_paper(Site& site, const Visit& visit, const store::PaperRow& paper,
                          std::optional<Comparison> comparison, const Refusal* fault, int status) {
  View view = make_view(site, visit);
  show_facts(view, site, visit, paper);
  show_file_limits(view);
  view.set("FILE_ACCEPT", ".pdf").set("HREF", "/periksa/" + paper.issued.token);
  if (comparison) view.show(section_of(*comparison));
  if (fault) show_faults(view, site, visit, *fault);
  return page(site, visit, "public/verify_paper.html", view, status);
}

http::Response unknown(Site& site, const Visit& visit, const std::string& code) {
  const Refusal fault{.code = "NOT_FOUND", .field = "code", .key = "verify.unknown"};
  return show_form(site, visit, code, &fault, 404);
}

}  // namespace

http::Response verify(Site& site, const Visit& visit) {
  const std::string typed = visit.request.query.text("kode");
  if (!visit.request.query.has("kode")) return show_form(site, visit, "", nullptr, 200);
  const std::string code = normalise_code(typed);
  if (code.empty()) {
    const Refusal fault{.code = "INVALID_INPUT", .field = "code", .key = "error.required"};
    return show_form(site, visit, typed, &fault, 422);
  }
  return find(site, code) ? http::see_other("/periksa/" + code) : unknown(site, visit, typed);
}

http::Response verify_paper(Site& site, const Visit& visit) {
  const std::string code = normalise_code(visit.request.parameter("code"));
  const auto paper = find(site, code);
  return paper ? show_paper(site, visit, *paper, std::nullopt, nullptr, 200) : unknown(site, visit, code);
}

http::Response verify_paper_post(Site& site, const Visit& visit) {
  const std::string code = normalise_code(visit.request.parameter("code"));
  const auto paper = find(site, code);
  if (!paper) return unknown(site, visit, code);
  const auto file = std::find_if(visit.request.files.begin(), visit.request.files.end(),
                                 [](const auto& sent) { return sent.field == "evidence"; });
  const auto refused = [&](std::string key, int status) {
    const Refusal fault{.code = "INVALID_INPUT", .field = "evidence", .key = std::move(key)};
    return show_paper(site, visit, *paper, std::nullopt, &fault, status);
  };
  if (file == visit.request.files.end()) return refused("verify.choose_file", 422);
  if (file->too_big) return refused("error.file_too_big", 422);
  const bool lost = visit.request.upload_failure != http::UploadFailure::None;
  if (file->path.empty()) return lost ? refused("error.disk_full", 507) : refused("error.file_empty", 422);
  std::ifstream stream(file->path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  return show_paper(site, visit, *paper, compare(site, *paper, bytes), nullptr, 200);
}

}  // namespace dumas::web::pages
