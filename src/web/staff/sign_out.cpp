// POST /keluar: ends this session and takes its cookie away.
#include "web/session_cookies.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {

http::Response sign_out_post(Site& site, const Visit& visit) {
  site.desk.sessions.sign_out(*visit.staff);
  auto response = http::see_other("/masuk?keluar=1");
  response.set_cookie(cookies::make(site, cookies::session, "", std::chrono::seconds{0}));
  return response;
}

}  // namespace dumas::web::pages
