#include "app/refused.hpp"

#include <fmt/format.h>

#include "store/security_log.hpp"

namespace dumas::app {

void log_refused(Application& app, const complaint::Actor& actor, CaseId case_id, std::string_view command,
                 const Refusal& refusal) {
  app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, app.vault(), app.office(),
                        {.kind = store::SecurityKind::Refused,
                         .at = app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = case_id,
                         .code = fmt::format("{} {}", command, refusal.code)});
  });
}

}  // namespace dumas::app
