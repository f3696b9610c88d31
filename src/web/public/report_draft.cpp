#include "web/public/report_draft.hpp"

#include <algorithm>
#include <charconv>

#include "complaint/steps.hpp"
#include "web/fields.hpp"
#include "web/form_reader.hpp"
#include "web/public/parts.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::string_view report_form = "report";
constexpr std::string_view sent_form = "sent";
constexpr std::string_view yes = "1";

std::string first_of(const store::FormFields& fields, std::string_view field) {
  const auto found = fields.find(std::string{field});
  return found == fields.end() || found->second.empty() ? "" : found->second.front();
}

Instant instant_from(const std::string& millis) {
  std::int64_t value = 0;
  std::from_chars(millis.data(), millis.data() + millis.size(), value);
  return from_millis(value);
}

bool is_long(std::string_view field) {
  static constexpr std::string_view names[] = {"story",   "respondent", "loss", "wish", "reported_elsewhere",
                                               "address", "assistance"};
  return std::find(std::begin(names), std::end(names), field) != std::end(names);
}

bool holds(const FieldList& list, std::string_view field) {
  return std::find(list.begin(), list.end(), field) != list.end();
}

}  // namespace

const FieldList& event_fields() {
  static const FieldList list{"subject", "story"};
  return list;
}

const FieldList& details_fields() {
  static const FieldList list{"place", "occurred", "respondent", "loss", "wish", "reported_elsewhere"};
  return list;
}

const FieldList& reporter_fields() {
  static const FieldList list{"disclosure", "name",  "identity_number", "address",
                              "phone",      "email", "occupation",      "assistance"};
  return list;
}

ReportDraft ReportDraft::load(Site& site, const Visit& visit) {
  ReportDraft draft;
  if (auto kept = site.desk.drafts.load(visit.owner(site), report_form)) {
    draft.fields_ = std::move(kept->fields);
    draft.is_new_ = false;
  }
  if (draft.key().empty()) draft.set("idempotency", new_key(site));
  return draft;
}

std::string ReportDraft::get(std::string_view field) const { return first_of(fields_, field); }

void ReportDraft::set(std::string_view field, std::string value) { fields_[std::string{field}] = {std::move(value)}; }

void ReportDraft::save(Site& site, const Visit& visit) const {
  site.desk.drafts.save(visit.owner(site), report_form, fields_);
}

void ReportDraft::drop(Site& site, const Visit& visit) { site.desk.drafts.drop(visit.owner(site), report_form); }

http::Form ReportDraft::form() const {
  http::Form form;
  for (const auto& [field, values] : fields_)
    for (const auto& value : values) form.add(field, value);
  return form;
}

std::optional<SentReport> load_sent(Site& site, const Visit& visit) {
  const auto kept = site.desk.drafts.load(visit.owner(site), sent_form);
  if (!kept) return std::nullopt;
  return SentReport{.code = first_of(kept->fields, "code"),
                    .pin = first_of(kept->fields, "pin"),
                    .sent = instant_from(first_of(kept->fields, "sent")),
                    .key = first_of(kept->fields, "idempotency"),
                    .anonymous = first_of(kept->fields, "anonymous") == yes,
                    .changed = first_of(kept->fields, "changed") == yes};
}

void save_sent(Site& site, const Visit& visit, const SentReport& sent) {
  site.desk.drafts.save(visit.owner(site), sent_form,
                        {{"code", {sent.code}},
                         {"pin", {sent.pin}},
                         {"sent", {std::to_string(to_millis(sent.sent))}},
                         {"idempotency", {sent.key}},
                         {"anonymous", {std::string{sent.anonymous ? yes : ""}}},
                         {"changed", {std::string{sent.changed ? yes : ""}}}});
}

void forget_sent(Site& site, const Visit& visit) { site.desk.drafts.drop(visit.owner(site), sent_form); }

Checked read_report(const ReportDraft& draft, complaint::SubmitComplaint& report) {
  complaint::Command command = report;
  FieldNames names;
  for (const auto* list : {&event_fields(), &details_fields(), &reporter_fields()})
    names.only.insert(names.only.end(), list->begin(), list->end());
  auto read = read_form(draft.form(), command, names);
  report = std::get<complaint::SubmitComplaint>(std::move(command));
  report.channel = complaint::Channel::Web;
  return read;
}

Checked try_report(Site& site, const complaint::SubmitComplaint& report) {
  const complaint::Facts facts{.now = site.app.clock().now(),
                               .actor = {.user = {}, .role = complaint::Role::Reporter},
                               .sop = &site.app.sops().newest(),
                               .calendar = &site.app.calendar(),
                               .office = &site.app.settings()};
  const auto decision = complaint::steps::decide(complaint::State{}, report, facts);
  if (!decision) return decision.refusal();
  return Done{};
}

std::string_view step_of(std::string_view field) {
  if (holds(event_fields(), field)) return "/lapor/kejadian";
  if (holds(details_fields(), field)) return "/lapor/rincian";
  if (holds(reporter_fields(), field)) return "/lapor/pelapor";
  if (field == "evidence") return "/lapor/bukti";
  return "/lapor/periksa";
}

bool is_returning(const Visit& visit) {
  return visit.request.query.has("periksa") || visit.request.form.text("periksa") == yes;
}

http::Response go_on(const Visit& visit, std::string_view next) {
  return http::see_other(is_returning(visit) ? "/lapor/periksa" : next);
}

View step_view(Site& site, const Visit& visit, const FieldList& fields, const http::Form& form, const Refusal* fault) {
  View view = make_view(site, visit);
  view.show("AT_REPORT");
  if (is_returning(visit)) view.show("RETURNING");
  for (const auto field : fields) show_value(view, field, printable(form.text(field)));
  if (fault) show_faults(view, site, visit, *fault);
  if (visit.request.query.has("kurang")) show_notice(view, site, visit, "citizen.step_open");
  return view;
}

http::Response step_not_saved(Site& site, const Visit& visit, const FieldList& fields, int status,
                              std::string_view reason) {
  View view = make_view(site, visit);
  view.show("AT_REPORT");
  view.set("ACTION", visit.request.path).set("REASON", visit.text(site, reason)).set("IDEMPOTENCY", "");
  if (is_returning(visit)) view.section("HIDDEN").set("NAME", "periksa").set("VALUE", yes);
  for (const auto field : fields) {
    const std::string typed = printable(visit.request.form.text(field));
    if (is_long(field) && !typed.empty())
      view.section("TEXTS")
          .set("NAME", field)
          .set("LABEL", visit.text(site, "field." + std::string{field}))
          .set("VALUE", typed);
    else
      view.section("HIDDEN").set("NAME", field).set("VALUE", typed);
  }
  return page(site, visit, "public/not_saved.html", view, status);
}

}  // namespace dumas::web::pages
