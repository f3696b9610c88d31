#include "app/tracking.hpp"

#include "store/tracking.hpp"

namespace dumas::app {

Result<CaseId> find_by_code(Application& app, Throttle& throttle, std::string_view code, std::string_view pin,
                            std::string_view client) {
  const std::string wanted = normalise_code(code);
  const Instant now = app.clock().now();
  if (const auto wait = throttle.attempt(client, wanted, now); wait.count() > 0) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Refusal{.code = "TRY_LATER", .key = "error.try_later", .arguments = {std::to_string(seconds)}};
  }
  const auto found = app.readers().with(
      [&](store::Connection& connection) { return store::find_by_code(connection, app.vault(), wanted, pin); });
  if (!found) return Refusal{.code = "NOT_FOUND", .key = "error.tracking"};
  throttle.succeeded(client, wanted, now);
  return *found;
}

std::string open_visit(Application& app, CaseId id) {
  constexpr int token_bytes = 32;
  std::string token = url_token(app.randomness(), token_bytes);
  const auto expires = to_millis(app.clock().now() + visit_length);
  app.writer().submit(
      [&](store::Connection& connection) { store::open_visit(connection, app.vault(), token, id, expires); });
  return token;
}

void close_visit(Application& app, std::string_view token) {
  app.writer().submit([&](store::Connection& connection) { store::close_visit(connection, app.vault(), token); });
}

}  // namespace dumas::app
