// Words and files between the citizen and the office, beside the ten rows.
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State&, const SendMessage& c, const Facts& facts) {
  if (c.text.empty()) return invalid("text", "error.required");
  Content message = content_of(c);
  const bool by_reporter = facts.actor.role == Role::Reporter;
  message.set("by", std::string{by_reporter ? "REPORTER" : "OFFICE"});
  return Decision{happened(facts, MessageSent{.by_reporter = by_reporter, .evidence = c.evidence},
                           {{DocumentType::Message, std::move(message)}})};
}

}  // namespace dumas::complaint::steps
