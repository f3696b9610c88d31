#include "app/sign_in.hpp"

#include <algorithm>
#include <stdexcept>

#include "app/accounts.hpp"
#include "base/text.hpp"
#include "store/security_log.hpp"
#include "store/tokens.hpp"

namespace dumas::app {

namespace {
using store::Connection;
using store::SecurityKind;
constexpr std::size_t longest_token = 128;  // ours have 43 or 47 characters; no need to hash a megabyte
std::string folded(std::string_view login);
std::string session_hash(const store::Vault& vault, std::string_view token);
Refusal try_later(std::chrono::milliseconds wait);
complaint::Actor first_hat(const SignedIn& who);
store::SecurityEntry entry(SecurityKind kind, Instant at, const complaint::Actor& actor, std::string code = "");
}  // namespace

Result<NewSession> Sessions::sign_in(std::string_view typed_login, std::string_view password, std::string_view client,
                                     std::string_view device) {
  const std::string login = folded(typed_login);
  const std::string subject = "sign-in:" + login;
  const auto wait = throttle_.attempt(client, subject, parts_.clock.now());
  if (wait.count() > 0) return try_later(wait);

  const auto credentials = parts_.readers.with(
      [&](Connection& connection) { return store::find_credentials(connection, parts_.office, login); });
  const auto match =
      parts_.passwords.verify(password, credentials ? std::optional(credentials->password_hash) : std::nullopt);
  if (!match) {
    throttle_.take_back(client, subject, parts_.clock.now());
    return match.refusal();
  }
  // Hashing fills a core for a tenth of a second: never on the writer's thread.
  std::optional<std::string> renewed;
  if (*match == store::PasswordMatch::YesButOutdated)
    if (auto hash = parts_.passwords.hash(password)) renewed = std::move(*hash);

  const Instant now = parts_.clock.now();
  const std::string token = url_token(parts_.randomness, 32);
  auto session = parts_.writer.submit([&](Connection& connection) -> std::optional<NewSession> {
    // The account may have changed while the password was compared.
    const auto current = credentials ? store::find_credentials(connection, credentials->user) : std::nullopt;
    const bool right = *match != store::PasswordMatch::No && current && current->standing == store::Standing::Enabled &&
                       current->password_hash == credentials->password_hash;
    if (!right) {
      auto failed =
          entry(SecurityKind::SignInFailed, now, {current ? current->user : UserId{}, complaint::Role::Reporter});
      failed.code = !current ? "UNKNOWN_LOGIN" : *match == store::PasswordMatch::No ? "WRONG_PASSWORD" : "NOT_ENABLED";
      store::log_security(connection, parts_.vault, parts_.office, failed);
      return std::nullopt;
    }
    if (renewed) store::renew_password_hash(connection, current->user, *renewed);
    return begin(connection, current->user, token, device, now);
  });
  if (!session) return Refusal{"SIGN_IN_FAILED", "", "error.sign_in"};
  throttle_.succeeded(client, subject, now);
  return std::move(*session);
}

Result<NewSession> Sessions::change_password(const SignedIn& who, std::string_view current, std::string_view fresh,
                                             std::string_view client, std::string_view device) {
  if (const auto checked = check_password(fresh, who.login); !checked) return checked.refusal();
  const std::string subject = "password:" + std::to_string(who.user.value);
  const auto wait = throttle_.attempt(client, subject, parts_.clock.now());
  if (wait.count() > 0) return try_later(wait);

  const auto credentials =
      parts_.readers.with([&](Connection& connection) { return store::find_credentials(connection, who.user); });
  const auto match =
      parts_.passwords.verify(current, credentials ? std::optional(credentials->password_hash) : std::nullopt);
  const auto hash =
      match && *match != store::PasswordMatch::No ? parts_.passwords.hash(fresh) : Result<std::string>(std::string());
  if (!match || !hash) {
    throttle_.take_back(client, subject, parts_.clock.now());
    return !match ? match.refusal() : hash.refusal();
  }
  const Instant now = parts_.clock.now();
  const std::string token = url_token(parts_.randomness, 32);
  auto session = parts_.writer.submit([&](Connection& connection) -> std::optional<NewSession> {
    const auto latest = store::find_credentials(connection, who.user);
    if (hash->empty() || !latest || latest->standing != store::Standing::Enabled ||
        latest->password_hash != credentials->password_hash)
      return std::nullopt;
    store::set_password_hash(connection, who.user, *hash, store::PasswordOrigin::Own);
    store::delete_sessions(connection, who.user);
    auto changed = entry(SecurityKind::PasswordChanged, now, first_hat(who), "OWN");
    changed.subject = who.user.value;
    store::log_security(connection, parts_.vault, parts_.office, changed);
    return begin(connection, who.user, token, device, now);
  });
  if (!session) return Refusal{"INVALID_INPUT", "current_password", "error.current_password"};
  throttle_.succeeded(client, subject, now);
  return std::move(*session);
}

std::optional<SignedIn> Sessions::who(std::string_view token) {
  if (token.empty() || token.size() > longest_token) return std::nullopt;
  const Instant now = parts_.clock.now();
  const std::string hash = session_hash(parts_.vault, token);
  auto found = parts_.readers.with([&](Connection& connection) { return read(connection, hash, now); });
  if (!found) return std::nullopt;
  if (now - found->last_seen >= settings_.touch) {
    // A full disk or queue costs the session its note, not the officer his page.
    try {
      parts_.writer.submit([&](Connection& connection) { store::touch_session(connection, found->door, now); });
    } catch (const store::Overloaded&) {
    } catch (const store::DatabaseError&) {
    }
  }
  return signed_in(std::move(*found), Door::Session, csrf_of_session(token));
}

std::optional<SignedIn> Sessions::bearer(std::string_view token) {
  if (!token.starts_with("dms_") || token.size() > longest_token) return std::nullopt;
  const Instant now = parts_.clock.now();
  const std::string hash = parts_.vault.lookup_hash("api-token", token);
  auto found = parts_.readers.with(
      [&](Connection& connection) { return store::find_api_token(connection, hash, parts_.today()); });
  if (!found || found->office != parts_.office) return std::nullopt;
  if (now - found->last_seen >= settings_.touch) {
    try {
      parts_.writer.submit([&](Connection& connection) { store::touch_token(connection, found->door, now); });
    } catch (const store::Overloaded&) {
    } catch (const store::DatabaseError&) {
    }
  }
  return signed_in(std::move(*found), Door::ApiToken, "");
}

std::optional<UserId> Sessions::lapsed(std::string_view token) {
  if (token.empty() || token.size() > longest_token) return std::nullopt;
  return parts_.readers.with([&](Connection& connection) {
    return store::find_lapsed_session(connection, session_hash(parts_.vault, token));
  });
}

void Sessions::sign_out(const SignedIn& who) {
  parts_.writer.submit([&](Connection& connection) {
    if (store::delete_session(connection, who.user, who.door_id))
      store::log_security(connection, parts_.vault, parts_.office,
                          entry(SecurityKind::SignOut, parts_.clock.now(), first_hat(who)));
  });
}

void Sessions::sign_out_everywhere(const SignedIn& who) {
  parts_.writer.submit([&](Connection& connection) {
    store::delete_sessions(connection, who.user);
    store::log_security(connection, parts_.vault, parts_.office,
                        entry(SecurityKind::SignOutEverywhere, parts_.clock.now(), first_hat(who)));
  });
}

Checked Sessions::end_session(const SignedIn& who, std::int64_t session) {
  return parts_.writer.submit([&](Connection& connection) -> Checked {
    if (!store::delete_session(connection, who.user, session)) return Refusal{"NOT_FOUND", "", "error.session_gone"};
    auto ended = entry(SecurityKind::SignOut, parts_.clock.now(), first_hat(who), "OTHER_SESSION");
    ended.subject = session;
    store::log_security(connection, parts_.vault, parts_.office, ended);
    return Done{};
  });
}

std::vector<OpenSession> Sessions::sessions_of(const SignedIn& who) {
  const Instant now = parts_.clock.now();
  const auto rows =
      parts_.readers.with([&](Connection& connection) { return store::list_sessions(connection, who.user); });
  std::vector<OpenSession> open;
  for (const auto& row : rows) {
    if (row.last_seen <= now - settings_.idle || row.created <= now - settings_.absolute) continue;
    open.push_back({row.id, parts_.vault.open(row.sealed_device, "session:" + row.token_hash).value_or(""), row.created,
                    row.last_seen});
  }
  return open;
}

void Sessions::set_language(const SignedIn& who, Language language) {
  parts_.writer.submit([&](Connection& connection) { store::set_language(connection, who.user, language); });
}

std::int64_t Sessions::purge() {
  const Instant before = parts_.clock.now() - settings_.absolute - settings_.kept;
  return parts_.writer.submit(
      [&](Connection& connection) { return store::delete_sessions_before(connection, before); });
}

std::string Sessions::csrf_of_session(std::string_view token) const {
  return parts_.vault.lookup_hash("csrf-session", token);
}

std::string Sessions::csrf_of_visitor(std::string_view cookie) const {
  return parts_.vault.lookup_hash("csrf-visitor", cookie);
}

bool Sessions::csrf_matches(std::string_view expected, std::string_view given) {
  return !expected.empty() && store::equal(expected, given);
}

std::string Sessions::new_cookie() { return url_token(parts_.randomness, 32); }

NewSession Sessions::begin(Connection& connection, UserId user, std::string_view token, std::string_view device,
                           Instant now) {
  const std::string hash = session_hash(parts_.vault, token);
  const std::string sealed = parts_.vault.seal(device.substr(0, 200), "session:" + hash);
  store::insert_session(connection, {parts_.office, hash, user, sealed}, now);
  auto found = read(connection, hash, now);
  if (!found) throw std::logic_error("a session just begun is not found");
  auto who = signed_in(std::move(*found), Door::Session, csrf_of_session(token));
  store::log_security(connection, parts_.vault, parts_.office, entry(SecurityKind::SignIn, now, first_hat(who)));
  return {std::string(token), std::move(who)};
}

std::optional<store::Bearer> Sessions::read(Connection& connection, std::string_view hash, Instant now) const {
  auto found = store::find_session(connection, hash, now - settings_.idle, now - settings_.absolute, parts_.today());
  if (found && found->office != parts_.office) return std::nullopt;
  // Seen in a time that has not come: the clock was set back, and the session would outlive every limit.
  if (found && found->last_seen > now + settings_.idle) return std::nullopt;
  return found;
}

SignedIn Sessions::signed_in(store::Bearer bearer, Door door, std::string csrf) const {
  return {door,
          bearer.door,
          bearer.user,
          std::move(bearer.office),
          std::move(bearer.login),
          std::move(bearer.display_name),
          std::move(bearer.title),
          bearer.language,
          bearer.password == store::PasswordOrigin::Given,
          std::move(bearer.roles),
          std::move(bearer.acting),
          std::move(csrf)};
}

namespace {

std::string folded(std::string_view login) {
  std::string text(login.substr(0, 100));
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string session_hash(const store::Vault& vault, std::string_view token) {
  return vault.lookup_hash("session", token);
}

Refusal try_later(std::chrono::milliseconds wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  return {"TRY_LATER", "", "error.try_later", {std::to_string(seconds)}};
}

// The hat the security log names for what a person does as himself.
complaint::Actor first_hat(const SignedIn& who) {
  const auto hats = who.actors();
  return hats.empty() ? complaint::Actor{who.user, complaint::Role::Reporter, complaint::Capacity::Own} : hats.front();
}

store::SecurityEntry entry(SecurityKind kind, Instant at, const complaint::Actor& actor, std::string code) {
  store::SecurityEntry made;
  made.kind = kind;
  made.at = at;
  made.user = actor.user;
  // An officer without any role is nobody's reporter.
  if (actor.role != complaint::Role::Reporter) made.role = actor.role;
  made.code = std::move(code);
  return made;
}

}  // namespace

}  // namespace dumas::app
