// What the form of a command and its sending share: where its files wait, in which hat it is given, and the page with
// everything typed still in it. Called by command_form.cpp and command_post.cpp alone.
#pragma once

#include <optional>
#include <string>

#include "web/staff/case_view.hpp"

namespace dumas::web::pages {

// A command of the address on a case of the address.
struct CommandPlace {
  OpenCase open;
  complaint::CommandKind command;
  std::string file_owner;  // files wait under the officer, the case and the command: two forms do not mix
};

// Nothing: no such case for him, or no such command on a case.
[[nodiscard]] std::optional<CommandPlace> command_place(Site&, const Visit&, store::Connection&);

// The hat named in the form when he wears it, else hat_for(): a repeat must come from the same hat to be known as one.
[[nodiscard]] std::optional<complaint::Actor> command_actor(const Visit&, const CommandPlace&, const http::Form&);

struct CommandFormState {
  const http::Form& typed;  // what stands in the fields
  std::string idempotency;
  std::int64_t version = 0;  // of the case as the reader saw it
  const Refusal* refusal = nullptr;
  std::int64_t seen_version = 0;  // with VERSION_CONFLICT: what came after this is shown
  std::string notice{};           // a sentence above the form
};
[[nodiscard]] http::Response show_command(Site&, const Visit&, const CommandPlace&, const complaint::Actor&,
                                          const CommandFormState&, int status);

// When no hat of his gives the command now: the sentence why, and the way back. 403 or 409.
[[nodiscard]] http::Response show_not_now(Site&, const Visit&, const CommandPlace&);

}  // namespace dumas::web::pages
