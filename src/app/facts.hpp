// Gathers the Facts a rule may know, inside the transaction that will keep its events. Called by execute and the sweep.
#pragma once

#include "app/application.hpp"
#include "complaint/facts.hpp"
#include "complaint/meeting.hpp"
#include "store/numbers.hpp"

namespace dumas::app {

// What a command refers to outside its case.
struct References {
  std::vector<FileId> files;
  MeetingId meeting;
  std::string number;  // typed by hand
};
[[nodiscard]] References references_of(complaint::Command);

[[nodiscard]] complaint::Facts gather_facts(Application&, store::Connection&, const complaint::State&,
                                            const complaint::Actor&, complaint::CommandKind, const References&,
                                            Instant now);

// The next number of a counter in the year of `now`, written out by the office's pattern.
[[nodiscard]] complaint::NextNumber next_number(Application&, store::Connection&, store::NumberKind,
                                                const std::string& class_code, Instant now);

// Chair and commissioners in office, in the order of their ids: who may vote in a plenary.
[[nodiscard]] std::vector<UserId> plenary_members(store::Connection&, std::string_view office);

}  // namespace dumas::app
