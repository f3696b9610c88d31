// The office's settings, SOP and holidays, read from files. Shipped ones lie in the installation's folder; an office's
// own file of the same name in DATA/office/ goes before it. Called once at start by Application.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "complaint/office.hpp"
#include "complaint/sop.hpp"

namespace dumas::app {

struct OfficeData {
  complaint::OfficeSettings settings;
  complaint::Sop sop;
  calendar::Calendar calendar;
};

struct Folders {
  std::filesystem::path share;  // views, locale, sop, config as shipped
  std::filesystem::path data;   // the office's own: database, keys, files

  // The office's own copy of a shipped file, if there is one.
  [[nodiscard]] std::filesystem::path config(const std::filesystem::path& relative) const;
  [[nodiscard]] std::filesystem::path database() const { return data / "dumas.db"; }
};

// Refusal CONFIGURATION with a plain sentence in arguments[0] naming file, line and reason.
[[nodiscard]] Result<OfficeData> read_office_data(const Folders&);

}  // namespace dumas::app
