// What the papers of a case share: the record, the moment it was made, whose name may stand on it, and the plain sheet
// most of them are written on. Papers are in Indonesian whatever language the reader chose. Called by case_document*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "complaint/content.hpp"
#include "store/records.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/officer_names.hpp"

namespace dumas::web::pages {

struct Paper {
  Site& site;
  const Visit& visit;
  store::Connection& connection;
  const OpenCase& open;
  const OfficerNames& names;
  const store::Record& record;
  const std::vector<complaint::Event>& events;
  complaint::Event made;  // the event that made the record
  complaint::State then;  // the case right after it
  bool may_name = false;  // whether this reader may see the complainant's name on a paper that needs it

  [[nodiscard]] const complaint::Content& text() const { return record.content; }
  // The newest record of a type; empty when there is none.
  [[nodiscard]] complaint::Content newest(complaint::DocumentType) const;
  // A sentence or word of the catalogue, in Indonesian.
  [[nodiscard]] std::string id(std::string_view key) const;
  [[nodiscard]] std::string date(Instant) const;                          // "2 Desember 2026"
  [[nodiscard]] std::string date_and_time(Instant) const;                 // "2 Desember 2026 pukul 09.00 WIB"
  [[nodiscard]] std::string day_text(const std::string& iso_date) const;  // "Rabu, 2 Desember 2026"
  [[nodiscard]] std::string subject() const;
  [[nodiscard]] std::string register_no() const;  // "–" before registration
  // The complainant as this paper may name him: in clear when `named` and the reader may, else masked.
  enum class Naming { Masked, Named };
  [[nodiscard]] std::string reporter(Naming) const;
  // A name typed into a paper (who received it), masked for whom may not see it.
  [[nodiscard]] std::string person(const std::string& name) const;
  [[nodiscard]] std::string maker() const;  // name of who made the record
  [[nodiscard]] std::string maker_role() const;
};

// views/staff/document_sheet.html, filled from top to bottom.
class Sheet {
 public:
  Sheet(View& view, std::string_view title) : view_(view) { view.set("TITLE", title); }
  Sheet& number(std::string_view number) { return view_.set_if("NUMBER", number), *this; }
  Sheet& row(std::string_view key, std::string_view value);  // nothing for an empty value
  Sheet& opening(std::string_view text) { return view_.set_if("OPENING", text), *this; }
  Sheet& part(std::string_view heading, std::string_view text);                  // nothing when empty
  Sheet& part(std::string_view heading, const std::vector<std::string>& items);  // numbered
  Sheet& closing(std::string_view text) { return view_.set_if("CLOSING", text), *this; }
  Sheet& signer(std::string_view role, std::string_view name, std::string_view place_and_date = "");

 private:
  View& view_;
};

inline constexpr std::string_view sheet_template = "staff/document_sheet.html";

// Each fills the view and tells its template.
[[nodiscard]] std::string_view show_complaint_form(View&, const Paper&);  // case_document_intake.cpp
[[nodiscard]] std::string_view show_register_entry(View&, const Paper&);
[[nodiscard]] std::string_view show_complaint_receipt(View&, const Paper&);
[[nodiscard]] std::string_view show_disposition(View&, const Paper&);  // case_document_disposition.cpp
[[nodiscard]] std::string_view show_analysis(View&, const Paper&);     // case_document_analysis.cpp
[[nodiscard]] std::string_view show_note(View&, const Paper&);
[[nodiscard]] std::string_view show_minutes(View&, const Paper&);  // case_document_plenary.cpp
[[nodiscard]] std::string_view show_answer(View&, const Paper&);   // case_document_answer.cpp
[[nodiscard]] std::string_view show_handover(View&, const Paper&);
[[nodiscard]] std::string_view show_plan(View&, const Paper&);  // case_document_follow_up.cpp
[[nodiscard]] std::string_view show_memo(View&, const Paper&);
[[nodiscard]] std::string_view show_meeting_notes(View&, const Paper&);

}  // namespace dumas::web::pages
