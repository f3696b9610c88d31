// The parts of the case page, each filled by its own file from one reading of the case. Called by case_page.cpp alone.
#pragma once

#include <vector>

#include "app/officer_names.hpp"
#include "store/attachments.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"
#include "store/meeting_queries.hpp"
#include "web/staff/case_view.hpp"

namespace dumas::web::pages {

struct CaseReading {
  Site& site;
  const Visit& visit;
  store::Connection& connection;
  const OpenCase& open;
  app::OfficerNames names;
  std::vector<store::RecordRow> records;
  std::vector<complaint::Event> events;
  std::optional<store::MeetingRow> meeting;

  // The content of a record of this case; empty when it is gone.
  [[nodiscard]] complaint::Content content(RecordId) const;
  [[nodiscard]] complaint::Content newest(complaint::DocumentType) const;
  [[nodiscard]] std::string text(std::string_view key, const std::vector<std::string>& arguments = {}) const;
};

// The address of a paper; "" for what is no paper of its own (the complainant's data, messages).
[[nodiscard]] std::string document_href(const OpenCase&, complaint::DocumentType, RecordId);

void show_head(View&, const CaseReading&);   // case_page_head.cpp: number, state, days, promise, computation sheet
void show_now(View&, const CaseReading&);    // case_page_now.cpp: the one thing to do, and what else is open
void show_board(View&, const CaseReading&);  // case_page_board.cpp: the ten rows
void show_story(View&, const CaseReading&);  // case_page_story.cpp: timeline and messages

}  // namespace dumas::web::pages
