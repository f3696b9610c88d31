// One call of the API as an endpoint sees it, and what endpoints share: who asks and in which of his roles, ids, the
// body, the answer. Made by the guard (guard.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "api/json_reader.hpp"
#include "api/json_writer.hpp"
#include "app/sign_in.hpp"
#include "base/identity.hpp"
#include "complaint/permissions.hpp"
#include "complaint/state.hpp"

namespace dumas::api {

struct Call {
  ApiSite& site;
  const http::Request& request;
  Language language = Language::Indonesian;
  std::optional<app::SignedIn> staff{};  // always there behind an entrance that asks for a token

  [[nodiscard]] app::Application& app() const { return site.app; }
  // His roles, his own and those he stands in for.
  [[nodiscard]] std::vector<complaint::Role> roles() const;
  // The first of his hats that has the permission.
  [[nodiscard]] std::optional<complaint::Actor> hat(complaint::Permission) const;
  // Whether he may know of this case, in one of his hats.
  [[nodiscard]] bool sees(const complaint::State&) const;
  // Owner of his files that wait for a command.
  [[nodiscard]] std::string file_owner() const;
  [[nodiscard]] FindUser find_user() const;  // by login or id; enabled or not
};

using Endpoint = http::Response (*)(const Call&);

// The body as one JSON object. Refusals UNSUPPORTED_MEDIA_TYPE (api.media_type), MALFORMED_JSON.
[[nodiscard]] Result<JsonObject> body_of(const Call&);

// The sender's own key. Refusal IDEMPOTENCY_KEY (api.idempotency_key): not 8 to 200 visible ASCII characters, or for a
// stranger fewer than 16, because all strangers share one space of keys. Absent: "".
[[nodiscard]] Result<std::string> idempotency_key(const Call&);

[[nodiscard]] http::Response answer(int status, const JsonWriter&);
[[nodiscard]] http::Response refuse(const Call&, const Refusal&);
[[nodiscard]] Refusal not_found();

// 200 for GET of a list: how many at most, from `limit`. Refusal INVALID_INPUT on the parameter.
[[nodiscard]] Result<int> limit_of(const Call&, int usual, int most);

}  // namespace dumas::api
