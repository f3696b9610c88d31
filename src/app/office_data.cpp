#include "app/office_data.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>

namespace dumas::app {
namespace {

Refusal unusable(std::string sentence) {
  return {.code = "CONFIGURATION", .key = "error.configuration", .arguments = {std::move(sentence)}};
}

std::optional<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

template <class Fault>
Refusal faulty(const std::filesystem::path& file, const std::vector<Fault>& faults) {
  std::string sentence;
  for (const auto& fault : faults) sentence += fmt::format("{}:{}: {}\n", file.string(), fault.line, fault.reason);
  return unusable(std::move(sentence));
}

}  // namespace

std::filesystem::path Folders::config(const std::filesystem::path& relative) const {
  const auto own = data / "office" / relative.filename();
  return std::filesystem::exists(own) ? own : share / relative;
}

Result<OfficeData> read_office_data(const Folders& folders) {
  const auto office_file = folders.config("config/office.toml");
  const auto office_text = read_file(office_file);
  if (!office_text) return unusable(fmt::format("{}: cannot be read", office_file.string()));
  auto office = complaint::read_office(*office_text);
  if (!office.faults.empty()) return faulty(office_file, office.faults);

  const auto sop_file = folders.config(office.office.sop_file);
  const auto sop_text = read_file(sop_file);
  if (!sop_text) return unusable(fmt::format("{}: cannot be read", sop_file.string()));
  auto sop = complaint::read_sop(*sop_text);
  if (!sop.faults.empty()) return faulty(sop_file, sop.faults);

  std::vector<calendar::HolidaySet> sets;
  for (const auto& name : office.office.holiday_files) {
    const auto file = folders.config(name);
    const auto text = read_file(file);
    if (!text) return unusable(fmt::format("{}: cannot be read", file.string()));
    auto set = calendar::parse_holidays(*text, file.string());
    if (!set) {
      const auto& fault = set.refusal();
      return unusable(fmt::format("{}: {}", fault.key, fmt::join(fault.arguments, ": ")));
    }
    sets.push_back(std::move(*set));
  }
  const auto& settings = office.office;
  auto calendar = calendar::Calendar::make(std::move(sets), calendar::WorkWeek::monday_to_friday(),
                                           {.zone = settings.zone,
                                            .counter_open = settings.counter_open,
                                            .counter_close = settings.counter_close,
                                            .work_end = settings.closing_time,
                                            .friday_work_end = settings.closing_friday});
  if (!calendar) return unusable(calendar.refusal().key);
  return OfficeData{std::move(office.office), std::move(sop.sop), std::move(*calendar)};
}

}  // namespace dumas::app
