// Lembar Disposisi (SOP rows 2 and 3): half a sheet with both leaders' ticks and notes, whichever of its records was
// asked for.
#include <algorithm>
#include <set>

#include "app/papers/models.hpp"
#include "documents/long_date.hpp"

namespace dumas::app::papers {
namespace {

struct LeaderNote {
  complaint::DispositionNoted noted;
  complaint::Event event;
  std::string note;
};

// In the order in which they were written. A sheet that is complete stays as it was: later events do not belong to it.
std::vector<LeaderNote> notes_of(const CasePaper& p) {
  std::vector<LeaderNote> notes;
  for (const auto& event : p.events)
    if (const auto* noted = std::get_if<complaint::DispositionNoted>(&event.data))
      notes.push_back({*noted, event, event.records.empty() ? "" : p.read(event.records.front().id).text("note")});
  return notes;
}

template <class E>
std::set<E> all_of(const std::vector<LeaderNote>& notes, std::vector<E> complaint::DispositionNoted::*ticked) {
  std::set<E> all;
  for (const auto& note : notes) all.insert((note.noted.*ticked).begin(), (note.noted.*ticked).end());
  return all;
}

// What this leader ticked, because the boxes above are both leaders' together, and his own words.
std::string words_of(const CasePaper& p, const LeaderNote& note) {
  std::string ticks;
  for (const auto instruction : note.noted.instructions)
    ticks += (ticks.empty() ? "" : ", ") + p.say.word("instruction", instruction);
  return note.note.empty() ? ticks : ticks + ".\n" + note.note;
}

void leaders(const CasePaper& p, Model& model, const std::vector<LeaderNote>& notes) {
  for (const auto role : p.sop->step(complaint::StepKey::Disposition).actors) {
    Model& block = model.section("LEADERS");
    const auto note =
        std::find_if(notes.begin(), notes.end(), [role](const auto& n) { return n.noted.leader == role; });
    if (note == notes.end()) {
      block.set("LEADER", p.say.word("role", role));
      continue;
    }
    block.set("LEADER",
              p.say.title({.user = note->event.actor.user, .role = role, .capacity = note->event.actor.capacity}));
    block.set_if("NOTE", words_of(p, *note));
    block.set_if("INITIALS", p.say.date_and_time(note->event.at) + " – " + p.say.names().name(note->event.actor.user));
  }
}

}  // namespace

Model disposition_sheet(const CasePaper& p) {
  const auto form = p.newest_now(DocumentType::ComplaintForm);
  const auto notes = notes_of(p);
  const auto& s = p.now;
  Model model = p.begin(documents::Letterhead::Office);
  model.set("INDEX", p.say.word_or_none("category", s.category)).set("CODE", or_none(s.class_code));
  model.set("REGISTER_NO", p.register_no()).set("SENDER", p.reporter(CasePaper::Shown::Never));
  const auto letter_date = parse_iso_date(form.text("letter_date"));
  model.set("LETTER_DATE", letter_date ? documents::long_date(*letter_date, Language::Indonesian) : std::string{none});
  model.set("LETTER_NO", or_none(form.text("letter_number"))).set("RECEIVED", p.say.date_and_time(s.received));
  model.set("ATTACHMENTS", file_count(p.evidence().size())).set("SUBJECT", p.subject());
  boxes<complaint::Urgency>(p.say, model, "URGENCIES", "urgency", [&](auto value) { return s.urgency == value; });
  boxes<complaint::Secrecy>(p.say, model, "SECRECIES", "secrecy", [&](auto value) { return s.secrecy == value; });
  const auto targets = all_of(notes, &complaint::DispositionNoted::targets);
  const auto instructions = all_of(notes, &complaint::DispositionNoted::instructions);
  boxes<complaint::Target>(p.say, model, "TARGETS", "target", [&](auto value) { return targets.contains(value); });
  boxes<complaint::Instruction>(p.say, model, "INSTRUCTIONS", "instruction",
                                [&](auto value) { return instructions.contains(value); });
  model.set_if("DESK_NOTE", p.newest_now(DocumentType::Disposition).text("note"));
  model.set("COMPLETE_BY", s.due.empty() ? std::string{none} : p.say.day(s.due.back()));
  leaders(p, model, notes);
  return model;
}

}  // namespace dumas::app::papers
