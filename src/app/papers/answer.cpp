// Surat Jawaban (SOP row 7). A letter cancelled after its signature keeps its own number and says that it is void.
#include "app/papers/models.hpp"
#include "documents/long_date.hpp"

namespace dumas::app::papers {
namespace {

using complaint::EventType;

bool holds(const complaint::Event& event, RecordId record) {
  for (const auto& ref : event.records)
    if (ref.id == record) return true;
  return false;
}

void plenary(const CasePaper& p, Model& model) {
  const auto meeting = p.meeting(p.then.meeting);
  if (!meeting || p.then.minutes_number.empty()) return;
  model.section("PLENARY")
      .set("DATE", documents::long_date(meeting->date, Language::Indonesian))
      .set("NUMBER", p.then.minutes_number);
}

// Before the signature the holder of the office stands under it; who signs may be another, as Plh. or Plt.
documents::Signer signatory(const CasePaper& p, const std::optional<SignedLetter>& letter) {
  if (letter) return p.say.signer(letter->event.actor, letter->event.at);
  const auto role = from_name<complaint::Role>(p.text("signatory")).value_or(complaint::Role::Secretary);
  documents::Signer signer;
  signer.title = p.say.word("role", role);
  signer.name = p.say.names().holder(role).display_name;
  return signer;
}

// Who initialled this draft, or will.
std::string initials_of(const CasePaper& p) {
  const complaint::Event* last = nullptr;
  std::int64_t version = 0;
  for (const auto& event : p.events) {
    if (++version <= p.then.version) continue;
    if (event.type() == EventType::AnswerDrafted || event.type() == EventType::AnswerSigned) break;
    if (event.type() == EventType::AnswerInitialled) last = &event;
  }
  return last ? p.say.title(last->actor) : p.say.word("role", complaint::Role::SubsectionHead);
}

}  // namespace

std::optional<SignedLetter> signature_of(const std::vector<complaint::Event>& events, RecordId letter) {
  std::optional<SignedLetter> found;
  bool drafted = false;
  for (const auto& event : events) {
    if (!drafted) {
      drafted = event.type() == EventType::AnswerDrafted && holds(event, letter);
    } else if (const auto* by = std::get_if<complaint::AnswerSigned>(&event.data); by && !found) {
      found = SignedLetter{.number = by->number, .event = event};
    } else if (const auto* voided = std::get_if<complaint::AnswerVoided>(&event.data); voided && found) {
      found->voided = found->voided || voided->number == found->number;
    } else if (event.type() == EventType::AnswerDrafted && !found) {
      return std::nullopt;  // another draft took its place before anybody signed
    }
  }
  return found;
}

std::optional<SignedLetter> letter_then(const CasePaper& p) {
  const auto letter = p.then.documents.find(DocumentType::AnswerLetter);
  if (letter == p.then.documents.end()) return std::nullopt;
  return signature_of(p.events, letter->second);
}

Model answer_letter(const CasePaper& p) {
  const auto letter = signature_of(p.events, p.record.id);
  const auto role = from_name<complaint::Role>(p.text("signatory")).value_or(complaint::Role::Secretary);
  Model model = p.begin(letterhead_of(role), letter ? documents::Standing::Final : documents::Standing::Draft);
  if (letter && letter->voided) model.show("VOID");
  model.set("NUMBER", letter ? letter->number : std::string{by_hand});
  model.set("DATE", letter ? p.say.date(letter->event.at) : std::string{by_hand});
  model.set("NATURE", p.nature()).set("ATTACHMENTS", none).set("NAME", p.reporter(CasePaper::Shown::AsAsked));
  const bool named = p.say.request().naming == Naming::Named;
  const auto address = named ? p.newest_now(DocumentType::Reporter).text("address") : "";
  model.set("REPORTER_ADDRESS", address.empty() ? "Tempat" : address);
  model.set("RECEIVED", p.say.date(p.now.received)).set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  model.list("FINDINGS", "TEXT", p.text().list("findings")).list("LAW", "TEXT", p.text().list("legal_basis"));
  plenary(p, model);
  model.set("DECISION", p.text("decision")).set_if("NEXT_STEPS", p.text("next_steps"));
  model.set_if("OBJECTION_DAYS", std::to_string(p.say.office().objection_days));
  auto signer = signatory(p, letter);
  // Only the draft that goes round carries the box of initials; the letter that leaves the house is clean.
  if (!letter) signer.initials = {initials_of(p)};
  documents::add_signer(model, signer);
  model.list("COPIES", "TEXT", p.text().list("copies"));
  return model;
}

}  // namespace dumas::app::papers
