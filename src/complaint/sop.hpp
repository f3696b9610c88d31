// The office's SOP as data: who does which step, with which documents, by which day (sop/*.toml).
// The rules ask it; the file is read by sop_file.cpp and judged by sop_check.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "calendar/holidays.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {

// What a step is, known to the code. The file says who, when and with which documents.
enum class StepKey { Intake, Submit, Disposition, Analysis, Review, Plenary, Answer, Delivery, FollowUp, FinalReport };

using calendar::DayType;
// When the clock starts (ambiguity A5): on registration, or already on receipt.
enum class ClockStart { Registration, Receipt };
// Whether notes of a meeting are demanded when no event was held (A10).
enum class NotesRequired { IfEvent, Always };

struct Step {
  int number = 0;  // of the printed SOP table
  StepKey key{};
  std::string activity;  // the SOP's own words, Indonesian
  std::string activity_en;
  std::vector<Role> actors;
  ActorRule rule = ActorRule::Any;
  std::vector<DocumentType> requires_documents;  // kelengkapan, and the office's own extras (A7)
  std::string equipment;                         // e.g. "PC": shown, checks nothing
  std::string output, output_en;
  std::string remark;
  int due_day = 1;
};

// The box at the head of the printed SOP: shown and printed, decides nothing.
struct SopIdentity {
  std::string office, owner_unit, signatory, note;
  std::vector<std::string> legal_basis, executors, equipment, warnings, records;
};

struct Sop {
  std::string number, title;
  std::string version;
  Date effective{};
  DayType day_type = DayType::Working;
  ClockStart clock_start = ClockStart::Registration;
  NotesRequired notes_required = NotesRequired::IfEvent;
  int promise_day = 4;  // the answer leaves (A12); the last step's day is the internal end
  SopIdentity identity;
  std::vector<Step> steps;
  std::string source;  // the file's text, kept with the version

  // The step of that kind. Throws std::out_of_range when the SOP has none: the checker refuses such a file.
  [[nodiscard]] const Step& step(StepKey) const;
  [[nodiscard]] const Step& step_number(int number) const;
  [[nodiscard]] const Step* find_step(int number) const;  // nullptr: there is none
  [[nodiscard]] int last_day() const;
};

// One thing wrong in an SOP file: where and why. Line 0: the file as a whole.
struct SopFault {
  int line = 0;
  std::string reason;
};

struct SopReading {
  Sop sop;
  std::vector<SopFault> faults;  // empty: the SOP can be run
};

// Reads and checks an SOP file's text: unknown actor, document or rule; unreachable, doubled or missing step;
// a day that runs backwards; a required document that no earlier step produces; a version without a number.
SopReading read_sop(std::string_view toml);

// Documents that a step of that kind produces (domain: column Output), for the checker and the board.
std::vector<DocumentType> produces(StepKey);

// Where a step may send the case instead of forward: return_analysis, postpone_plenary (to another meeting, so to the
// plenary itself) and return_report. Nothing for a step that only goes forward. A draft answer that the signatory hands
// back stays inside its own row, which the SOP does not divide.
std::optional<StepKey> returns_to(StepKey);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::StepKey> {
  using E = complaint::StepKey;
  static constexpr std::array<std::pair<E, std::string_view>, 10> table{{{E::Intake, "intake"},
                                                                         {E::Submit, "submit"},
                                                                         {E::Disposition, "disposition"},
                                                                         {E::Analysis, "analysis"},
                                                                         {E::Review, "review"},
                                                                         {E::Plenary, "plenary"},
                                                                         {E::Answer, "answer"},
                                                                         {E::Delivery, "delivery"},
                                                                         {E::FollowUp, "follow_up"},
                                                                         {E::FinalReport, "final_report"}}};
};
template <>
struct Names<calendar::DayType> {
  using E = calendar::DayType;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::Working, "WORKING"}, {E::Calendar, "CALENDAR"}}};
};
template <>
struct Names<complaint::ClockStart> {
  using E = complaint::ClockStart;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::Registration, "REGISTRATION"}, {E::Receipt, "RECEIPT"}}};
};
template <>
struct Names<complaint::NotesRequired> {
  using E = complaint::NotesRequired;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::IfEvent, "IF_EVENT"}, {E::Always, "ALWAYS"}}};
};
}  // namespace dumas
