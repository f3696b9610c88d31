// What the pages of one case and the lists of cases share: opening a case for its reader, the words of a state, and
// the time left in words, colour and icon.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "complaint/commands.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"
#include "store/case_queries.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

struct OpenCase {
  complaint::State state;
  const complaint::Sop* sop = nullptr;  // the version the case began with
  std::string href;                     // "/kasus/{id}"
};

// The case of the address; nothing when there is none or the reader may not know of it (404 alike).
[[nodiscard]] std::optional<OpenCase> open_case(Site&, const Visit&, store::Connection&);

// "/kasus/{id}/perintah/{command}"
[[nodiscard]] std::string command_href(std::string_view case_href, complaint::CommandKind);
[[nodiscard]] std::string command_words(const Site&, const Visit&, complaint::CommandKind);

// STATUS and STATUS_KIND of partials/status.html.
void show_status(View&, const Site&, const Visit&, complaint::Status);

// DUE and DUE_KIND of partials/due.html: counting days to the end of the due day's work, as the SOP counts them.
void show_due(View&, const Site&, const Visit&, Date due, const complaint::Sop&);
// The due date of a row of a list: before registration the day on which it should be registered.
void show_due(View&, const Site&, const Visit&, const store::CaseRow&);

// "3. Disposisi pimpinan" for row 3, "" for row 0.
// The subject as lists show it, or that the case is damaged and withheld.
[[nodiscard]] std::string subject_words(const Site&, const Visit&, const store::CaseRow&);
[[nodiscard]] std::string step_words(const Site&, const Visit&, const complaint::Sop&, int number);
// "Sekretaris, Ketua"
[[nodiscard]] std::string roles_words(const Site&, const Visit&, const std::vector<complaint::Role>&);

// A meeting's time as the language writes it: "09.00" in Indonesian, "09:00" in English.
[[nodiscard]] std::string meeting_time(std::string_view hh_mm, Language);

// In which of his hats he gives the command: the first for whom it is open now, else the first whose role ever gives
// it. Nothing when no hat of his does.
[[nodiscard]] std::optional<complaint::Actor> hat_for(const app::SignedIn&, const complaint::Sop&,
                                                      const complaint::State&, complaint::CommandKind);

}  // namespace dumas::web::pages
