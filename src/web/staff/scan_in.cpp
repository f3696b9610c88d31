// /pindai: signed sheets come back through the scanner, several papers at once, in any order and any way up. Each page
// is known by its code and filed at its paper; what cannot be filed is told with file and page.
#include "app/case_text.hpp"
#include "app/papers/file_scans.hpp"
#include "web/fields.hpp"
#include "web/page_parts.hpp"
#include "web/public/parts.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/paper_access.hpp"
#include "web/staff/scan_files.hpp"
#include "web/upload_faults.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Permission;

http::Response show(Site& site, const Visit& visit, const app::ScanReport* report, const std::vector<Refusal>& faults,
                    int status) {
  View view = make_view(site, visit);
  show_file_limits(view);
  view.set("FILE_ACCEPT", scan_file_types);
  show_upload_faults(view, site, visit, faults);
  if (report) {
    View result = view.section("RESULT");
    if (report->filed.empty()) result.show("NONE_FILED");
    for (const auto& paper : report->filed) {
      const std::string called = word(site, visit, "paper_kind", paper.issued.paper.value()) +
                                 (paper.issued.number.empty() ? "" : " " + paper.issued.number);
      result.section("FILED")
          .set("HREF", paper_href(paper.id))
          .set("LABEL", visit.text(site, "scan.filed_line", {called, std::to_string(paper.scan->pages)}));
    }
    for (const auto& problem : report->problems) {
      result.show("HAS_PROBLEMS");
      result.section("PROBLEMS").set("TEXT", refusal_sentence(site.catalogue, visit.language, problem));
    }
  }
  return page(site, visit, "staff/scan_in.html", view, status);
}

}  // namespace

http::Response scan_in(Site& site, const Visit& visit) { return show(site, visit, nullptr, {}, 200); }

http::Response scan_in_post(Site& site, const Visit& visit) {
  const auto files = read_scan_files(site, visit);
  if (!files) return show(site, visit, nullptr, {files.refusal()}, status_of_upload({files.refusal()}));
  const auto report = app::file_scans(site.paper_desk, hat(*visit.staff, Permission::FileScans), *files,
                                      [&visit](store::Connection& connection, const store::PaperRow& paper) {
                                        return sees_paper(visit, connection, paper);
                                      });
  if (!report) return show(site, visit, nullptr, {report.refusal()}, status_of_upload({report.refusal()}));
  return show(site, visit, &*report, {}, 200);
}

}  // namespace dumas::web::pages
