// Telaahan of the complaint unit (SOP row 4), and the short papers around it: legal question and opinion, review notes,
// returns with their reason, the closing note.
#include <fmt/format.h>

#include "web/staff/case_document_parts.hpp"

namespace dumas::web::pages {

std::string_view show_analysis(View& view, const Paper& p) {
  const auto& text = p.text();
  Sheet sheet{view, "Telaahan Pengaduan Masyarakat"};
  std::string leaders;
  for (const auto role : p.open.sop->step(complaint::StepKey::Review).actors)
    leaders += (leaders.empty() ? "" : " dan ") + role_words(p.site, Language::Indonesian, role);
  sheet.row("Kepada", "Yth. " + leaders).row("Dari", p.maker_role()).row("Tanggal", p.date(p.made.at));
  sheet.row("Nomor agenda", p.register_no()).row("Hal", "Telaahan pengaduan: " + p.subject());
  sheet.part("1. Pokok pengaduan", text.text("subject")).part("2. Kronologi dan fakta", text.text("facts"));
  sheet.part("3. Dasar hukum", text.text("legal_basis"));
  std::string authority = p.id("authority." + text.text("authority"));
  if (!text.text("authority_target").empty()) authority += ": " + text.text("authority_target");
  sheet.part("4. Kewenangan", authority).part("5. Analisis", text.text("analysis"));
  sheet.part("6. Alternatif penyelesaian", text.list("options"))
      .part("7. Kesimpulan dan saran", text.text("recommendation"));
  const auto opinion = p.newest(complaint::DocumentType::LegalOpinion).text("opinion");
  sheet.part("Pendapat hukum Divisi Hukum dan Pengawasan", opinion);
  sheet.part("Alasan tanpa menunggu pendapat hukum", text.text("opinion_waiver"));
  sheet.signer(p.maker_role(), p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
  return sheet_template;
}

std::string_view show_note(View& view, const Paper& p) {
  Sheet sheet{view, p.id("document." + std::string{name(p.record.type)})};
  sheet.row("Nomor agenda", p.register_no()).row("Perihal pengaduan", p.subject());
  sheet.row("Dari", p.maker_role()).row("Tanggal", p.date_and_time(p.made.at));
  for (const auto& [field, value] : p.text().fields()) {
    if (field == "leader" || field == "capacity") continue;
    sheet.part(p.id("field." + field), p.text().text(field));
  }
  sheet.signer(p.maker_role(), p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
  return sheet_template;
}

}  // namespace dumas::web::pages
