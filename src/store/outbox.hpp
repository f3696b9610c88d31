// What is to be told, queued in the transaction of the event that caused it; handed over after the commit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct QueuedNotice {
  std::int64_t id = 0;
  std::int64_t case_id = 0;
  std::int64_t event_id = 0;
  std::string audience, key;
  std::vector<std::string> arguments{};
  std::int64_t due_at = 0;
  std::int64_t attempts = 0;
};

// Once for each event, audience and sentence; a second call is ignored.
void queue_notice(Connection&, const Vault&, std::string_view office, const QueuedNotice&);
// Not yet handed over and due, oldest first.
[[nodiscard]] std::vector<QueuedNotice> due_notices(Connection&, const Vault&, std::int64_t now, int limit);
void notice_done(Connection&, std::int64_t id, std::int64_t now, std::string_view outcome);
void notice_failed(Connection&, std::int64_t id, std::int64_t next_try);
// For the notice list of a role, newest first.
[[nodiscard]] std::vector<QueuedNotice> notices_for(Connection&, const Vault&, std::string_view office,
                                                    std::string_view audience, std::int64_t since, int limit);

}  // namespace dumas::store
