#include "app/demo.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/database_place.hpp"
#include "app/demo_timeline.hpp"
#include "store/migrations.hpp"

namespace dumas::app {
namespace {

using complaint::SettingsNode;

Refusal configuration(std::string sentence) {
  return {.code = "CONFIGURATION", .key = "error.configuration", .arguments = {std::move(sentence)}};
}
Result<SettingsNode> read(const std::filesystem::path& path);
Result<std::vector<DemoAccount>> accounts_of(const SettingsNode& file);
Result<SampleStaff> hire(Desk& desk, const std::vector<DemoAccount>& accounts);

}  // namespace

Result<std::vector<DemoAccount>> fill_demo(ApplicationOptions options, Instant today) {
  const Folders folders = options.folders;
  const auto place = database_place(folders);
  if (!place) return place.refusal();
  if (store::holds_tables(*place))
    return configuration(
        fmt::format("{}: holds an office already; the sample needs an empty folder", folders.data.string()));
  const auto staff_file = read(folders.share / "demo" / "staff.toml");
  if (!staff_file) return staff_file.refusal();
  const auto complaints_file = read(folders.share / "demo" / "complaints.toml");
  if (!complaints_file) return complaints_file.refusal();
  auto accounts = accounts_of(*staff_file);
  if (!accounts) return accounts.refusal();

  constexpr auto before_all = std::chrono::days(90);  // the office opened some time before its first complaint
  ManualClock clock(today - before_all);
  options.clock = &clock;
  auto opened = Application::open(std::move(options));
  if (!opened) return opened.refusal();
  // Before anything else, so that a sample that broke off is not taken for an office either.
  std::ofstream mark(folders.data / "demo");
  mark << "Data contoh: semua orang dan pengaduan di sini fiktif.\n";
  if (!mark.flush()) return configuration(fmt::format("{}: cannot be written", (folders.data / "demo").string()));
  Application& app = **opened;
  Desk desk(app);
  auto staff = hire(desk, *accounts);
  if (!staff) return staff.refusal();
  try {
    const Date last_day = app.calendar().previous_working_day(app.calendar().date_at(today));
    SampleTimeline timeline(app, desk, clock, std::move(*staff), last_day);
    timeline.plan_delegations(*staff_file);
    timeline.plan(*complaints_file);
    if (const auto played = timeline.play(); !played) return played.refusal();
  } catch (const std::logic_error& error) {  // a login, meeting or number of the texts that is none
    return configuration(fmt::format("demo: {}", error.what()));
  } catch (const std::runtime_error& error) {
    return configuration(fmt::format("demo: {}", error.what()));
  }
  return std::move(*accounts);
}

namespace {

Result<SettingsNode> read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return configuration(fmt::format("{}: cannot be read", path.string()));
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<complaint::LineFault> faults;
  auto root = complaint::parse_settings(text, faults);
  if (!faults.empty())
    return configuration(fmt::format("{}:{}: {}", path.string(), faults.front().line, faults.front().reason));
  return root;
}

Result<std::vector<DemoAccount>> accounts_of(const SettingsNode& file) {
  std::vector<DemoAccount> accounts;
  const auto* entries = entry_of(&file, "staff");
  if (entries == nullptr) return configuration("demo/staff.toml: no staff");
  for (const auto& entry : entries->items) {
    DemoAccount account{.login = text_of(&entry, "login"),
                        .password = text_of(&file, "password"),
                        .display_name = text_of(&entry, "name"),
                        .title = text_of(&entry, "title"),
                        .roles = {}};
    for (const auto& word : texts_of(&entry, "roles")) {
      const auto role = from_name<complaint::Role>(word);
      if (!role) return configuration(fmt::format("demo/staff.toml:{}: {} is no role", entry.line, word));
      account.roles.push_back(*role);
    }
    accounts.push_back(std::move(account));
  }
  return accounts;
}

Result<SampleStaff> hire(Desk& desk, const std::vector<DemoAccount>& accounts) {
  SampleStaff staff;
  for (const auto& account : accounts) {
    const auto added =
        desk.accounts.add({.role = complaint::Role::Admin}, {.login = account.login,
                                                             .display_name = account.display_name,
                                                             .title = account.title,
                                                             .password = account.password,
                                                             .roles = account.roles,
                                                             .password_origin = store::PasswordOrigin::Own});
    if (!added) return added.refusal();
    staff.by_login[account.login] = *added;
    for (const auto role : account.roles) staff.by_role[role].push_back(*added);
  }
  return staff;
}

}  // namespace
}  // namespace dumas::app
