#include "api/call.hpp"

#include <algorithm>
#include <charconv>

#include "api/status.hpp"
#include "app/case_text.hpp"

namespace dumas::api {
namespace {

void write_refusal(const Call& call, const Refusal& refusal, JsonWriter& json) {
  json.put("code", refusal.code)
      .put_filled("field", refusal.field)
      .put("message", call.site.sentence(call.language, refusal));
}

// Seconds to wait before the next try, where the status promises one.
std::string retry_after(const Refusal& refusal, int status) {
  constexpr std::string_view soon = "2";
  const bool told = refusal.code == "TRY_LATER" && !refusal.arguments.empty();
  return status == 429 || status == 503 ? (told ? refusal.arguments.front() : std::string{soon}) : "";
}

}  // namespace

std::vector<complaint::Role> Call::roles() const {
  std::vector<complaint::Role> all;
  if (staff)
    for (const auto& actor : staff->actors()) all.push_back(actor.role);
  return all;
}

std::optional<complaint::Actor> Call::hat(complaint::Permission permission) const {
  if (!staff) return std::nullopt;
  for (const auto& actor : staff->actors())
    if (complaint::allows(actor.role, permission)) return actor;
  return std::nullopt;
}

bool Call::sees(const complaint::State& state) const {
  const auto hats = roles();
  return std::any_of(hats.begin(), hats.end(), [&](const auto role) { return complaint::sees_case(role, state); });
}

std::string Call::file_owner() const { return "api:" + std::to_string(staff ? staff->user.value : 0); }

FindUser Call::find_user() const {
  return [this](std::string_view text) -> std::optional<UserId> {
    const auto id = app::parse_id(text);
    auto user = id ? site.desk.accounts.find(UserId{*id}) : std::nullopt;
    if (!user) user = site.desk.accounts.find(text);
    return user ? std::optional{user->id} : std::nullopt;
  };
}

Result<JsonObject> body_of(const Call& call) {
  if (call.request.content_type() != "application/json")
    return Refusal{.code = "UNSUPPORTED_MEDIA_TYPE", .key = "api.media_type", .arguments = {"application/json"}};
  return JsonObject::parse(call.request.body);
}

Result<std::string> idempotency_key(const Call& call) {
  constexpr std::size_t longest = 200, shortest = 8, shortest_of_stranger = 16;
  const auto key = call.request.header("Idempotency-Key");
  if (!key) return std::string{};
  const bool visible = std::all_of(key->begin(), key->end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (visible && key->size() >= (call.staff ? shortest : shortest_of_stranger) && key->size() <= longest) return *key;
  return Refusal{.code = "IDEMPOTENCY_KEY", .field = "Idempotency-Key", .key = "api.idempotency_key"};
}

http::Response answer(int status, const JsonWriter& json) { return http::json(status, json.text()); }

http::Response refuse(const Call& call, const Refusal& refusal) {
  const int status = status_of(refusal.code);
  JsonWriter json;
  json.open().open("error");
  write_refusal(call, refusal, json);
  json.open_list("others");
  for (const auto& other : refusal.others) {
    json.open();
    write_refusal(call, other, json);
    json.close();
  }
  json.close_list().close().close();
  auto response = answer(status, json);
  if (const auto seconds = retry_after(refusal, status); !seconds.empty()) response.set_header("Retry-After", seconds);
  if (status == 401) response.set_header("WWW-Authenticate", "Bearer realm=\"dumas\"");
  return response;
}

Refusal not_found() { return {.code = "NOT_FOUND", .key = "refusal.not_found"}; }

Result<int> limit_of(const Call& call, int usual, int most) {
  const std::string typed = call.request.query.text("limit");
  if (typed.empty()) return usual;
  int limit = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), limit);
  if (error == std::errc{} && end == typed.data() + typed.size() && limit > 0 && limit <= most) return limit;
  return Refusal{.code = "INVALID_INPUT", .field = "limit", .key = "error.number", .arguments = {std::to_string(most)}};
}

}  // namespace dumas::api
