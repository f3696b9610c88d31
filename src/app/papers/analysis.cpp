// Telaahan of the complaint unit (SOP row 4), and the short papers around it: legal question and opinion, review notes,
// returns with their reason, the closing note.
#include "app/papers/models.hpp"

namespace dumas::app::papers {
namespace {

void opinion(const CasePaper& p, Model& model) {
  const auto* given = p.last_before(complaint::EventType::LegalOpinionGiven);
  const auto text = p.newest_then(DocumentType::LegalOpinion).text("opinion");
  if (given == nullptr || text.empty()) return;
  Model& part = model.section("OPINION");
  part.set("TEXT", text).set("BY", p.say.names().name(given->actor.user)).set("BY_TITLE", p.say.title(given->actor));
  part.set("DATE", p.say.date(given->at));
}

documents::Signer maker(const CasePaper& p) {
  auto signer = p.say.signer(p.made.actor, p.made.at);
  signer.place_date = p.say.place_and_date(p.made.at);
  return signer;
}

}  // namespace

Model analysis(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  model.set("TO", p.say.leaders(p.sop->step(complaint::StepKey::Review).actors)).set("FROM", p.say.title(p.made.actor));
  model.set("DATE", p.say.date(p.made.at)).set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  model.set("NATURE", p.nature()).set("ATTACHMENTS", file_count(p.evidence().size()));
  model.set("POINT", p.text("subject")).set("FACTS", p.text("facts")).set("LEGAL_BASIS", p.text("legal_basis"));
  boxes<complaint::Authority>(p.say, model, "AUTHORITIES", "authority",
                              [&](auto value) { return name(value) == p.text("authority"); });
  model.set_if("AUTHORITY_TARGET", p.text("authority_target")).set("ANALYSIS", p.text("analysis"));
  model.list("OPTIONS", "TEXT", p.text().list("options")).set("RECOMMENDATION", p.text("recommendation"));
  opinion(p, model);
  model.set_if("OPINION_WAIVER", p.text("opinion_waiver")).list("EVIDENCE", "TEXT", p.file_names(p.evidence()));
  documents::add_signer(model, maker(p));
  return model;
}

Model case_note(const CasePaper& p) {
  Model model = p.begin(letterhead_of(p.made.actor.role));
  // Also the reason of a cancelled letter is kept as a return: the event tells which it is.
  const auto* voided = std::get_if<complaint::AnswerVoided>(&p.made.data);
  model.set("TITLE", voided ? p.say.text("paper.void_title") : p.say.word("document", p.record.type));
  const auto row = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) model.section("ROWS").set("KEY", p.say.text(key)).set("VALUE", value);
  };
  row("paper.row_register_no", p.register_no());
  row("paper.row_subject", p.subject());
  if (voided) row("paper.row_void_number", voided->number);
  row("paper.row_from", p.say.title(p.made.actor));
  row("paper.row_date", p.say.date_and_time(p.made.at));
  for (const auto& [field, value] : p.text().fields()) {
    if (field == "leader" || field == "capacity") continue;
    const auto text = p.text(field);
    if (!text.empty()) model.section("PARTS").set("HEADING", p.say.text("field." + field)).set_if("TEXT", text);
  }
  documents::add_signer(model, maker(p));
  return model;
}

}  // namespace dumas::app::papers
