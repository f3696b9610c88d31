// Fills a command from a posted form: cleans each text, keeps every fault with its field, so that the page shows them
// all at once with what was typed still in place. Called by the report, the desk and the command pages.
#pragma once

#include "base/result.hpp"
#include "complaint/commands.hpp"
#include "complaint/meeting.hpp"
#include "http/form.hpp"

namespace dumas::web {

// Which part of a command a page asks for. A report in steps reads a few fields at a time.
struct FieldNames {
  std::vector<std::string_view> only{};  // empty: all
  [[nodiscard]] bool has(std::string_view name) const;
};

// Files and meetings come as ids in fields of the command's own names ("evidence" holds ids of waiting uploads).
// Refusal INVALID_INPUT: the first fault, the others in `others`.
[[nodiscard]] Checked read_form(const http::Form&, complaint::Command&, const FieldNames& = {});
[[nodiscard]] Checked read_form(const http::Form&, complaint::MeetingCommand&);

}  // namespace dumas::web
