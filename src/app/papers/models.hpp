// One function for each paper, in the file of its group. Called by paper_model.cpp alone.
#pragma once

#include "app/papers/reading.hpp"

namespace dumas::app::papers {

using documents::Model;

[[nodiscard]] Model complaint_form(const CasePaper&);  // intake.cpp, SOP row 1
[[nodiscard]] Model complaint_receipt(const CasePaper&);
[[nodiscard]] Model register_entry(const CasePaper&);
[[nodiscard]] Model disposition_sheet(const CasePaper&);  // disposition.cpp, rows 2 and 3
[[nodiscard]] Model analysis(const CasePaper&);           // analysis.cpp, rows 4 and 5
[[nodiscard]] Model case_note(const CasePaper&);
[[nodiscard]] std::optional<Model> plenary_minutes(const CasePaper&);  // plenary.cpp, row 6
[[nodiscard]] Model answer_letter(const CasePaper&);                   // answer.cpp, row 7
[[nodiscard]] Model delivery_proof(const CasePaper&);                  // delivery.cpp, row 8
[[nodiscard]] Model answer_receipt(const CasePaper&);
[[nodiscard]] Model activity_plan(const CasePaper&);  // follow_up.cpp, row 9
[[nodiscard]] Model activity_memo(const CasePaper&);
[[nodiscard]] Model meeting_notes(const CasePaper&);
[[nodiscard]] Model follow_up_report(const CasePaper&);  // follow_up_report.cpp

// Papers of a meeting, meeting.cpp. nullopt: the record is none of the meeting's.
[[nodiscard]] std::optional<Model> meeting_paper(const Wording&, MeetingId, RecordId, complaint::PaperKind);

// The letter a paper speaks of: its number, and who signed it when. Found for the letter's own draft, since a cancelled
// letter is drafted and signed anew.
struct SignedLetter {
  std::string number;
  complaint::Event event;
  bool voided = false;
};
// Of the letter whose draft is `letter`; nothing while it is a draft.
[[nodiscard]] std::optional<SignedLetter> signature_of(const std::vector<complaint::Event>&, RecordId letter);
// The letter in force when the paper was made.
[[nodiscard]] std::optional<SignedLetter> letter_then(const CasePaper&);

// The words of an enum as boxes with a tick: rows LABEL, TICKED.
template <class E, class Ticked>
void boxes(const Wording& say, Model& model, std::string_view rows, std::string_view family, const Ticked& ticked) {
  for (const auto& [value, word] : Names<E>::table) {
    Model& box = model.section(rows).set("LABEL", say.text(std::string{family} + '.' + std::string{word}));
    if (ticked(value)) box.show("TICKED");
  }
}

}  // namespace dumas::app::papers
