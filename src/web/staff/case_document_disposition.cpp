// Lembar Disposisi (SOP rows 2 and 3): half a sheet with both leaders' ticks and notes, whichever of its records was
// asked for.
#include <algorithm>
#include <set>

#include "documents/long_date.hpp"
#include "store/case_queries.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_document_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

struct LeaderNote {
  complaint::Content content;
  complaint::Event event;
};

// Notes of the leaders in the order in which they were written.
std::vector<LeaderNote> notes_of(const Paper& p) {
  std::vector<LeaderNote> notes;
  for (const auto& event : p.events)
    for (const auto& ref : event.records) {
      if (ref.type != DocumentType::DispositionNote) continue;
      if (auto record = p.site.app.records().read(p.connection, ref.id))
        notes.push_back({std::move(record->content), event});
    }
  return notes;
}

template <class E>
void show_boxes(View& view, const Paper& p, std::string_view rows, const std::string& family,
                const std::set<std::string>& ticked) {
  for (const auto word_of_choice : all_names<E>()) {
    View box = view.section(rows);
    const bool on = ticked.contains(std::string{word_of_choice});
    box.set("BOX", on ? "☑" : "☐").set("LABEL", p.id(family + "." + std::string{word_of_choice}));
    if (on) box.show("TICKED");
  }
}

void show_leaders(View& view, const Paper& p, const std::vector<LeaderNote>& notes) {
  for (const auto role : p.open.sop->step(complaint::StepKey::Disposition).actors) {
    View block = view.section("LEADERS");
    const auto note = std::find_if(notes.begin(), notes.end(),
                                   [role](const auto& n) { return n.content.text("leader") == name(role); });
    if (note == notes.end()) {
      block.set("LEADER", role_words(p.site, Language::Indonesian, role)).show("OPEN");
      continue;
    }
    const auto& actor = note->event.actor;
    block.set("LEADER", role_words(p.site, Language::Indonesian, role, actor.capacity));
    std::vector<std::string> ticks;
    for (const auto& instruction : note->content.list("instructions"))
      ticks.push_back(p.id("instruction." + instruction));
    block.set("TICKS", joined(ticks)).set_if("NOTE", note->content.text("note"));
    block.set_if("INITIALS", p.names.name(actor.user) + ", " + p.date_and_time(note->event.at));
  }
}

}  // namespace

std::string_view show_disposition(View& view, const Paper& p) {
  const auto form = p.newest(DocumentType::ComplaintForm), entry = p.newest(DocumentType::RegisterEntry);
  const auto& s = p.open.state;
  const auto notes = notes_of(p);
  std::set<std::string> instructions, targets;
  for (const auto& note : notes) {
    for (const auto& word : note.content.list("instructions")) instructions.insert(word);
    for (const auto& word : note.content.list("targets")) targets.insert(word);
  }
  const auto or_dash = [](const std::string& text) { return text.empty() ? std::string{"–"} : text; };
  view.set("INDEX", s.category ? p.id("category." + std::string{name(*s.category)}) : "–")
      .set("CODE", or_dash(s.class_code));
  view.set("REGISTER_NO", p.register_no()).set("SENDER", p.reporter(Paper::Naming::Masked));
  view.set("LETTER_DATE", form.text("letter_date").empty() ? "–" : p.day_text(form.text("letter_date")));
  view.set("LETTER_NO", or_dash(form.text("letter_number")))
      .set("RECEIVED", p.date_and_time(s.received))
      .set("SUBJECT", p.subject());
  std::size_t files = 0;
  for (const auto& event : p.events)
    if (const auto* received = std::get_if<complaint::ComplaintReceived>(&event.data))
      files = received->evidence.size();
  view.set("ATTACHMENTS", files == 0 ? "–" : std::to_string(files) + " berkas");
  show_boxes<complaint::Urgency>(view, p, "URGENCIES", "urgency", {s.urgency ? std::string{name(*s.urgency)} : ""});
  show_boxes<complaint::Secrecy>(view, p, "SECRECIES", "secrecy", {s.secrecy ? std::string{name(*s.secrecy)} : ""});
  show_boxes<complaint::Target>(view, p, "TARGETS", "target", targets);
  show_boxes<complaint::Instruction>(view, p, "INSTRUCTIONS", "instruction", instructions);
  view.set_if("DESK_NOTE", p.newest(DocumentType::Disposition).text("note"));
  view.set("COMPLETE_BY", s.due.empty() ? "–" : documents::long_date(s.due.back(), Language::Indonesian));
  show_leaders(view, p, notes);
  return "staff/document_disposition.html";
}

}  // namespace dumas::web::pages
