// The sample office's past: every deed of every case and meeting at its own hour, played in the order of the clock by
// the officer whose deed it is. Called by fill_demo.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/demo_fields.hpp"
#include "app/desk.hpp"
#include "app/execute.hpp"

namespace dumas::app {

struct SampleStaff {
  std::map<std::string, UserId, std::less<>> by_login;
  std::map<complaint::Role, std::vector<UserId>> by_role;
};

class SampleTimeline {
 public:
  // Days in the texts are working days: of a meeting or delegation from `last_day`, of a deed from its case's first day.
  SampleTimeline(Application& app, Desk& desk, ManualClock& clock, SampleStaff staff, Date last_day)
      : app_(app), desk_(desk), clock_(clock), staff_(std::move(staff)), last_day_(last_day) {}

  // Throws std::runtime_error naming the line of what cannot be understood.
  void plan_delegations(const complaint::SettingsNode& staff_file);
  void plan(const complaint::SettingsNode& complaints_file);
  // Refusal: the first that a deed met, CONFIGURATION with a sentence naming case and deed.
  [[nodiscard]] Checked play();

 private:
  struct Case {
    const complaint::SettingsNode* entry = nullptr;
    std::size_t index = 0;
    CaseId id{};
    complaint::Channel channel{};
    Date first_day{};
    SampleWorld world{};
  };
  struct Deed {
    Instant at{};
    std::string what;
    std::function<Checked()> run;
  };
  void plan_meeting(const complaint::SettingsNode& entry);
  void plan_case(const complaint::SettingsNode& entry, std::size_t index);
  void plan_deed(Case&, Instant, std::string_view command, std::string by, const complaint::SettingsNode* own,
                 const complaint::SettingsNode* defaults);
  [[nodiscard]] Checked check_stages();
  [[nodiscard]] complaint::Actor actor(const Case&, std::string_view by) const;
  [[nodiscard]] complaint::Actor officer(complaint::Role, std::size_t index) const;
  [[nodiscard]] SampleWorld world();
  [[nodiscard]] FileId keep(const std::string& name);
  [[nodiscard]] Date day(Date from, std::int64_t days) const;
  [[nodiscard]] Instant hour(Date, std::string_view hh_mm) const;

  Application& app_;
  Desk& desk_;
  ManualClock& clock_;
  SampleStaff staff_;
  Date last_day_;
  const complaint::SettingsNode* defaults_ = nullptr;
  const complaint::SettingsNode* road_ = nullptr;
  std::map<std::string, MeetingId, std::less<>> meetings_;
  std::vector<std::unique_ptr<Case>> cases_;
  std::vector<Deed> deeds_;
};

}  // namespace dumas::app
