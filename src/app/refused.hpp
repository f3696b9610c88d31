// A refused command in the security log (domain section 8, S5). It changed nothing, so its line is written by the door
// that sent it, outside of execute. Called by web/staff/command_post.cpp and api/commands.cpp.
#pragma once

#include <string_view>

#include "app/application.hpp"
#include "base/result.hpp"
#include "complaint/decide.hpp"

namespace dumas::app {

// `command`: its name in the program, not what somebody typed. No case: a command of a meeting.
void log_refused(Application&, const complaint::Actor&, CaseId, std::string_view command, const Refusal&);

}  // namespace dumas::app
