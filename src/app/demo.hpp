// A sample office: fictional staff for every role and thirty fictional complaints at every stage, made by the same
// functions that real ones go through. The texts stand in demo/*.toml. Called by `dumas demo` and by tests.
#pragma once

#include <string>
#include <vector>

#include "app/application.hpp"

namespace dumas::app {

struct DemoAccount {
  std::string login, password, display_name, title;
  std::vector<complaint::Role> roles;
};

// Fills an empty data folder so that at `today` there are cases in every status of the main road, and marks the folder
// (DATA/demo) so that every page says so. All that happens lies on the working days before the office's date at
// `today`; `options.clock` is not read. Refusals: CONFIGURATION (the folder holds an office already; a sample file that
// is missing or wrong, with its line), those of Application::open, and any refusal of a step, which is a fault of the
// sample texts.
[[nodiscard]] Result<std::vector<DemoAccount>> fill_demo(ApplicationOptions options, Instant today);

}  // namespace dumas::app
