// The papers of SOP row 9: the plan of a dialogue, mediation or clarification, the nota dinas that reports it, and the
// notes of the meeting.
#include <fmt/format.h>

#include "web/staff/case_document_parts.hpp"

namespace dumas::web::pages {

std::string_view show_plan(View& view, const Paper& p) {
  const auto& text = p.text();
  Sheet sheet{view, "Rencana Kegiatan"};
  sheet.row("Nomor agenda", p.register_no())
      .row("Perihal pengaduan", p.subject())
      .row("Jenis kegiatan", p.id("activity." + text.text("kind")));
  sheet.row("Hari, tanggal", p.day_text(text.text("date")))
      .row("Waktu", text.text("time"))
      .row("Tempat", text.text("place"));
  sheet.part("Peserta", text.list("participants")).part("Persiapan", text.text("preparation"));
  sheet.signer(p.maker_role(), p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
  return sheet_template;
}

std::string_view show_memo(View& view, const Paper& p) {
  const auto& text = p.text();
  Sheet sheet{view, "Nota Dinas"};
  sheet.number(text.text("number"));
  std::string leaders;
  for (const auto role : p.open.sop->step(complaint::StepKey::FinalReport).actors)
    leaders += (leaders.empty() ? "" : " dan ") + role_words(p.site, Language::Indonesian, role);
  sheet.row("Kepada", "Yth. " + leaders).row("Dari", p.maker_role()).row("Tanggal", p.date(p.made.at));
  sheet.row("Sifat", p.id("urgency." + std::string{name(p.open.state.urgency.value_or(complaint::Urgency::Ordinary))}))
      .row("Lampiran", "–");
  sheet.row("Hal", "Laporan hasil tindak lanjut pengaduan");
  sheet.opening(
      fmt::format("Bersama ini kami laporkan hasil tindak lanjut penyelesaian pengaduan nomor agenda {} perihal {}:",
                  p.register_no(), p.subject()));
  if (p.then.activity) sheet.part("Kegiatan", p.id("activity." + std::string{name(*p.then.activity)}));
  sheet.part("Alasan tanpa kegiatan", text.text("no_event_reason")).part("Hasil", text.text("results"));
  sheet.part("Kendala", text.text("obstacles")).part("Rekomendasi", text.text("recommendation"));
  sheet.closing("Demikian kami laporkan, mohon arahan lebih lanjut.");
  sheet.signer(p.maker_role(), p.maker());
  return sheet_template;
}

std::string_view show_meeting_notes(View& view, const Paper& p) {
  const auto& text = p.text();
  const auto plan = p.newest(complaint::DocumentType::FollowUpPlan);
  Sheet sheet{view, "Notulensi"};
  sheet.row("Nomor agenda", p.register_no()).row("Perihal pengaduan", p.subject());
  if (!text.text("no_event_reason").empty()) {
    sheet.part("Pernyataan tanpa kegiatan", text.text("no_event_reason"));
    sheet.signer(p.maker_role(), p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
    return sheet_template;
  }
  if (!plan.empty())
    sheet.row("Kegiatan", p.id("activity." + plan.text("kind")))
        .row("Hari, tanggal", p.day_text(plan.text("date")))
        .row("Waktu", plan.text("time"))
        .row("Tempat", plan.text("place"));
  sheet.row("Pimpinan", text.text("chaired_by")).row("Notulis", text.text("note_taker"));
  sheet.part("Yang hadir", text.list("attendance"))
      .part("Jalannya kegiatan", text.text("proceedings"))
      .part("Kesepakatan", text.text("agreements"));
  if (!text.text("outcome").empty()) sheet.part("Hasil", p.id("outcome." + text.text("outcome")));
  sheet.signer("Pimpinan", text.text("chaired_by"), p.site.app.settings().city + ", " + p.date(p.made.at))
      .signer("Notulis", text.text("note_taker"));
  return sheet_template;
}

}  // namespace dumas::web::pages
