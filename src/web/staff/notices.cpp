// /pemberitahuan: what the program has to tell the reader's roles: a row past its time (S12), a message of a citizen.
#include <map>

#include "app/case_text.hpp"
#include "documents/long_date.hpp"
#include "store/outbox.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::chrono::days looking_back{60};
constexpr int most_notices = 100;

std::vector<store::QueuedNotice> notices_of(Site& site, const Visit& visit) {
  const auto since = to_millis(site.app.clock().now() - looking_back);
  // Somebody with two roles is told once: by case, sentence and event.
  std::map<std::tuple<std::int64_t, std::string>, store::QueuedNotice, std::greater<>> newest_first;
  site.app.readers().with([&](store::Connection& connection) {
    for (const auto role : roles_of(*visit.staff))
      for (auto& notice :
           store::notices_for(connection, site.app.vault(), site.app.office(), name(role), since, most_notices))
        newest_first.try_emplace({notice.event_id, notice.key}, std::move(notice));
  });
  std::vector<store::QueuedNotice> list;
  for (auto& [key, notice] : newest_first)
    if (list.size() < most_notices) list.push_back(std::move(notice));
  return list;
}

}  // namespace

http::Response notices(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  const auto list = notices_of(site, visit);
  if (list.empty()) view.show("NONE");
  for (const auto& notice : list) {
    const Instant at = from_millis(notice.due_at);
    View row = view.section("NOTICES");
    row.set("TEXT", visit.text(site, notice.key, notice.arguments))
        .set("HREF", "/kasus/" + app::id_text(notice.case_id));
    row.set("TIME", documents::long_date_and_time(at, site.app.settings().zone, visit.language))
        .set("TIME_ISO", iso_instant(at));
  }
  return page(site, visit, "staff/notices.html", view);
}

}  // namespace dumas::web::pages
