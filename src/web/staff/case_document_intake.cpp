// The papers of SOP row 1: Form Pengaduan (also the print of an online complaint), the entry in the Buku Surat Masuk,
// and the receipt the complainant takes home.
#include <fmt/format.h>

#include "base/text.hpp"
#include "store/attachments.hpp"
#include "store/tracking.hpp"
#include "web/public/parts.hpp"
#include "web/staff/case_document_parts.hpp"

namespace dumas::web::pages {

using complaint::DocumentType;

namespace {

std::vector<std::string> evidence_names(const Paper& p) {
  std::vector<std::string> names;
  for (const auto& event : p.events) {
    const auto* received = std::get_if<complaint::ComplaintReceived>(&event.data);
    if (!received) continue;
    for (const FileId id : received->evidence)
      if (const auto file = store::find_attachment(p.connection, p.site.app.vault(), id)) names.push_back(file->name);
  }
  return names;
}

}  // namespace

std::string_view show_complaint_form(View& view, const Paper& p) {
  const auto form = p.newest(DocumentType::ComplaintForm);
  const auto reporter = p.newest(DocumentType::Reporter);
  Sheet sheet{view, "Form Pengaduan"};
  sheet.row("Nomor agenda", p.register_no()).row("Diterima", p.date_and_time(p.open.state.received));
  sheet.row("Saluran", p.id("channel." + form.text("channel")));
  if (!form.text("letter_number").empty() || !form.text("letter_date").empty())
    sheet.row("Surat pelapor",
              form.text("letter_number") +
                  (form.text("letter_date").empty() ? "" : " tanggal " + p.day_text(form.text("letter_date"))));
  sheet.row("Pelapor", p.reporter(Paper::Naming::Masked))
      .row("Identitas", p.id("disclosure." + form.text("disclosure")));
  if (p.open.state.disclosure == complaint::Disclosure::Named)
    sheet.row("NIK", mask_number(reporter.text("identity_number")))
        .row("Telepon", mask_phone(reporter.text("phone")))
        .row("Surel", mask_email(reporter.text("email")));
  sheet.row("Bantuan yang diperlukan", reporter.text("assistance"));
  sheet.part("Perihal", form.text("subject")).part("Pihak yang diadukan", form.text("respondent"));
  sheet.part("Uraian kejadian", form.text("story"))
      .part("Tempat", form.text("place"))
      .part("Waktu", form.text("occurred"));
  sheet.part("Kerugian atau akibat", form.text("loss")).part("Penyelesaian yang diharapkan", form.text("wish"));
  sheet.part("Sudah dilaporkan ke", form.text("reported_elsewhere")).part("Bukti yang dilampirkan", evidence_names(p));
  sheet.closing(
      "Pelapor menyatakan bahwa keterangan di atas benar sejauh yang diketahuinya. Data pribadi diolah menurut "
      "Undang-Undang "
      "Nomor 27 Tahun 2022 dan disamarkan pada cetakan ini.");
  sheet.signer("Pelapor", "", p.site.app.settings().city + ", " + p.date(p.open.state.received));
  sheet.signer("Petugas", p.made.actor.role == complaint::Role::Reporter ? "" : p.maker());
  return sheet_template;
}

std::string_view show_register_entry(View& view, const Paper& p) {
  const auto form = p.newest(DocumentType::ComplaintForm);
  Sheet sheet{view, "Buku Surat Masuk"};
  sheet.row("Nomor agenda", p.text().text("register_number")).row("Didaftarkan", p.date_and_time(p.made.at));
  sheet.row("Diterima", p.date_and_time(p.open.state.received)).row("Saluran", p.id("channel." + form.text("channel")));
  sheet.row("Pengirim", p.reporter(Paper::Naming::Masked)).row("Nomor surat pelapor", form.text("letter_number"));
  sheet.row("Perihal", p.text().text("subject")).row("Isi ringkas", p.text().text("summary"));
  sheet.row("Kategori", p.id("category." + p.text().text("category"))).row("Kode klasifikasi", p.then.class_code);
  sheet.row("Sifat", p.id("urgency." + p.text().text("urgency")))
      .row("Tingkat keamanan", p.id("secrecy." + p.text().text("secrecy")));
  sheet.row("Lampiran", std::to_string(evidence_names(p).size()) + " berkas").row("Keterangan", p.text().text("note"));
  sheet.signer(p.maker_role(), p.maker());
  return sheet_template;
}

std::string_view show_complaint_receipt(View& view, const Paper& p) {
  Sheet sheet{view, "Tanda Terima Pengaduan"};
  sheet.number(p.text().text("register_number"));
  sheet.opening(fmt::format("Telah diterima oleh {} pengaduan dari {}:", p.site.app.settings().name,
                            p.reporter(Paper::Naming::Named)));
  sheet.row("Perihal", p.subject()).row("Diterima", p.date_and_time(p.open.state.received));
  sheet.row("Nomor agenda", p.text().text("register_number"));
  if (const auto code = store::code_of(p.connection, p.site.app.vault(), p.open.state.id))
    sheet.row("Kode pelacakan", grouped(*code));
  sheet.row("Hari ke-1", p.day_text(p.text().text("day_one")))
      .row("Jawaban paling lambat", p.day_text(p.text().text("promise")));
  sheet.row(fmt::format("Hari ke-{}", p.open.sop->last_day()), p.day_text(p.text().text("last_day")));
  sheet.closing(
      fmt::format("Perkembangan pengaduan dapat dilihat di {}/lacak dengan kode di atas dan PIN yang diberikan kepada "
                  "pelapor. Layanan "
                  "ini tidak dipungut biaya.",
                  p.site.app.settings().site));
  sheet.signer("Yang menerima", p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
  return sheet_template;
}

}  // namespace dumas::web::pages
