// The citizen's door: code and PIN to a page that shows what has become of his complaint. Called by web/public and api/.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.hpp"
#include "app/throttle.hpp"
#include "complaint/state.hpp"

namespace dumas::app {

inline constexpr std::chrono::minutes visit_length{30};  // an open tracking page on a shared phone

// Refusals: NOT_FOUND (error.tracking: a wrong code and a wrong PIN alike, after the same work), TRY_LATER
// (error.try_later {seconds}).
[[nodiscard]] Result<CaseId> find_by_code(Application&, Throttle&, std::string_view code, std::string_view pin,
                                          std::string_view client);

// Opens a tracking page for a cookie: the token, kept nowhere.
[[nodiscard]] std::string open_visit(Application&, CaseId);
[[nodiscard]] std::optional<CaseId> visited(Application&, std::string_view token);
void close_visit(Application&, std::string_view token);

// The short list of states a citizen sees (domain 2.5).
enum class PublicStatus { Received, Process, Waiting, Answered, Closed, Forwarded, Declined, Withdrawn, Lapsed };
[[nodiscard]] PublicStatus public_status(complaint::Status);

struct CitizenMessage {
  Instant at{};
  bool by_reporter = false;
  std::string text;
};

// What has happened, in the citizen's words: a key of the catalogue and a time.
struct CitizenEvent {
  Instant at{};
  std::string key;  // "citizen_step.{KEY}"
};

// Everything the tracking page shows; nothing of staff, notes or opinions.
struct CitizenView {
  CaseId id;
  PublicStatus status{};
  complaint::Status exact{};
  std::string subject, register_no, tracking_code;
  Instant received{};
  std::optional<Instant> registered{}, answered{}, closed{};
  std::optional<Date> day_one{}, promised{}, last_day{};
  int day = 0, days = 0;  // "Hari ke n dari N"; day 0 before registration
  bool late = false;      // the promised date has passed without an answer
  std::vector<CitizenEvent> events;
  std::vector<CitizenMessage> messages;
  std::vector<std::string> files;  // names of what he sent
  RecordId answer;                 // readable once the answer was delivered; none before
  std::string answer_no;
  bool open = true;  // messages and files are taken
};
[[nodiscard]] std::optional<CitizenView> citizen_view(Application&, CaseId);

}  // namespace dumas::app

namespace dumas {
template <>
struct Names<app::PublicStatus> {
  using E = app::PublicStatus;
  static constexpr std::array<std::pair<E, std::string_view>, 9> table{{{E::Received, "received"},
                                                                        {E::Process, "process"},
                                                                        {E::Waiting, "waiting"},
                                                                        {E::Answered, "answered"},
                                                                        {E::Closed, "closed"},
                                                                        {E::Forwarded, "forwarded"},
                                                                        {E::Declined, "declined"},
                                                                        {E::Withdrawn, "withdrawn"},
                                                                        {E::Lapsed, "lapsed"}}};
};
}  // namespace dumas
