// Structured logs: one JSON object a line on standard error, without personal data. Callers give words and numbers of
// the program, never what somebody typed: a path is logged as its route's pattern or not at all.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace dumas::app {

enum class LogLevel { Info, Warning, Error };
using LogField = std::pair<std::string_view, std::string>;

// Safe from several threads.
void log(LogLevel, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace dumas::app
