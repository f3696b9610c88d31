// A form made from a command's own description: each field through views/fields/, with its label and hint from the
// catalogue, what was typed still in it and the fault beside it. Called by the command pages.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "complaint/commands.hpp"
#include "complaint/content.hpp"
#include "http/form.hpp"
#include "web/fields.hpp"
#include "web/visit.hpp"

namespace dumas::web {

struct FormValues {
  const http::Form& typed;           // or what the form begins with
  const Refusal* refusal = nullptr;  // whose sentences stand beside the fields
  std::vector<Option> meetings{};    // value: the id of a meeting's address
};

// Fills {{>FIELDS}}, one include for each field of the command. Labels: command_field.{command}.{field}, else
// field.{field}; hints: the same below command_hint and field_hint. Files are no fields here: see asks_files().
void show_fields(View&, const Site&, const Visit&, complaint::CommandKind, const FormValues&);

// Whether the command takes files, and whether it has any field at all.
[[nodiscard]] bool asks_files(complaint::CommandKind);
[[nodiscard]] bool asks_anything(complaint::CommandKind);

// A paper's content as the form that would make it again: where a returned draft begins.
[[nodiscard]] http::Form form_of(const complaint::Content&);

}  // namespace dumas::web
