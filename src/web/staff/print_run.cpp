// /surat-keluar/cetak: all letters of a month or year at once. The run is made in the background (app/papers/print_run);
// its page tells how far it is, reloads itself without a script, and gives the zip out when it is ready.
// The letters name complainants: who starts a run stands in the security log, once, with the period and the number.
#include "web/staff/print_run.hpp"

#include <fmt/format.h>

#include "app/case_text.hpp"
#include "store/event_log.hpp"
#include "store/numbered_papers.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using app::PrintStanding;
using complaint::PaperOf;
using complaint::Permission;

constexpr std::string_view reload_after = "3";  // seconds: about two letters

void log_run(Site& site, const Visit& visit, store::BookPeriod period, std::size_t papers) {
  const auto actor = hat(*visit.staff, Permission::RevealIdentity);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .code = fmt::format("print_run {}-{:02} {}", period.year, period.month, papers)});
  });
}

std::optional<app::PrintRunId> asked_run(const Visit& visit) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  if (!id) return std::nullopt;
  return app::PrintRunId{*id};
}

void show_end(View& view, const Site& site, const Visit& visit, const std::string& href,
              const app::PrintProgress& progress) {
  const auto say = [&](std::string_view key) { view.set_if("SENTENCE", visit.text(site, key)); };
  switch (progress.standing) {
    case PrintStanding::Working: view.show("WORKING"); return;
    case PrintStanding::TooLarge: say("print.too_large"); return;
    case PrintStanding::Stopped: say("print.stopped"); return;
    case PrintStanding::Ready: break;
  }
  if (progress.failed == progress.total) return say("print.all_failed");
  if (progress.failed == 0) say("print.ready");
  view.set_if("ZIP", href + "/surat.zip");
}

http::Response gone(const Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  view.set_if("SENTENCE", visit.text(site, "print.gone"));
  return page(site, visit, "staff/print_run.html", view, 404);
}

}  // namespace

std::string print_run_href(app::PrintRunId id) { return "/surat-keluar/cetak/" + app::id_text(id.value); }

std::vector<complaint::DuePaper> papers_to_print(const Site& site, const Visit& visit, store::Connection& connection,
                                                 store::BookPeriod period) {
  auto papers = store::numbered_papers(connection, site.app.office(), period, site.app.settings().zone);
  if (!visit.staff->may(Permission::ReadMeetings))
    std::erase_if(papers, [](const auto& paper) { return paper.of == PaperOf::Meeting; });
  return papers;
}

http::Response print_run_post(Site& site, const Visit& visit) {
  const AskedBook asked = asked_book(site, visit.request.form);
  auto papers = site.app.readers().with([&](store::Connection& connection) {
    auto wanted = papers_to_print(site, visit, connection, asked.period);
    std::erase_if(wanted, [&](const auto& paper) {
      return paper.of == PaperOf::Case && !sees(*visit.staff, store::load_case(connection, CaseId{paper.owner}));
    });
    return wanted;
  });
  const auto count = papers.size();
  const auto run = site.print_runs.start(visit.staff->user, std::move(papers));
  if (run) {
    log_run(site, visit, asked.period, count);
    return http::see_other(print_run_href(*run));
  }
  View view = outgoing_view(site, visit, asked);
  show_refusal(view, site.catalogue, visit.language, run.refusal());
  return page(site, visit, "staff/outgoing.html", view, 409);
}

http::Response print_run(Site& site, const Visit& visit) {
  const auto id = asked_run(visit);
  const auto progress = id ? site.print_runs.progress(visit.staff->user, *id) : std::nullopt;
  if (!progress) return gone(site, visit);
  View view = make_view(site, visit);
  View bar = view.section("HAS_PROGRESS");
  bar.set("DONE", std::to_string(progress->done)).set("TOTAL", std::to_string(progress->total));
  bar.set("TEXT",
          visit.text(site, "print.progress", {std::to_string(progress->done), std::to_string(progress->total)}));
  if (progress->failed > 0) view.set_if("FAILED", visit.text(site, "print.failed", {std::to_string(progress->failed)}));
  show_end(view, site, visit, print_run_href(*id), *progress);
  auto response = page(site, visit, "staff/print_run.html", view);
  if (progress->standing == PrintStanding::Working) response.set_header("Refresh", reload_after);
  return response;
}

http::Response print_run_zip(Site& site, const Visit& visit) {
  const auto id = asked_run(visit);
  const auto zip = id ? site.print_runs.take(visit.staff->user, *id) : std::nullopt;
  if (!zip) return gone(site, visit);
  http::Response response;
  response.body = http::FileBody{.path = zip->path, .size = zip->size, .keeper = zip->keeper};
  response.set_header("Content-Type", "application/zip");
  response.set_header("Content-Disposition", http::content_disposition_attachment("surat.zip"));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace dumas::web::pages
