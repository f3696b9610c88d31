// What a citizen sees of his complaint, made from its log. Called by web/public, api/ and citizen_views.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "complaint/state.hpp"

namespace dumas::app {

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
// Nothing when there is no such case. Throws store::Damaged.
[[nodiscard]] std::optional<CitizenView> citizen_view(Application&, CaseId);
[[nodiscard]] std::optional<CitizenView> citizen_view(Application&, store::Connection&, CaseId);

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
