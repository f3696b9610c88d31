// /lapor/terkirim: code and PIN, the slip to print, what happens next and when. Shown again for as long as the receipt
// is kept, or until the citizen closes it on this device (SOP row 1).
#include "app/case_text.hpp"
#include "calendar/calendar.hpp"
#include "documents/long_date.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"
#include "web/qr.hpp"

namespace dumas::web::pages {

http::Response report_sent(Site& site, const Visit& visit) {
  const auto sent = load_sent(site, visit);
  if (!sent) return http::see_other("/lapor/kejadian");
  const auto& calendar = site.app.calendar();
  const auto& sop = site.app.sops().newest();
  // Reckoned as if the desk registers it as soon as it is open; the tracking page shows the dates that count.
  const Date registered = calendar.day_one(sent->sent, sop.day_type);
  const auto shown = [&](Date date) { return documents::day_and_long_date(date, visit.language); };

  View view = make_view(site, visit);
  view.show("AT_REPORT");
  view.set("CODE", app::grouped(sent->code)).set("PIN", sent->pin);
  view.set("SENT_AT", documents::long_date_and_time(sent->sent, calendar.zone(), visit.language));
  view.set_if("QR", "/lapor/terkirim/qr.svg").set("TRACK_URL", site_address(site, visit) + "/lacak");
  view.set("REGISTER_BY", shown(registered));
  view.set("ANSWER_BY", shown(calendar.due_date(registered, sop.promise_day, sop.day_type)));
  view.set("LAST_BY", shown(calendar.due_date(registered, sop.last_day(), sop.day_type)));
  if (sent->anonymous) view.show("ANONYMOUS");
  if (sent->changed) show_notice(view, site, visit, "citizen.sent_before");
  return page(site, visit, "public/report_sent.html", view);
}

// The slip's QR: the tracking page with the code filled in. The PIN is never in an address.
http::Response report_sent_qr(Site& site, const Visit& visit) {
  const auto sent = load_sent(site, visit);
  if (!sent) return error_page(site, visit, 404);
  http::Response response{.status = 200, .body = qr_svg(site_address(site, visit) + "/lacak?kode=" + sent->code)};
  response.set_header("Content-Type", "image/svg+xml");
  return response;
}

}  // namespace dumas::web::pages
