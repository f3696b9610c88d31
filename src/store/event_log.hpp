// The log: appends events at the version their writer saw, reads a stream back, walks the whole for a rebuild, and
// proves that no row was changed. Called by app::execute, the projections' rebuild and `dumas verify`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "complaint/decide.hpp"
#include "complaint/meeting.hpp"
#include "complaint/paper.hpp"
#include "proof/chain.hpp"
#include "store/database.hpp"
#include "store/records.hpp"

namespace dumas::store {

enum class Stream { Case, Meeting, Paper };
// The word in the table, and back. Throws std::runtime_error for another: the log is ours, so that is damage.
[[nodiscard]] std::string_view word(Stream);
[[nodiscard]] Stream stream_of(std::string_view word);

// A row of the log as it stands.
struct LoggedEvent {
  std::int64_t id = 0;
  std::string office;
  Stream stream = Stream::Case;
  std::int64_t stream_id = 0;
  std::int64_t version = 0;
  std::string type;
  std::int64_t at = 0;  // milliseconds
  std::int64_t actor = 0;
  std::string role, capacity;
  std::int64_t step = 0, days_late = 0;
  std::string data, records;
  std::string hash;  // 32 bytes
};

// The version was taken by somebody else meanwhile: VERSION_CONFLICT for the caller.
struct VersionConflict : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Appends one event after its records are stored, and gives it back with the records' ids filled in.
// Throws VersionConflict. Inside a write transaction only.
complaint::Event append(Connection&, const RecordStore&, std::string_view office, CaseId, std::int64_t version,
                        const complaint::NewEvent&, std::int64_t& event_id);
complaint::MeetingEvent append(Connection&, const RecordStore&, std::string_view office, MeetingId,
                               std::int64_t version, const complaint::NewMeetingEvent&, std::int64_t& event_id);
// A paper's events make no records.
void append(Connection&, std::string_view office, PaperId, std::int64_t version, const complaint::PaperEvent&,
            std::int64_t& event_id);

[[nodiscard]] std::vector<complaint::Event> read_case(Connection&, CaseId);
[[nodiscard]] complaint::State load_case(Connection&, CaseId);  // version 0: no such case
[[nodiscard]] std::vector<complaint::MeetingEvent> read_meeting(Connection&, MeetingId);
[[nodiscard]] complaint::MeetingState load_meeting(Connection&, MeetingId);
[[nodiscard]] complaint::PaperState load_paper(Connection&, PaperId);

// Every row in the order of the log, beginning after `after`.
void walk(Connection&, const std::function<void(const LoggedEvent&)>&, std::int64_t after = 0);
// Version of a stream's last event; 0: there is none.
[[nodiscard]] std::int64_t newest_version(Connection&, Stream, std::int64_t stream_id);
// The rows of one case, with their ids: for the timeline.
[[nodiscard]] std::vector<LoggedEvent> history(Connection&, Stream, std::int64_t stream_id);

// The row as it is hashed, and one row by its place in the log.
[[nodiscard]] proof::EventRow hashed_columns(const LoggedEvent&);
[[nodiscard]] std::optional<LoggedEvent> find_event(Connection&, std::int64_t id);
// At most `most` rows of the log, beginning after `after`.
[[nodiscard]] std::vector<LoggedEvent> events_after(Connection&, std::int64_t after, std::size_t most);

// Who did it, in which capacity.
[[nodiscard]] complaint::Actor actor_of(const LoggedEvent&);
[[nodiscard]] complaint::Event to_case_event(const LoggedEvent&);
[[nodiscard]] complaint::MeetingEvent to_meeting_event(const LoggedEvent&);
[[nodiscard]] complaint::PaperEvent to_paper_event(const LoggedEvent&);

// Hash of the newest row, hex; 64 zeros for an empty log.
[[nodiscard]] std::string log_head(Connection&);

struct ChainFault {
  std::int64_t event_id = 0;
  std::int64_t stream_id = 0;
  std::string reason;
};
// Walks the chain: a changed, missing or moved row is named.
[[nodiscard]] std::vector<ChainFault> verify_chain(Connection&);

}  // namespace dumas::store
