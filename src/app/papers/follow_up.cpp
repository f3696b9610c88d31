// The papers of SOP row 9: the plan of a dialogue, mediation or clarification, the nota dinas that reports it, and the
// notes of the meeting.
#include "app/papers/models.hpp"

namespace dumas::app::papers {
namespace {

// Kind, day, time and place of the activity, as its plan told them.
void activity(const CasePaper& p, Model& model, const complaint::Content& plan) {
  model.set("ACTIVITY", p.say.text("activity." + plan.text("kind"))).set("DAY", p.say.day(plan.text("date")));
  model.set_if("TIME", p.say.clock(plan.text("time"))).set("PLACE", plan.text("place"));
}

}  // namespace

Model activity_plan(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  model.set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  activity(p, model, p.text());
  model.list("PARTICIPANTS", "TEXT", p.text().list("participants")).set_if("PREPARATION", p.text("preparation"));
  auto signer = p.say.signer(p.made.actor, p.made.at);
  signer.place_date = p.say.place_and_date(p.made.at);
  documents::add_signer(model, signer);
  return model;
}

Model activity_memo(const CasePaper& p) {
  const bool held = p.text("no_event_reason").empty();
  Model model = p.begin(documents::Letterhead::Secretariat);
  model.set("NUMBER", p.text("number")).set("DATE", p.say.date(p.made.at)).set("NATURE", p.nature());
  model.set("TO", p.say.leaders(p.sop->step(complaint::StepKey::FinalReport).actors));
  model.set("FROM", p.say.title(p.made.actor)).set("COPIES_TO", none);
  // The report goes with it, and the notes of the meeting when there was one.
  model.set("ATTACHMENTS", file_count(held ? 2 : 1)).set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  if (held && p.then.activity) {
    Model& part = model.section("EVENT");
    activity(p, part, p.newest_then(DocumentType::FollowUpPlan));
    const auto outcome = p.newest_then(DocumentType::MeetingNotes).text("outcome");
    part.set_if("OUTCOME", outcome.empty() ? "" : p.say.text("outcome." + outcome));
  }
  model.set_if("WITHOUT_EVENT", p.text("no_event_reason")).set("RESULTS", p.text("results"));
  model.set_if("OBSTACLES", p.text("obstacles")).set("RECOMMENDATION", p.text("recommendation"));
  documents::add_signer(model, p.say.signer(p.made.actor, p.made.at));
  return model;
}

Model meeting_notes(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  model.set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  if (const auto reason = p.text("no_event_reason"); !reason.empty()) {
    model.section("WITHOUT_EVENT").set("REASON", reason);
    auto signer = p.say.signer(p.made.actor, p.made.at);
    signer.place_date = p.say.place_and_date(p.made.at);
    documents::add_signer(model, signer);
    return model;
  }
  Model& event = model.section("EVENT");
  activity(p, event, p.newest_then(DocumentType::FollowUpPlan));
  event.set("CHAIRED_BY", p.text("chaired_by")).set("NOTE_TAKER", p.text("note_taker"));
  event.list("ATTENDANCE", "TEXT", p.text().list("attendance"));
  // What was to be talked about is what the plenary decided.
  event.list("TOPICS", "TEXT", p.newest_then(DocumentType::PlenaryMinutes).list("decision"));
  event.set("PROCEEDINGS", p.text("proceedings")).set("OUTCOME", p.say.text("outcome." + p.text("outcome")));
  event.set_if("AGREEMENTS", p.text("agreements"));
  event.set_if("NEXT", p.newest_then(DocumentType::ActivityMemo).text("recommendation"));
  documents::add_signer(model, {.title = "Notulis", .name = p.text("note_taker")});
  documents::add_signer(
      model, {.place_date = p.say.place_and_date(p.made.at), .title = "Pimpinan", .name = p.text("chaired_by")});
  return model;
}

}  // namespace dumas::app::papers
