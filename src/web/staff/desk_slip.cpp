// /loket/terkirim: the slip to print and hand over, and the way on to registering the case.
#include "web/staff/desk_slip.hpp"

#include "app/case_text.hpp"
#include "documents/long_date.hpp"
#include "store/case_queries.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

// How long the PIN can be shown again at the desk: enough for a jammed printer. The project's own choice.
constexpr std::chrono::minutes slip_life{30};

std::string slip_name(CaseId id) { return "slip:" + app::id_text(id.value); }

std::string only(const store::FormFields& fields, const std::string& field) {
  const auto found = fields.find(field);
  return found == fields.end() || found->second.empty() ? "" : found->second.front();
}

}  // namespace

void keep_slip(Site& site, const Visit& visit, const app::CaseReceipt& receipt) {
  site.desk.drafts.save(visit.owner(site), slip_name(receipt.case_id),
                        {{"code", {receipt.tracking_code}}, {"pin", {receipt.pin}}});
}

http::Response desk_sent(Site& site, const Visit& visit) {
  const auto id = app::parse_id(visit.request.query.text("kasus"));
  if (!id) return error_page(site, visit, 404);
  const CaseId case_id{*id};
  const auto owner = visit.owner(site);
  const auto slip = site.desk.drafts.load(owner, slip_name(case_id));
  const bool over = !slip || slip->saved + slip_life < site.app.clock().now();
  if (slip && over) site.desk.drafts.drop(owner, slip_name(case_id));
  const auto row = site.app.readers().with([&](store::Connection& connection) {
    return store::find_case(connection, site.app.records(), site.app.office(), store::case_view(roles_of(*visit.staff)),
                            case_id);
  });
  if (!row) return error_page(site, visit, 404);
  if (over) return http::see_other("/kasus/" + app::id_text(case_id.value));  // which is there, without the PIN

  View view = make_view(site, visit);
  view.set("CODE", app::grouped(only(slip->fields, "code"))).set("PIN", only(slip->fields, "pin"));
  view.set("SUBJECT", row->subject).set("CHANNEL", word(site, visit, "channel", row->channel));
  view.set("SENT_AT", documents::long_date_and_time(row->received, site.app.settings().zone, visit.language));
  view.set("TRACK_URL", (site.secure_cookies ? "https://" : "http://") + visit.request.host + "/lacak");
  view.set("CASE_HREF", "/kasus/" + app::id_text(case_id.value));
  if (row->status == complaint::Status::Received) view.show("CAN_REGISTER");
  if (visit.request.query.has("ulang")) view.show("AGAIN");
  return page(site, visit, "staff/desk_sent.html", view);
}

}  // namespace dumas::web::pages
