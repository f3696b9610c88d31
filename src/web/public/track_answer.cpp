// /lacak/jawaban: the answer letter, readable with code and PIN once it has been delivered (SOP row 8). It is the letter
// itself, in Indonesian in both languages; without his name, because code and PIN may lie on a shared table.
#include "app/papers/paper_model.hpp"
#include "web/paper_page.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/track_parts.hpp"

namespace dumas::web::pages {

http::Response track_answer(Site& site, const Visit& visit) {
  const auto citizen = open_case(site, visit);
  if (!citizen) return http::see_other("/lacak?berakhir=1");
  if (!citizen->answer) return error_page(site, visit, 404);
  auto model = site.app.readers().with([&](store::Connection& connection) {
    return app::paper_model({site.app, site.catalogue, connection}, {.paper = complaint::PaperKind::AnswerLetter,
                                                                     .of = complaint::PaperOf::Case,
                                                                     .owner = citizen->id.value,
                                                                     .record = citizen->answer,
                                                                     .naming = app::Naming::Masked});
  });
  if (!model) return error_page(site, visit, 404);
  return paper_page(
      site, visit,
      {.kind = complaint::PaperKind::AnswerLetter, .model = std::move(*model), .back_href = "/lacak/status"});
}

}  // namespace dumas::web::pages
