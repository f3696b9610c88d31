// Laporan hasil tindak lanjut (SOP row 9, for row 10): the case from its receipt to what came of each point that the
// plenary decided, printed from the record of the nota dinas it goes with.
#include <sstream>

#include "app/papers/models.hpp"
#include "documents/long_date.hpp"

namespace dumas::app::papers {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(line);
  return lines;
}

void identity(const CasePaper& p, Model& model) {
  const auto letter = letter_then(p);
  const auto* confirmed = p.last_before(complaint::EventType::MinutesConfirmed);
  model.set("REGISTER_NO", p.register_no()).set("RECEIVED", p.say.date_and_time(p.now.received));
  model.set("CHANNEL", p.say.word_or_none("channel", p.now.channel)).set("SENDER", p.reporter(CasePaper::Shown::Never));
  model.set("CATEGORY", p.say.word_or_none("category", p.now.category)).set("SUBJECT", p.subject());
  model.set("MINUTES_NO", or_none(p.then.minutes_number))
      .set("MINUTES_DATE", confirmed ? p.say.date(confirmed->at) : "");
  model.set("ANSWER_NO", letter ? letter->number : std::string{none});
  model.set("ANSWER_DATE", letter ? p.say.date(letter->event.at) : "");
  model.set("ANSWERED", p.then.answered ? p.say.date(*p.then.answered) : std::string{none});
  model.set("DELIVERY", p.say.word_or_none("delivery_channel", p.then.delivery));
}

void activity(const CasePaper& p, Model& model) {
  const auto plan = p.newest_then(DocumentType::FollowUpPlan), notes = p.newest_then(DocumentType::MeetingNotes);
  if (!p.text("no_event_reason").empty()) {
    model.section("WITHOUT_EVENT").set("REASON", p.text("no_event_reason"));
    return;
  }
  Model& event = model.section("EVENT");
  event.set("ACTIVITY", p.say.text("activity." + plan.text("kind"))).set("DAY", p.say.day(plan.text("date")));
  event.set("PLACE", plan.text("place")).set("CHAIRED_BY", notes.text("chaired_by"));
  event.list("ATTENDANCE", "TEXT", notes.list("attendance"));
  event.set("OUTCOME", p.say.text("outcome." + notes.text("outcome"))).set_if("AGREEMENTS", notes.text("agreements"));
}

// Beside each point its result, when the unit wrote one line for each; else the whole result beside them all.
void results(const CasePaper& p, Model& model) {
  const auto points = p.newest_then(DocumentType::PlenaryMinutes).list("decision");
  const auto lines = lines_of(p.text("results"));
  const bool paired = !points.empty() && lines.size() == points.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    Model& row = model.section("POINTS").set_integer("NUMBER", static_cast<std::int64_t>(i + 1)).set("TEXT", points[i]);
    if (paired) row.set_if("RESULT", lines[i]);
  }
  if (!paired) model.set_if("RESULTS", p.text("results"));
}

std::vector<FileId> proofs(const CasePaper& p) {
  std::vector<FileId> files;
  std::int64_t version = 0;
  for (const auto& event : p.events) {
    if (++version > p.then.version) break;
    const std::vector<FileId>* more = nullptr;
    if (const auto* delivered = std::get_if<complaint::AnswerDelivered>(&event.data)) more = &delivered->evidence;
    if (const auto* receipt = std::get_if<complaint::ReceiptRecorded>(&event.data)) more = &receipt->evidence;
    if (more) files.insert(files.end(), more->begin(), more->end());
  }
  return files;
}

}  // namespace

Model follow_up_report(const CasePaper& p) {
  Model model = p.begin(documents::Letterhead::Secretariat);
  identity(p, model);
  model.set("MEMO_NO", p.text("number")).set("MEMO_DATE", p.say.date(p.made.at));
  const auto registered = p.newest_then(DocumentType::RegisterEntry), analysis = p.newest_then(DocumentType::Analysis);
  model.set("SUMMARY",
            registered.text("summary").empty() ? or_none(analysis.text("subject")) : registered.text("summary"));
  activity(p, model);
  results(p, model);
  model.list("EVIDENCE", "TEXT", p.file_names(proofs(p)));
  model.set("OBSTACLES", or_none(p.text("obstacles"))).set("RECOMMENDATION", p.text("recommendation"));
  model.set("STATUS", p.say.word("state", p.then.status));
  auto signer = p.say.signer(p.made.actor, p.made.at);
  signer.place_date = p.say.place_and_date(p.made.at);
  documents::add_signer(model, signer);
  return model;
}

}  // namespace dumas::app::papers
