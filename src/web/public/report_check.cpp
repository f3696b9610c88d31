// /lapor/periksa: the answers once more, and the sending; step 5 of the report (SOP row 1).
// Sending twice, sending again after Back, or after a lost answer gives one case and the same receipt.
#include <algorithm>
#include <charconv>

#include "app/execute.hpp"
#include "app/uploads.hpp"
#include "web/fields.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"

namespace dumas::web::pages {
namespace {

// The sentences of each field's name are those of its form.
std::string label_of(const Site& site, const Visit& visit, std::string_view field) {
  return visit.text(site, "report." + std::string{field == "reported_elsewhere" ? "elsewhere" : field});
}

void show_answer(View& group, const std::string& label, const std::string& value, std::string_view field) {
  group.section("SUMMARY")
      .set("KEY", label)
      .set("VALUE", value)
      .set_if("CHANGE", std::string{step_of(field)} + "?periksa=1#" + std::string{field});
}

void show_group(View& view, const Site& site, const Visit& visit, std::string_view title, const FieldList& fields,
                const ReportDraft& draft) {
  View group = view.section("GROUPS");
  group.set("TITLE", visit.text(site, title));
  const bool anonymous = draft.get("disclosure") == name(complaint::Disclosure::Anonymous);
  // What was left empty shares one row: on a small screen a dozen rows of nothing hide the answers.
  std::string empty, first_empty;
  for (const auto field : fields) {
    if (anonymous && step_of(field) == "/lapor/pelapor" && field != "disclosure") continue;
    std::string value = printable(draft.get(field));
    if (field == "disclosure") value = visit.text(site, "disclosure." + value);
    if (value.find_first_not_of(" \t\r\n") == std::string::npos) {
      if (first_empty.empty()) first_empty = field;
      empty += (empty.empty() ? "" : "\n") + label_of(site, visit, field);
      continue;
    }
    show_answer(group, label_of(site, visit, field), value, field);
  }
  if (!empty.empty()) show_answer(group, visit.text(site, "report.not_filled"), empty, first_empty);
}

void show_evidence(View& view, Site& site, const Visit& visit) {
  View group = view.section("GROUPS");
  group.set("TITLE", visit.text(site, "report.step3"));
  std::string names;
  for (const auto& file : app::waiting_uploads(site.app, visit.owner(site).key()))
    names += (names.empty() ? "" : "\n") + file.name + " (" + size_text(file.size, visit.language) + ")";
  if (names.empty()) names = visit.text(site, "report.not_filled");
  group.section("SUMMARY")
      .set("KEY", visit.text(site, "citizen.files"))
      .set("VALUE", names)
      .set_if("CHANGE", "/lapor/bukti?periksa=1");
}

http::Response show(Site& site, const Visit& visit, const ReportDraft& draft, const Refusal* fault, int status) {
  View view = make_view(site, visit);
  view.show("AT_REPORT").set("IDEMPOTENCY", draft.key());
  show_group(view, site, visit, "report.step1", event_fields(), draft);
  show_group(view, site, visit, "report.step2", details_fields(), draft);
  show_evidence(view, site, visit);
  show_group(view, site, visit, "report.step4", reporter_fields(), draft);
  if (fault) show_faults(view, site, visit, *fault);
  return page(site, visit, "public/report_check.html", view, status);
}

// The first step that is not filled rightly; empty when the report can be sent.
std::string unfinished_step(Site& site, const ReportDraft& draft, complaint::SubmitComplaint& report) {
  if (draft.is_new()) return "/lapor/kejadian?hilang=1";
  auto read = read_report(draft, report);
  if (read) read = try_report(site, report);
  if (read) return "";
  return std::string{step_of(read.refusal().field)} + "?periksa=1&kurang=1";
}

// Files sent along the first time, and those that came since: a repeat names the same ones, whether or not they wait still.
std::vector<FileId> evidence_of(Site& site, const Visit& visit, ReportDraft& draft) {
  std::vector<FileId> files;
  const std::string kept = draft.get("evidence_ids");
  for (const char* at = kept.data(); at < kept.data() + kept.size();) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(at, kept.data() + kept.size(), id);
    if (error == std::errc{}) files.push_back(FileId{id});
    at = end + 1;
  }
  bool grown = false;
  for (const auto& file : app::waiting_uploads(site.app, visit.owner(site).key()))
    if (std::find(files.begin(), files.end(), file.id) == files.end()) files.push_back(file.id), grown = true;
  if (!grown) return files;
  std::string ids;
  for (const FileId id : files) ids += std::to_string(id.value) + ",";
  draft.set("evidence_ids", ids);
  draft.save(site, visit);
  return files;
}

http::Response refused(Site& site, const Visit& visit, ReportDraft& draft, const Refusal& refusal) {
  if (refusal.field == "evidence") {  // a file was taken away meanwhile: choose anew
    draft.set("evidence_ids", "");
    draft.save(site, visit);
  }
  return show(site, visit, draft, &refusal, 422);
}

http::Response send(Site& site, const Visit& visit, ReportDraft& draft, complaint::SubmitComplaint report) {
  report.evidence = evidence_of(site, visit, draft);
  const bool anonymous = report.disclosure == complaint::Disclosure::Anonymous;
  const auto receipt = app::execute(site.app, app::CaseRequest{.command = std::move(report),
                                                               .actor = {.user = {}, .role = complaint::Role::Reporter},
                                                               .case_id = {},
                                                               .expected_version = std::nullopt,
                                                               .idempotency_key = draft.key(),
                                                               .file_owner = visit.owner(site).key()});
  if (!receipt) return refused(site, visit, draft, receipt.refusal());
  save_sent(site, visit,
            {.code = receipt->tracking_code,
             .pin = receipt->pin,
             .sent = site.app.clock().now(),
             .key = draft.key(),
             .anonymous = anonymous,
             .changed = receipt->repeated == app::Repeated::Differs});
  ReportDraft::drop(site, visit);
  return http::see_other("/lapor/terkirim");
}

}  // namespace

http::Response report_check(Site& site, const Visit& visit) {
  const auto draft = ReportDraft::load(site, visit);
  complaint::SubmitComplaint report;
  if (const auto step = unfinished_step(site, draft, report); !step.empty()) return http::see_other(step);
  return show(site, visit, draft, nullptr, 200);
}

http::Response report_check_post(Site& site, const Visit& visit) {
  auto draft = ReportDraft::load(site, visit);
  const std::string sent_key = visit.request.form.text("idempotency");
  if (draft.is_new() || sent_key != draft.key()) {
    const auto sent = load_sent(site, visit);
    if (sent && (draft.is_new() || sent->key == sent_key)) return http::see_other("/lapor/terkirim");
  }
  complaint::SubmitComplaint report;
  if (const auto step = unfinished_step(site, draft, report); !step.empty()) return http::see_other(step);
  const auto shown = [&](std::string_view key, int status) {
    const Refusal fault{.code = "NOT_SAVED", .key = std::string{key}};
    return show(site, visit, draft, &fault, status);
  };
  // Another report than the one this page showed: let the citizen look at it first.
  if (sent_key != draft.key()) return shown("citizen.other_draft", 409);
  return saving([&] { return send(site, visit, draft, std::move(report)); },
                [&](const NotSaved& failed) {
                  return shown(failed.status == 503 ? "citizen.check_too_busy" : "citizen.check_disk_full",
                               failed.status);
                });
}

}  // namespace dumas::web::pages
