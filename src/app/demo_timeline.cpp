#include "app/demo_timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "app/demo_files.hpp"
#include "app/uploads.hpp"
#include "documents/long_date.hpp"
#include "store/event_log.hpp"

namespace dumas::app {
namespace {

using complaint::Actor;
using complaint::Capacity;
using complaint::Channel;
using complaint::Role;
using complaint::SettingsNode;

constexpr std::string_view file_owner = "demo";

std::int64_t number_of(const SettingsNode& entry, std::string_view key, std::int64_t otherwise = 0) {
  const auto* found = entry_of(&entry, key);
  return found == nullptr ? otherwise : found->number;
}

template <class E>
E word_of(const SettingsNode& place, std::string_view word) {
  if (const auto value = from_name<E>(word)) return *value;
  throw std::runtime_error(fmt::format("line {}: \"{}\" is not known", place.line, word));
}

bool comes_online(Channel channel) {
  switch (channel) {
    case Channel::Web:
    case Channel::Email:
    case Channel::Whatsapp:
    case Channel::Lapor:
    case Channel::SocialMedia: return true;
    case Channel::Counter:
    case Channel::Letter:
    case Channel::SuggestionBox:
    case Channel::Phone:
    case Channel::Referral: return false;
  }
  return false;
}

Refusal fault(std::string sentence) {
  return {.code = "CONFIGURATION", .key = "error.configuration", .arguments = {std::move(sentence)}};
}

// Not everything in the office happens on the same minute; the order of one case's deeds stays.
std::chrono::minutes scatter(std::size_t index) { return std::chrono::minutes(index * 7 % 20); }

}  // namespace

void SampleTimeline::plan_delegations(const SettingsNode& file) {
  const auto* entries = entry_of(&file, "delegation");
  if (entries == nullptr) return;
  for (const auto& entry : entries->items) {
    const Role role = word_of<Role>(entry, text_of(&entry, "role"));
    const NewDelegation delegation{.role = role,
                                   .user = staff_.by_login.at(text_of(&entry, "user")),
                                   .capacity = word_of<Capacity>(entry, text_of(&entry, "capacity")),
                                   .from = day(last_day_, number_of(entry, "from")),
                                   .to = day(last_day_, number_of(entry, "to")),
                                   .basis = text_of(&entry, "basis")};
    deeds_.push_back({hour(day(delegation.from, -1), "14:50"), "delegation", [this, role, delegation]() -> Checked {
                        const auto added = desk_.delegations.add(officer(role, 0), delegation);
                        if (!added) return added.refusal();
                        return Done{};
                      }});
  }
}

void SampleTimeline::plan(const SettingsNode& file) {
  defaults_ = entry_of(&file, "defaults");
  road_ = entry_of(&file, "road");
  const auto* meetings = entry_of(&file, "meeting");
  const auto* complaints = entry_of(&file, "complaint");
  if (defaults_ == nullptr || road_ == nullptr || meetings == nullptr || complaints == nullptr)
    throw std::runtime_error("defaults, road, meeting and complaint must all be there");
  for (const auto& entry : meetings->items) plan_meeting(entry);
  for (std::size_t i = 0; i < complaints->items.size(); ++i) plan_case(complaints->items[i], i);
}

Checked SampleTimeline::play() {
  std::stable_sort(deeds_.begin(), deeds_.end(), [](const Deed& a, const Deed& b) { return a.at < b.at; });
  for (const auto& deed : deeds_) {
    clock_.set(deed.at);
    if (const auto done = deed.run(); !done) {
      const auto& refusal = done.refusal();
      const std::string argument = refusal.arguments.empty() ? "" : refusal.arguments.front();
      return fault(fmt::format("demo: {} at {}: {} {} {} {}", deed.what, iso_instant(deed.at), refusal.code,
                               refusal.field, refusal.key, argument));
    }
  }
  return check_stages();
}

void SampleTimeline::plan_meeting(const SettingsNode& entry) {
  const std::string key = text_of(&entry, "key");
  const std::int64_t held = number_of(entry, "day");
  const Date date = day(last_day_, held);
  const Date called = day(last_day_, number_of(entry, "called", held - 1));
  deeds_.push_back({hour(called, "13:00"), "meeting " + key, [this, &entry, key, date]() -> Checked {
                      const SampleWorld known = world();
                      SampleFields fields(entry_of(&entry, "call"), entry_of(defaults_, "call"), known);
                      complaint::CallMeeting call;
                      call.describe(fields);
                      fields.finish();
                      call.date = date;
                      const auto receipt =
                          execute(app_, MeetingRequest{.command = call, .actor = officer(Role::Secretary, 0)});
                      if (!receipt) return receipt.refusal();
                      meetings_[key] = receipt->meeting;
                      return Done{};
                    }});
  if (held > 0) return;  // still to come
  deeds_.push_back({hour(date, "09:35"), "attendance " + key, [this, &entry, key]() -> Checked {
                      const SampleWorld known = world();
                      SampleFields fields(entry_of(&entry, "attendance"), entry_of(defaults_, "attendance"), known);
                      complaint::RecordAttendance attendance;
                      attendance.describe(fields);
                      fields.finish();
                      const auto receipt = execute(app_, MeetingRequest{.command = attendance,
                                                                        .actor = officer(Role::Secretary, 0),
                                                                        .meeting = meetings_.at(key)});
                      if (!receipt) return receipt.refusal();
                      return Done{};
                    }});
}

// The ten rows in their order until the entry's stage is reached, later from where it says so, and what it does beside.
void SampleTimeline::plan_case(const SettingsNode& entry, std::size_t index) {
  auto& made = *cases_.emplace_back(std::make_unique<Case>());
  const auto* submit = entry_of(&entry, "submit");
  made.entry = &entry;
  made.index = index;
  made.channel = word_of<Channel>(entry, text_of(submit, "channel"));
  made.first_day = day(last_day_, number_of(entry, "begins"));
  made.world = world();
  made.world.day = [this, first = made.first_day](std::int64_t days) { return day(first, days); };
  made.world.meeting = [this, &entry](const std::string& key) {
    return meetings_.at(key.empty() ? text_of(&entry, "meeting") : key);
  };
  made.world.words = {{"name", text_of(submit, "name").empty() ? "Pelapor" : text_of(submit, "name")},
                      {"subject", text_of(submit, "subject")}};
  for (int days = -5; days <= 5; ++days)
    made.world.words[fmt::format("day{:+}", days)] =
        documents::day_and_long_date(day(made.first_day, days), Language::Indonesian);

  const std::string stage = text_of(&entry, "stage"), until = text_of(&entry, "until");
  const auto* late = entry_of(&entry, "late");
  const auto* moved = entry_of(&entry, "at");
  std::int64_t behind = 0;
  for (const auto& row : road_->items) {
    const std::string key = text_of(&row, "key");
    if (late != nullptr) behind += number_of(*late, key);
    const auto* own = entry_of(&entry, key);
    const bool only_if_told = !text_of(&row, "optional").empty();
    if (!only_if_told || own != nullptr) {
      const auto* given = entry_of(moved, key);
      const std::string when = given == nullptr ? text_of(&row, "at") : given->text;
      const auto space = when.find(' ');
      const Date date = day(made.first_day, std::stoi(when.substr(0, space)) + behind);
      const auto at =
          hour(date, when.substr(space + 1)) + (given == nullptr ? scatter(index) : std::chrono::minutes(0));
      plan_deed(made, at, text_of(&row, "command"), text_of(&row, "by"), own, entry_of(defaults_, key));
    }
    if (until.empty() ? text_of(&row, "reaches") == stage : key == until) break;
  }
  const auto* beside = entry_of(&entry, "beside");
  if (beside == nullptr) return;
  for (const auto& deed : beside->items) {
    const std::string when = text_of(&deed, "at");
    const auto space = when.find(' ');
    const auto at = hour(day(made.first_day, std::stoi(when.substr(0, space))), when.substr(space + 1));
    plan_deed(made, at, text_of(&deed, "command"), text_of(&deed, "by"), entry_of(&deed, "say"), nullptr);
  }
}

void SampleTimeline::plan_deed(Case& of, Instant at, std::string_view command, std::string by, const SettingsNode* own,
                               const SettingsNode* defaults) {
  const auto kind = word_of<complaint::CommandKind>(*of.entry, command);
  deeds_.push_back({at, fmt::format("complaint {} {}", text_of(of.entry, "key"), command),
                    [this, &of, kind, by = std::move(by), own, defaults]() -> Checked {
                      auto told = complaint::make_command(kind);
                      SampleFields fields(own, defaults, of.world);
                      complaint::describe(told, fields);
                      fields.finish();
                      auto receipt = execute(app_, {.command = std::move(told),
                                                    .actor = actor(of, by),
                                                    .case_id = of.id,
                                                    .file_owner = std::string{file_owner}});
                      if (!receipt) return receipt.refusal();
                      of.id = receipt->case_id;
                      return Done{};
                    }});
}

Checked SampleTimeline::check_stages() {
  for (const auto& made : cases_) {
    const auto status = app_.readers().with(
        [&](store::Connection& connection) { return store::load_case(connection, made->id).status; });
    if (name(status) != text_of(made->entry, "stage"))
      return fault(fmt::format("demo: complaint {} (line {}) stands at {}", text_of(made->entry, "key"),
                               made->entry->line, name(status)));
  }
  return Done{};
}

Actor SampleTimeline::actor(const Case& of, std::string_view by) const {
  const Role desk = comes_online(of.channel) ? Role::OnlineOperator : Role::FrontDesk;
  if (by == "REPORTER" || (by == "SENDER" && of.channel == Channel::Web)) return {.role = Role::Reporter};
  if (by == "SENDER" || by == "DESK") return officer(desk, of.index);
  if (by != "SIGNATORY") return officer(word_of<Role>(*of.entry, by), of.index);
  const std::string own = text_of(entry_of(of.entry, "answer"), "signatory");
  return officer(word_of<Role>(*of.entry, own.empty() ? text_of(entry_of(defaults_, "answer"), "signatory") : own),
                 of.index);
}

// Whoever holds the role, or stands in for its holder today (domain A4).
Actor SampleTimeline::officer(Role role, std::size_t index) const {
  const Date today = app_.calendar().date_at(clock_.now());
  for (const auto& delegation : desk_.delegations.list())
    if (delegation.role == role && delegation.from <= today && today <= delegation.to)
      return {.user = delegation.user, .role = role, .capacity = delegation.capacity};
  const auto& holders = staff_.by_role.at(role);
  return {.user = holders[index % holders.size()], .role = role};
}

SampleWorld SampleTimeline::world() {
  SampleWorld known;
  known.file = [this](const std::string& name) { return keep(name); };
  known.user = [this](const std::string& login) { return staff_.by_login.at(login); };
  known.meeting = [this](const std::string& key) { return meetings_.at(key); };
  known.day = [this](std::int64_t days) { return day(last_day_, days); };
  return known;
}

FileId SampleTimeline::keep(const std::string& name) {
  const auto folder = app_.folders().data / "uploads";
  std::filesystem::create_directories(folder);
  const auto path = folder / "sample";
  {
    std::ofstream file(path, std::ios::binary);
    file << sample_file(name);
    if (!file.flush()) throw std::runtime_error("a sample file cannot be written");
  }
  const auto kept = keep_upload(app_, file_owner, {.filename = name, .path = path});
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!kept) throw std::runtime_error(fmt::format("the sample file {} is refused: {}", name, kept.refusal().key));
  return kept->id;
}

Date SampleTimeline::day(Date from, std::int64_t days) const {
  return app_.calendar().add_working_days(from, static_cast<int>(days));
}

Instant SampleTimeline::hour(Date date, std::string_view text) const {
  const auto time = parse_hh_mm(text);
  if (!time) throw std::runtime_error(fmt::format("\"{}\" is no time of day", text));
  return instant_at(date, *time, app_.settings().zone);
}

}  // namespace dumas::app
