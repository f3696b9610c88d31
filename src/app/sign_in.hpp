// Signing in and out, and who asks: called by the sign-in pages and, on each request of staff, by the routes table.
// Roles are read from the database each time, so one taken away is gone at the next request.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/account_parts.hpp"
#include "app/throttle.hpp"
#include "base/result.hpp"
#include "complaint/permissions.hpp"
#include "store/sessions.hpp"

namespace dumas::app {

struct SessionSettings {
  std::chrono::minutes idle{30};     // signed out after so long without a request
  std::chrono::hours absolute{12};   // and after so long in any case: one working day
  std::chrono::seconds touch{60};    // the last request is written down at most so often
  std::chrono::hours kept{14 * 24};  // a session that ran out is remembered, to give its unfinished text back
};

enum class Door { Session, ApiToken };

// Who asks.
struct SignedIn {
  Door door{};
  std::int64_t door_id = 0;
  UserId user;
  std::string office, login, display_name, title;
  Language language = Language::Indonesian;
  bool must_change_password = false;      // only the password page is open to him
  std::vector<complaint::Role> roles;     // his own
  std::vector<store::ActingRole> acting;  // held for somebody today (Plh., Plt.)
  std::string csrf;                       // for his forms; empty for an API token, which needs none

  // Every hat he wears, own roles first. A role both held and delegated is worn as his own.
  [[nodiscard]] std::vector<complaint::Actor> actors() const;
  [[nodiscard]] std::optional<complaint::Actor> as(complaint::Role) const;
  // In one of his hats.
  [[nodiscard]] bool may(complaint::Permission) const;
};

struct NewSession {
  std::string token;  // for the cookie; kept nowhere
  SignedIn who;
};

struct OpenSession {
  std::int64_t id = 0;
  std::string device;
  Instant created{}, last_seen{};
};

class Sessions {
 public:
  Sessions(const AccountParts& parts, Throttle& throttle, SessionSettings settings = {})
      : parts_(parts), throttle_(throttle), settings_(settings) {}

  // `client` as client_of() gives it, `device` as the browser calls itself. An unknown login, a wrong password and a
  // disabled account give the same answer after the same work. Refusals: SIGN_IN_FAILED (error.sign_in),
  // TRY_LATER (error.try_later {seconds}: 429, Retry-After), TOO_BUSY (error.too_busy: 429).
  [[nodiscard]] Result<NewSession> sign_in(std::string_view login, std::string_view password, std::string_view client,
                                           std::string_view device);
  // His own new password; every session of his ends, and a new one begins. Refusals: those of check_password, besides
  // INVALID_INPUT current_password (error.current_password), TRY_LATER, TOO_BUSY.
  [[nodiscard]] Result<NewSession> change_password(const SignedIn&, std::string_view current, std::string_view fresh,
                                                   std::string_view client, std::string_view device);

  // Who holds this cookie's token. One read, and at most one write in a minute.
  [[nodiscard]] std::optional<SignedIn> who(std::string_view token);
  // Who holds this API token ("dms_...", without "Bearer ").
  [[nodiscard]] std::optional<SignedIn> bearer(std::string_view token);
  // Whose session it was, if it ran out and was not ended: his unfinished text becomes a draft of his.
  [[nodiscard]] std::optional<UserId> lapsed(std::string_view token);

  void sign_out(const SignedIn&);
  void sign_out_everywhere(const SignedIn&);
  // One of his own, by id; refusal NOT_FOUND (error.session_gone).
  [[nodiscard]] Checked end_session(const SignedIn&, std::int64_t session);
  [[nodiscard]] std::vector<OpenSession> sessions_of(const SignedIn&);  // newest first, those still good
  void set_language(const SignedIn&, Language);
  // For the sweep: forgets sessions that ran out long ago.
  std::int64_t purge();

  // CSRF for a form of a signed-in officer, also after his session ran out: bound to the session's token.
  [[nodiscard]] std::string csrf_of_session(std::string_view token) const;
  // CSRF for anyone else's form: bound to the value of the visitor's random cookie.
  [[nodiscard]] std::string csrf_of_visitor(std::string_view cookie) const;
  // Constant-time. Right when `given` is what csrf_of_session or csrf_of_visitor gave.
  [[nodiscard]] static bool csrf_matches(std::string_view expected, std::string_view given);
  // For the visitor's cookie, the report form's owner and the like: 256 bits, base64url.
  [[nodiscard]] std::string new_cookie();

 private:
  [[nodiscard]] SignedIn signed_in(store::Bearer, Door, std::string csrf) const;
  NewSession begin(store::Connection&, UserId, std::string_view token, std::string_view device, Instant now);
  [[nodiscard]] std::optional<store::Bearer> read(store::Connection&, std::string_view hash, Instant now) const;

  AccountParts parts_;
  Throttle& throttle_;
  SessionSettings settings_;
};

}  // namespace dumas::app
