// SOP row 8: the proof that the answer was handed over, and the tanda terima, filled in or to be signed on the way.
#include "app/papers/models.hpp"

namespace dumas::app::papers {
namespace {

// Under which number the answer went out, and to whom.
void letter_of(const CasePaper& p, Model& model) {
  const auto letter = letter_then(p);
  model.set("LETTER_NO", letter ? letter->number : std::string{by_hand});
  model.set("LETTER_DATE", letter ? p.say.date(letter->event.at) : std::string{by_hand});
  model.set("SUBJECT", p.subject()).set("REGISTER_NO", p.register_no());
  model.set("ADDRESSEE", p.reporter(CasePaper::Shown::AsAsked));
}

// Who took it: written in clear only where the complainant may be named, since it mostly is he.
std::string receiver(const CasePaper& p) {
  const auto name = p.text("received_by");
  return p.say.request().naming == Naming::Named || name.empty() ? name : p.say.text("paper.receiver_kept");
}

std::vector<std::string> proof_files(const CasePaper& p) {
  if (const auto* delivered = std::get_if<complaint::AnswerDelivered>(&p.made.data))
    return p.file_names(delivered->evidence);
  if (const auto* receipt = std::get_if<complaint::ReceiptRecorded>(&p.made.data))
    return p.file_names(receipt->evidence);
  return {};
}

void what_happened(const CasePaper& p, Model& model) {
  model.set("CHANNEL", p.say.word_or_none("delivery_channel", p.then.delivery));
  model.set_if("RECEIVED_BY", receiver(p)).set_if("RELATION", p.text("relation")).set_if("PROOF", p.text("proof"));
  model.list("ATTEMPTS", "TEXT", p.text().list("attempts")).list("FILES", "TEXT", proof_files(p));
}

void taker(Model& model, const std::string& name, const std::string& relation) {
  documents::Signer signer;
  signer.title = "Yang menerima";
  signer.name = name;
  signer.rank = relation;
  documents::add_signer(model, signer);
}

}  // namespace

Model delivery_proof(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  letter_of(p, model);
  model.set("DAY", p.say.day(p.say.day_of(p.made.at))).set("TIME", p.say.clock(p.made.at));
  what_happened(p, model);
  auto officer = p.say.signer(p.made.actor, p.made.at);
  officer.place_date = p.say.place_and_date(p.made.at);
  documents::add_signer(model, officer);
  return model;
}

Model answer_receipt(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  letter_of(p, model);
  if (p.record.type == DocumentType::AnswerLetter) {  // to be taken along and signed
    model.set("DAY", by_hand_long).set("TIME", by_hand);
    model.show("TO_SIGN");
    documents::add_signer(model, {.title = "Yang menyerahkan"});
    taker(model, "", "");
    return model;
  }
  model.set("DAY", p.say.day(p.say.day_of(p.made.at))).set("TIME", p.say.clock(p.made.at));
  what_happened(p, model);
  documents::Signer officer = p.say.signer(p.made.actor, p.made.at);
  officer.title = "Yang menyerahkan";
  documents::add_signer(model, officer);
  if (p.text("received_by").empty())
    model.show("ELECTRONIC");
  else
    taker(model, receiver(p), p.text("relation"));
  return model;
}

}  // namespace dumas::app::papers
