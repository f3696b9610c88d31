// /lapor/pelapor: who reports, named, kept secret or anonymous; step 4 of the report (SOP row 1).
#include "web/fields.hpp"
#include "web/form_reader.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"

namespace dumas::web::pages {
namespace {

http::Response show(Site& site, const Visit& visit, const http::Form& form, const Refusal* fault, int status) {
  View view = step_view(site, visit, reporter_fields(), form, fault);
  std::vector<Option> options;
  for (const auto word : all_names<complaint::Disclosure>()) {
    const std::string key = "disclosure." + std::string{word};
    options.push_back({std::string{word}, visit.text(site, key), visit.text(site, key + "_hint")});
  }
  show_options(view, "disclosure", options, {form.text("disclosure")});
  return page(site, visit, "public/report_reporter.html", view, status);
}

// The rules on the person alone: what other steps still lack is asked for there.
Checked check(Site& site, complaint::SubmitComplaint report) {
  report.channel = complaint::Channel::Web;
  report.subject = report.story = "-";
  return try_report(site, report);
}

}  // namespace

http::Response report_reporter(Site& site, const Visit& visit) {
  const auto draft = ReportDraft::load(site, visit);
  if (draft.is_new()) return http::see_other("/lapor/kejadian?hilang=1");
  return show(site, visit, draft.form(), nullptr, 200);
}

http::Response report_reporter_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  complaint::Command command = complaint::SubmitComplaint{};
  auto read = read_form(form, command, {reporter_fields()});
  const auto& report = std::get<complaint::SubmitComplaint>(command);
  if (read) read = check(site, report);
  if (!read) {
    const Refusal fault = read.refusal();
    return show(site, visit, form, &fault, 422);
  }
  return saving(
      [&] {
        auto draft = ReportDraft::load(site, visit);
        // Who stays without a name leaves nothing of himself, not even in a draft.
        const bool anonymous = report.disclosure == complaint::Disclosure::Anonymous;
        for (const auto field : reporter_fields())
          draft.set(field, anonymous && field != "disclosure" ? "" : form.text(field));
        draft.save(site, visit);
        return http::see_other("/lapor/periksa");
      },
      [&](const NotSaved& failed) {
        return step_not_saved(site, visit, reporter_fields(), failed.status, failed.reason);
      });
}

}  // namespace dumas::web::pages
