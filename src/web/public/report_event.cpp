// /lapor/kejadian and /lapor/rincian: what happened, and where, when, who. Steps 1 and 2 of the report (SOP row 1).
#include "app/uploads.hpp"
#include "web/form_reader.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"

namespace dumas::web::pages {
namespace {

struct Step {
  const FieldList& fields;
  std::string_view view, next;
};

Step event_step() { return {event_fields(), "public/report_event.html", "/lapor/rincian"}; }
Step details_step() { return {details_fields(), "public/report_details.html", "/lapor/bukti"}; }

http::Response take(Site& site, const Visit& visit, const Step& step) {
  const http::Form& form = visit.request.form;
  complaint::Command command = complaint::SubmitComplaint{};
  const auto read = read_form(form, command, {step.fields});
  if (!read) {
    const Refusal& fault = read.refusal();
    return page(site, visit, step.view, step_view(site, visit, step.fields, form, &fault), 422);
  }
  return saving(
      [&] {
        auto draft = ReportDraft::load(site, visit);
        for (const auto field : step.fields) draft.set(field, form.text(field));
        draft.save(site, visit);
        return go_on(visit, step.next);
      },
      [&](const NotSaved& failed) { return step_not_saved(site, visit, step.fields, failed.status, failed.reason); });
}

// On a shared telephone the text of whoever wrote before does not stay.
http::Response begin_anew(Site& site, const Visit& visit) {
  const auto owner = visit.owner(site);
  for (const auto& file : app::waiting_uploads(site.app, owner.key())) app::drop_upload(site.app, owner.key(), file.id);
  ReportDraft::drop(site, visit);
  return http::see_other("/lapor/kejadian");
}

}  // namespace

http::Response report_start(Site&, const Visit&) { return http::see_other("/lapor/kejadian"); }

http::Response report_event(Site& site, const Visit& visit) {
  const auto draft = ReportDraft::load(site, visit);
  View view = step_view(site, visit, event_fields(), draft.form(), nullptr);
  if (draft.is_new() && visit.request.query.has("hilang")) show_notice(view, site, visit, "citizen.draft_lost");
  if (!draft.is_new() && !is_returning(visit)) view.show("KEPT");
  return page(site, visit, event_step().view, view);
}

http::Response report_event_post(Site& site, const Visit& visit) {
  return visit.request.form.text("tindakan") == "mulai_baru" ? begin_anew(site, visit)
                                                             : take(site, visit, event_step());
}

http::Response report_details(Site& site, const Visit& visit) {
  const auto draft = ReportDraft::load(site, visit);
  if (draft.is_new()) return http::see_other("/lapor/kejadian?hilang=1");
  return page(site, visit, details_step().view, step_view(site, visit, details_fields(), draft.form(), nullptr));
}

http::Response report_details_post(Site& site, const Visit& visit) { return take(site, visit, details_step()); }

}  // namespace dumas::web::pages
