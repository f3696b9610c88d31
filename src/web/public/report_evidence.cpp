// /lapor/bukti: files that support the complaint, step 3 of the report (SOP row 1). Each file is kept at once, so that a
// refused one costs only itself.
#include <charconv>

#include "app/uploads.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"
#include "web/upload_faults.hpp"

namespace dumas::web::pages {
namespace {

http::Response show(Site& site, const Visit& visit, const std::vector<Refusal>& faults, int status) {
  View view = step_view(site, visit, {}, {}, nullptr);
  show_file_limits(view);
  show_files(view, visit, app::waiting_uploads(site.app, visit.owner(site).key()));
  show_upload_faults(view, site, visit, faults);
  return page(site, visit, "public/report_evidence.html", view, status);
}

http::Response remove(Site& site, const Visit& visit, const std::string& chosen) {
  std::int64_t id = 0;
  std::from_chars(chosen.data(), chosen.data() + chosen.size(), id);
  app::drop_upload(site.app, visit.owner(site).key(), FileId{id});
  return http::see_other(is_returning(visit) ? "/lapor/bukti?periksa=1" : "/lapor/bukti");
}

}  // namespace

http::Response report_evidence(Site& site, const Visit& visit) {
  if (ReportDraft::load(site, visit).is_new()) return http::see_other("/lapor/kejadian?hilang=1");
  return show(site, visit, {}, 200);
}

http::Response report_evidence_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  // The guard lets a broken upload through so that this page can say what happened; without a right token nothing is kept.
  const bool trusted = app::Sessions::csrf_matches(visit.csrf, form.text("csrf"));
  return saving(
      [&] {
        if (trusted && form.has("hapus")) return remove(site, visit, form.text("hapus"));
        if (!trusted)
          return show(site, visit, {{.code = "DISK_FULL", .field = "evidence", .key = "error.disk_full"}}, 507);
        const auto faults = keep_files(site, visit, visit.owner(site));
        if (!faults.empty()) return show(site, visit, faults, status_of_upload(faults));
        if (form.text("tindakan") == "unggah")
          return http::see_other(is_returning(visit) ? "/lapor/bukti?periksa=1" : "/lapor/bukti");
        return go_on(visit, "/lapor/pelapor");
      },
      [&](const NotSaved& failed) {
        return show(site, visit, {{.code = "DISK_FULL", .field = "evidence", .key = std::string{failed.reason}}},
                    failed.status);
      });
}

}  // namespace dumas::web::pages
