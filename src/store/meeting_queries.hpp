// What pages and the API read of plenary meetings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/database.hpp"

namespace dumas::store {

struct MeetingRow {
  MeetingId id;
  std::int64_t version = 0;
  complaint::PlenaryMode mode{};
  complaint::Openness openness{};
  Date date{};
  std::string time, number;
  std::int64_t days_ahead = 0;
  bool attendance_recorded = false;
  std::vector<UserId> present;
  std::int64_t cases = 0, decided = 0;
  RecordId invitation, attendance;
};

// From `since` on, by date and time.
[[nodiscard]] std::vector<MeetingRow> list_meetings(Connection&, std::string_view office, Date since, int most);
[[nodiscard]] std::optional<MeetingRow> find_meeting(Connection&, std::string_view office, MeetingId);

}  // namespace dumas::store
