#include "proof/chain.hpp"

namespace dumas::proof {

Digest empty_chain() { return {}; }

// Every column enters with its length before it, so that no two rows can be spelled alike.
Digest chain_hash(const Digest& before, const EventRow& event) {
  Sha256 sum;
  const auto add = [&sum](std::string_view part) { sum.add(std::to_string(part.size())).add(":").add(part); };
  add(as_bytes(before));
  for (const std::int64_t number :
       {event.id, event.stream, event.version, event.at, event.actor, event.step, event.days_late})
    add(std::to_string(number));
  for (const std::string_view text :
       {std::string_view{event.office}, std::string_view{event.stream_kind}, std::string_view{event.type},
        std::string_view{event.role}, std::string_view{event.capacity}, std::string_view{event.data},
        std::string_view{event.records}})
    add(text);
  return sum.finish();
}

}  // namespace dumas::proof
