#include "app/database_place.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "complaint/settings_file.hpp"

namespace dumas::app {

Result<store::DatabasePlace> database_place(const Folders& folders) {
  const auto file = folders.data / "dumas.toml";
  if (!std::filesystem::exists(file)) return store::DatabasePlace{folders.database()};
  const auto refuse = [&file](int line, std::string_view reason) {
    return Refusal{.code = "CONFIGURATION",
                   .key = "error.configuration",
                   .arguments = {fmt::format("{}:{}: {}", file.string(), line, reason)}};
  };
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return refuse(0, "cannot be read");
  std::vector<complaint::LineFault> faults;
  const auto root = complaint::parse_settings(std::string{std::istreambuf_iterator<char>(stream), {}}, faults);
  complaint::TableReader reader{root, "", faults};
  const std::string text = reader.text("database");
  const int line = reader.line("database");
  reader.finish();
  if (!faults.empty()) return refuse(faults.front().line, faults.front().reason);
  auto place = store::DatabasePlace::read(text);
  if (place.dialect() == store::Dialect::Sqlite && place.file() != folders.database())
    return refuse(line, "database wants \"postgresql://...\"; without this file it is dumas.db in the data folder");
  return place;
}

}  // namespace dumas::app
