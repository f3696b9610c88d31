// The one function that changes a case, and the one that changes a meeting. In one transaction: read the stream, ask
// the rules, append the events at the expected version, update the tables that pages read, queue what is to be told.
// Only after the durable commit does the caller get its answer. Called by web/ and api/, and by nothing else.
#pragma once

#include <optional>
#include <string>

#include "app/application.hpp"
#include "complaint/decide.hpp"
#include "complaint/meeting.hpp"

namespace dumas::app {

struct CaseRequest {
  complaint::Command command;
  complaint::Actor actor;
  CaseId case_id{};                              // none for submit_complaint
  std::optional<std::int64_t> expected_version;  // the version the sender saw; absent: whatever stands now
  std::string idempotency_key;                   // chosen by the sender; "": every sending counts
  std::string file_owner;                        // whose waiting uploads the command may take, see app/uploads.hpp
};

// A repeat gives the first answer again. Differs: the same key came with another content, which was not looked at.
enum class Repeated { No, Same, Differs };

struct CaseReceipt {
  CaseId case_id;
  std::int64_t version = 0;
  complaint::Status status{};
  std::string number;              // given by the command: register, minutes, answer or memo number
  std::string tracking_code, pin;  // of a new complaint
  Instant received{};              // of the complaint; not of a repeat
  Repeated repeated = Repeated::No;
};

// Refusals: those of complaint::decide; NOT_FOUND (no such case, or not for this role); VERSION_CONFLICT;
// INVALID_INPUT on a file that is not the sender's. A refused command changes nothing, so its line in the security log is
// written by the door that sent it (app/refused.hpp).
// Throws store::Overloaded and store::DatabaseError.
[[nodiscard]] Result<CaseReceipt> execute(Application&, CaseRequest);

struct MeetingRequest {
  complaint::MeetingCommand command;
  complaint::Actor actor;
  MeetingId meeting{};  // none for call_meeting
  std::optional<std::int64_t> expected_version;
  std::string idempotency_key;
};

struct MeetingReceipt {
  MeetingId meeting;
  std::int64_t version = 0;
  std::string number;
  Repeated repeated = Repeated::No;
};

[[nodiscard]] Result<MeetingReceipt> execute(Application&, MeetingRequest);

}  // namespace dumas::app
