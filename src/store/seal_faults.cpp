// Sealed values that stand outside the log, each opened once, and streams read once: two parts of integrity.hpp.
#include <fmt/format.h>

#include "store/event_log.hpp"
#include "store/integrity.hpp"

namespace dumas::store {

std::vector<std::string> seal_faults(Connection& connection, const Vault& vault) {
  std::vector<std::string> faults;
  const auto look = [&](std::string_view what, const auto& unopened) {
    try {
      for (const auto& row : unopened(connection, vault)) faults.push_back(fmt::format("{} {}", what, row));
    } catch (const std::exception& error) {
      faults.push_back(fmt::format("{}s cannot be read to the end: {}", what, error.what()));
    }
  };
  look("tracking code", unopened_codes);
  look("receipt", unopened_answers);
  look("notice", unopened_notices);
  look("draft", unopened_drafts);
  look("key check", unfit_key_checks);
  return faults;
}

std::vector<Damaged> damaged_streams(Connection& connection) {
  std::vector<std::pair<Stream, std::int64_t>> streams;
  std::vector<Damaged> faults;
  try {
    auto select = connection.prepare("SELECT DISTINCT stream_kind, stream FROM events ORDER BY stream_kind, stream");
    while (select.step()) streams.emplace_back(stream_of(select.text(0)), select.integer(1));
  } catch (const std::exception& error) {
    faults.emplace_back("log", 0, fmt::format("its streams cannot be listed to the end: {}", error.what()));
  }
  for (const auto& [kind, id] : streams) {
    try {
      (void)history(connection, kind, id);
    } catch (const Damaged& damaged) {
      faults.push_back(damaged);
    }
  }
  return faults;
}

}  // namespace dumas::store
