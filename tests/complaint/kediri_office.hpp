// The office in which the rules are tested: its settings, its calendar, its SOP and its people.
#pragma once

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "complaint/decide.hpp"

namespace dumas::complaint::testing {

inline Date day(std::string_view text) { return parse_iso_date(text).value(); }

// Office time of the fixture's zone: at("2026-11-30", "09:00").
inline Instant at(std::string_view date, std::string_view time) {
  return instant_at(day(date), parse_hh_mm(time).value(), Zone::Wib);
}

inline std::string file_text(const std::string& path) {
  std::ifstream file{std::string{DUMAS_SOURCE_DIR} + "/" + path};
  return file ? std::string{std::istreambuf_iterator<char>{file}, {}} : std::string{};
}

inline OfficeSettings make_office() {
  using namespace std::chrono_literals;
  OfficeSettings office;
  office.code = "3571";
  office.name = "KPU Kota Kediri";
  office.counter_open = 8h;
  office.counter_close = 15h + 30min;
  office.closing_time = office.closing_friday = 16h;
  office.class_code = "HK.03.2";
  return office;
}

inline const calendar::Calendar& make_calendar() {
  static const calendar::Calendar made = [] {
    std::vector<calendar::HolidaySet> sets;
    for (const char* year : {"2025", "2026", "2027"}) {
      const auto path = std::string{"config/holidays/id-"} + year + ".toml";
      sets.push_back(calendar::parse_holidays(file_text(path), path).value());
    }
    const auto office = make_office();
    return calendar::Calendar::make(
               std::move(sets), calendar::WorkWeek::monday_to_friday(),
               {.zone = office.zone, .counter_open = office.counter_open, .counter_close = office.counter_close})
        .value();
  }();
  return made;
}

// The ten rows as domain.md section 1 gives them, written here a second time on purpose: the rules are tested against
// the procedure, not against what the shipped file happens to say. shipped_sop_test compares the two.
inline Sop kediri_sop() {
  using D = DocumentType;
  using R = Role;
  Sop sop;
  sop.number = "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021";
  sop.version = "1";
  const auto row = [&sop](StepKey key, std::vector<Role> actors, ActorRule rule, std::vector<DocumentType> documents,
                          int due) {
    Step step;
    step.number = static_cast<int>(sop.steps.size()) + 1;
    step.key = key;
    step.actors = std::move(actors);
    step.rule = rule;
    step.requires_documents = std::move(documents);
    step.due_day = due;
    sop.steps.push_back(std::move(step));
  };
  row(StepKey::Intake, {R::FrontDesk, R::OnlineOperator}, ActorRule::Any, {}, 1);
  row(StepKey::Submit, {R::FrontDesk, R::OnlineOperator}, ActorRule::Any, {D::ComplaintForm}, 1);
  row(StepKey::Disposition, {R::Secretary, R::Chair}, ActorRule::All, {D::Disposition, D::ComplaintFile}, 1);
  row(StepKey::Analysis, {R::ComplaintUnit}, ActorRule::Any, {D::Disposition, D::ComplaintFile}, 2);
  row(StepKey::Review, {R::Secretary, R::Chair}, ActorRule::All, {D::Disposition, D::ComplaintFile}, 2);
  row(StepKey::Plenary, {R::Chair, R::Commissioner}, ActorRule::Quorum, {D::Disposition, D::ComplaintFile}, 3);
  row(StepKey::Answer, {R::ComplaintUnit}, ActorRule::Any, {D::Disposition, D::ComplaintFile, D::PlenaryMinutes}, 3);
  row(StepKey::Delivery, {R::ComplaintUnit, R::FrontDesk}, ActorRule::Any, {D::AnswerLetter, D::PlenaryMinutes}, 4);
  row(StepKey::FollowUp, {R::ComplaintUnit}, ActorRule::Any, {D::AnswerLetter, D::Receipt}, 4);
  row(StepKey::FinalReport, {R::Secretary, R::Chair}, ActorRule::Any, {D::ActivityMemo, D::MeetingNotes}, 5);
  return sop;
}

inline Step& row_of(Sop& sop, StepKey key) {
  for (auto& step : sop.steps)
    if (step.key == key) return step;
  throw std::logic_error("no such row");
}

// One fictional person per role, user ids 101, 102 ...; the citizen has none.
inline Actor person(Role role, Capacity capacity = Capacity::Own) {
  if (role == Role::Reporter || role == Role::Timer) return {.user = {}, .role = role};
  return {.user = UserId{101 + static_cast<std::int64_t>(role)}, .role = role, .capacity = capacity};
}
inline const Actor citizen = person(Role::Reporter), desk = person(Role::FrontDesk),
                   online = person(Role::OnlineOperator), unit = person(Role::ComplaintUnit),
                   secretary = person(Role::Secretary), chair = person(Role::Chair),
                   legal = person(Role::LegalDivision), head = person(Role::SubsectionHead);

inline std::vector<UserId> members(std::size_t count) {
  std::vector<UserId> users;
  for (std::size_t n = 0; n < count; ++n) users.push_back(UserId{201 + static_cast<std::int64_t>(n)});
  return users;
}

}  // namespace dumas::complaint::testing
