// The door of every page: who asks, in which language, with a right form token, and with the headers that keep a
// browser safe. Then the row of the routes table answers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/log.hpp"
#include "http/router.hpp"
#include "store/damage.hpp"
#include "web/not_saved.hpp"
#include "web/routes.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web {
namespace {

// Scripts and styles are our own files only; nothing may frame us, and forms go nowhere else.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> security_headers{{
    {"Content-Security-Policy", policy},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"},
}};

void harden(http::Response& response) {
  response.headers.reserve(response.headers.size() + security_headers.size() + 1);
  for (const auto& [header, value] : security_headers)
    if (!response.header(header)) response.set_header(header, value);
  // Every page shows either a person's business or a form token.
  if (!response.header("Cache-Control")) response.set_header("Cache-Control", "no-store");
}

Language language_of(const http::Request& request, const std::optional<app::SignedIn>& staff) {
  if (const auto chosen = request.cookie(cookies::language))
    if (const auto language = language_from(*chosen)) return *language;
  if (staff) return staff->language;
  return Language::Indonesian;  // Indonesian first; English is one switch away
}

bool is_admitted(const Route& route, const Visit& visit) {
  switch (route.entrance) {
    case Entrance::Everyone: return true;
    case Entrance::Staff: return visit.staff.has_value();
    case Entrance::Permitted: return visit.staff && visit.staff->may(*route.permission);
  }
  return false;
}

// Somebody who is not signed in is sent to the door and comes back to where he wanted to go.
http::Response to_sign_in(const http::Request& request) {
  const bool comes_back = request.method == http::Method::Get || request.method == http::Method::Head;
  return http::see_other(comes_back ? "/masuk?lanjut=" + encode_query(request.target) : "/masuk");
}

class Guard {
 public:
  Guard(Site& site, const Route& route) : site_(site), route_(route) {}

  http::Response operator()(const http::Request& request) const {
    Visit visit{.request = request};
    const auto token = request.cookie(cookies::session);
    const bool reached = !token || find_staff(visit, *token);
    visit.visitor = request.cookie(cookies::visitor).value_or("");
    const bool new_visitor = visit.visitor.empty();
    if (new_visitor) visit.visitor = site_.desk.sessions.new_cookie();
    visit.language = language_of(request, visit.staff);
    visit.csrf = visit.staff ? visit.staff->csrf : site_.desk.sessions.csrf_of_visitor(visit.visitor);

    auto response = reached ? answer(visit, token) : not_stored(visit, store::DatabaseErrorKind::Away);
    if (new_visitor) response.set_cookie(cookies::make(site_, cookies::visitor, visit.visitor, cookies::visitor_age));
    harden(response);
    return response;
  }

 private:
  // False: the database is away, so that nobody can say who this is.
  bool find_staff(Visit& visit, const std::string& token) const {
    try {
      visit.staff = site_.desk.sessions.who(token);
      return true;
    } catch (const store::DatabaseError& error) {
      if (error.kind() != store::DatabaseErrorKind::Away) throw;
      return false;
    }
  }

  http::Response answer(Visit& visit, const std::optional<std::string>& token) const {
    const http::Request& request = visit.request;
    if (!is_admitted(route_, visit)) {
      if (visit.staff) return error_page(site_, visit, 404);
      if (request.method == http::Method::Post && token) return session_ended(visit, *token);
      return to_sign_in(request);
    }
    if (visit.staff && visit.staff->must_change_password && route_.entrance != Entrance::Everyone &&
        !request.path.starts_with("/akun") && request.path != "/keluar")
      return http::see_other("/akun");
    if (route_.form_token == FormToken::Checked &&
        !app::Sessions::csrf_matches(visit.csrf, request.form.text("csrf"))) {
      // A token that no longer fits: most often a form left open too long. What was typed is shown back and can be
      // sent again by hand, which a forged request cannot do.
      return holds_text(request) ? not_saved_page(site_, visit, 403, "not_saved.form_expired")
                                 : error_page(site_, visit, 403);
    }
    return run_page(visit);
  }

  // The net under every page: a full disk or a full queue never costs what was typed.
  http::Response run_page(const Visit& visit) const {
    const auto busy = [&] {
      return visit.request.method == http::Method::Post ? not_saved_page(site_, visit, 503, "not_saved.busy")
                                                        : error_page(site_, visit, 503, 2);
    };
    try {
      return route_.page(site_, visit);
    } catch (const store::Overloaded&) {
      return busy();
    } catch (const std::bad_alloc&) {
      return busy();
    } catch (const store::Damaged& damaged) {
      return withheld(visit, damaged.what());
    } catch (const store::DatabaseError& error) {
      if (error.kind() == store::DatabaseErrorKind::Corrupt) return withheld(visit, error.what());
      return not_stored(visit, error.kind());
    }
  }

  // What is damaged is not shown, and what was typed for it is given back. The others are served.
  http::Response withheld(const Visit& visit, std::string_view what) const {
    app::log(app::LogLevel::Error, "damaged, withheld", {{"request", visit.request.id}, {"what", std::string{what}}});
    return visit.request.method == http::Method::Post && holds_text(visit.request)
               ? not_saved_page(site_, visit, 500, "not_saved.damaged")
               : damaged_page(site_, visit);
  }

  // To be called while the error is handled: one that is no passing trouble is thrown on.
  http::Response not_stored(const Visit& visit, store::DatabaseErrorKind kind) const {
    const auto page = [&](int status, std::string_view reason) {
      return visit.request.method == http::Method::Post ? not_saved_page(site_, visit, status, reason)
                                                        : error_page(site_, visit, 503, 5);
    };
    switch (kind) {
      case store::DatabaseErrorKind::DiskFull: return page(507, "not_saved.disk_full");
      case store::DatabaseErrorKind::NoMemory:
      case store::DatabaseErrorKind::Busy: return page(503, "not_saved.busy");
      case store::DatabaseErrorKind::Away: return page(503, "not_saved.away");
      case store::DatabaseErrorKind::InDoubt: return page(503, "not_saved.in_doubt");
      case store::DatabaseErrorKind::Constraint:
      case store::DatabaseErrorKind::Io:
      case store::DatabaseErrorKind::Corrupt:
      case store::DatabaseErrorKind::Other: break;
    }
    throw;
  }

  static bool holds_text(const http::Request& request) {
    return request.form.size() > 1 && !request.form.has("password") && !request.form.has("current_password");
  }

  // The session ended while a text was being written: what was typed becomes the officer's draft, so that it is there
  // when he has signed in again.
  http::Response session_ended(const Visit& visit, const std::string& token) const {
    const auto user = site_.desk.sessions.lapsed(token);
    const bool genuine =
        app::Sessions::csrf_matches(site_.desk.sessions.csrf_of_session(token), visit.request.form.text("csrf"));
    if (user && genuine) {
      store::FormFields fields;
      for (const auto& [field, value] : visit.request.form.fields())
        if (field != "csrf" && field.find("password") == std::string::npos) fields[field].push_back(value);
      site_.desk.drafts.save(app::DraftOwner::officer(*user), draft_name(visit.request.path), fields);
    }
    return http::see_other("/masuk?lanjut=" + encode_query(visit.request.path) + (user && genuine ? "&draf=1" : ""));
  }

  Site& site_;
  const Route& route_;
};

}  // namespace

std::string draft_name(std::string_view path) { return "form:" + std::string{path}; }

std::string encode_query(std::string_view text) {
  std::string encoded;
  for (const unsigned char byte : text) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       byte == '-' || byte == '_' || byte == '.' || byte == '/';
    encoded += plain ? std::string(1, static_cast<char>(byte)) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

http::Response refused_by_server(Site& site, int status, const http::Request& head) {
  // Statuses with a page of their own; the server's others are all "this cannot be read".
  static constexpr std::array known{400, 404, 405, 413, 429, 500, 503};
  const bool has_page = std::find(known.begin(), known.end(), status) != known.end();
  Visit visit{.request = head};
  visit.language = language_of(head, std::nullopt);
  auto response = error_page(site, visit, has_page ? status : 400, status == 503 ? 2 : 0);
  response.status = status;
  harden(response);
  return response;
}

http::Handler make_site_handler(Site& site) {
  auto router = std::make_shared<http::Router>();
  for (const Route& route : routes()) router->add(route.method, route.pattern, Guard{site, route});
  static constexpr Route lost{
      http::Method::Get,  "/",
      Entrance::Everyone, std::nullopt,
      FormToken::None,    [](Site& where, const Visit& visit) { return error_page(where, visit, 404); }};
  router->not_found(Guard{site, lost});
  return [router](const http::Request& request) { return (*router)(request); };
}

}  // namespace dumas::web
