// SOP row 1, first half: a complaint comes in. Online by the citizen, at the counter, by letter or call through staff.
#include "complaint/steps.hpp"

#include <algorithm>

namespace dumas::complaint::steps {
namespace {

bool is_spoken(Channel channel) { return channel == Channel::Counter || channel == Channel::Phone; }

bool looks_like_address(const std::string& email) {
  const auto at = email.find('@');
  return at != std::string::npos && at > 0 && at + 1 < email.size() && email.find('@', at + 1) == std::string::npos &&
         email.find(' ') == std::string::npos;
}

// "contact or declared anonymous" (domain 2.3): who gives a name also says how he can be reached.
Checked check_person(const SubmitComplaint& c) {
  if (*c.disclosure == Disclosure::Anonymous) return Done{};
  std::vector<Refusal> faults;
  if (c.name.empty()) faults.push_back(invalid("name", "error.name_missing"));
  if (c.phone.empty() && c.email.empty() && c.address.empty())
    faults.push_back(invalid("phone", "error.contact_missing"));
  if (!c.email.empty() && !looks_like_address(c.email)) faults.push_back(invalid("email", "error.email"));
  if (faults.empty()) return Done{};
  Refusal first = faults.front();
  first.others.assign(faults.begin() + 1, faults.end());
  return first;
}

}  // namespace

Result<Decision> decide(const State&, const SubmitComplaint& c, const Facts& facts) {
  if (!c.channel) return invalid("channel", "error.required");
  if (c.subject.empty()) return invalid("subject", "error.required");
  if (c.story.empty()) return invalid("story", "error.required");
  if (!c.disclosure) return invalid("disclosure", "error.required");
  if (const auto person = check_person(c); !person) return person.refusal();
  const bool typed_by_staff = facts.actor.role != Role::Reporter;
  if (!typed_by_staff && *c.channel != Channel::Web) return invalid("channel", "error.channel_web");
  if (typed_by_staff && is_spoken(*c.channel) && !c.read_back) return invalid("read_back", "error.read_back");

  std::vector<RecordDraft> drafts;
  drafts.push_back({DocumentType::ComplaintForm,
                    content_of(c, {"channel", "subject", "story", "place", "occurred", "respondent", "loss", "wish",
                                   "reported_elsewhere", "letter_number", "letter_date", "disclosure", "read_back"})});
  drafts.push_back({DocumentType::ComplaintFile, content_of(c, {"subject"})});
  const bool anonymous = *c.disclosure == Disclosure::Anonymous;
  if (!anonymous)
    drafts.push_back({DocumentType::Reporter, content_of(c, {"name", "identity_number", "address", "phone", "email",
                                                             "occupation", "assistance"})});
  return Decision{
      happened(facts,
               ComplaintReceived{
                   .channel = c.channel, .disclosure = c.disclosure, .reachable = !anonymous, .evidence = c.evidence},
               std::move(drafts))};
}

}  // namespace dumas::complaint::steps
