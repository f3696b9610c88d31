// Surat Jawaban (SOP row 7), and the proof that it was handed over (row 8).
#include <fmt/format.h>

#include "documents/long_date.hpp"
#include "store/attachments.hpp"
#include "store/meeting_queries.hpp"
#include "web/staff/case_document_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

// The signature under this letter: none while it is a draft, or when a later draft was signed.
std::optional<complaint::Event> signature(const Paper& p) {
  const auto newest = p.open.state.documents.find(DocumentType::AnswerLetter);
  if (newest == p.open.state.documents.end() || newest->second != p.record.id) return std::nullopt;
  for (const auto& event : p.events)
    if (event.type() == complaint::EventType::AnswerSigned) return event;
  return std::nullopt;
}

std::string plenary_words(const Paper& p) {
  const auto meeting = store::find_meeting(p.connection, p.site.app.office(), p.then.meeting);
  if (!meeting) return "";
  return fmt::format("Berdasarkan Rapat Pleno {} tanggal {} sebagaimana Berita Acara Nomor {},",
                     p.site.app.settings().short_name, documents::long_date(meeting->date, Language::Indonesian),
                     p.then.minutes_number);
}

void show_items(View& view, std::string_view rows, const std::vector<std::string>& items) {
  if (items.empty()) return;
  View list = view.section("HAS_" + std::string{rows});
  for (const auto& item : items) list.section(rows).set("TEXT", item);
}

std::vector<std::string> proof_files(const Paper& p) {
  std::vector<FileId> ids;
  if (const auto* delivered = std::get_if<complaint::AnswerDelivered>(&p.made.data)) ids = delivered->evidence;
  if (const auto* receipt = std::get_if<complaint::ReceiptRecorded>(&p.made.data)) ids = receipt->evidence;
  std::vector<std::string> names;
  for (const FileId id : ids)
    if (const auto file = store::find_attachment(p.connection, p.site.app.vault(), id)) names.push_back(file->name);
  return names;
}

}  // namespace

std::string_view show_answer(View& view, const Paper& p) {
  const auto& text = p.text();
  const auto& office = p.site.app.settings();
  const auto signed_by = signature(p);
  if (!signed_by) view.show("DRAFT");
  view.set("NUMBER", signed_by ? p.open.state.answer_number : "……………");
  view.set("DATE", office.city + ", " + p.date(signed_by ? signed_by->at : p.made.at));
  view.set("NATURE", p.id("urgency." + std::string{name(p.open.state.urgency.value_or(complaint::Urgency::Ordinary))}));
  view.set("NAME", p.reporter(Paper::Naming::Named));
  const std::string address = p.may_name ? p.newest(DocumentType::Reporter).text("address") : "";
  view.set("ADDRESS", address.empty() ? "tempat" : address);
  view.set("RECEIVED", p.date(p.open.state.received)).set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  show_items(view, "FINDINGS", text.list("findings"));
  show_items(view, "LAW", text.list("legal_basis"));
  show_items(view, "COPIES", text.list("copies"));
  view.set("PLENARY", plenary_words(p))
      .set("DECISION", text.text("decision"))
      .set("NEXT_STEPS", text.text("next_steps"));
  view.set_integer("OBJECTION_DAYS", office.objection_days);
  const auto role = from_name<complaint::Role>(text.text("signatory")).value_or(complaint::Role::Secretary);
  const auto capacity = signed_by ? signed_by->actor.capacity : complaint::Capacity::Own;
  view.set("SIGNATORY", role_words(p.site, Language::Indonesian, role, capacity));
  view.set("SIGNATORY_NAME", signed_by ? p.names.name(signed_by->actor.user) : p.names.holder(role).display_name);
  if (signed_by) view.set_if("SIGNED_AT", p.date_and_time(signed_by->at));
  return "staff/document_answer.html";
}

std::string_view show_handover(View& view, const Paper& p) {
  const auto& text = p.text();
  const bool receipt = p.record.type == DocumentType::Receipt;
  Sheet sheet{view, receipt ? "Tanda Terima" : "Bukti Penyampaian"};
  sheet.opening(fmt::format("Telah diterima dari {}:", p.site.app.settings().name));
  if (!receipt || text.text("received_by").empty())
    sheet.opening(fmt::format("Surat jawaban {} telah disampaikan sebagai berikut:", p.site.app.settings().name));
  sheet.row("Surat nomor", p.open.state.answer_number)
      .row("Hal", "Jawaban pengaduan: " + p.subject())
      .row("Nomor agenda", p.register_no());
  const auto channel = p.then.delivery;
  if (channel) sheet.row("Cara penyampaian", p.id("delivery_channel." + std::string{name(*channel)}));
  sheet.row("Hari, tanggal", p.day_text(iso_date(p.site.app.calendar().date_at(p.made.at))));
  sheet.row("Pukul", documents::clock_time(p.made.at, p.site.app.calendar().zone(), Language::Indonesian));
  sheet.row("Diterima oleh", p.person(text.text("received_by"))).row("Hubungan dengan pelapor", text.text("relation"));
  sheet.row("Ditujukan kepada", p.reporter(Paper::Naming::Named)).row("Bukti", text.text("proof"));
  sheet.part("Upaya menghubungi pelapor", text.list("attempts")).part("Berkas bukti", proof_files(p));
  sheet.signer("Yang menyerahkan", p.maker(), p.site.app.settings().city + ", " + p.date(p.made.at));
  if (!text.text("received_by").empty()) sheet.signer("Yang menerima", p.person(text.text("received_by")));
  return sheet_template;
}

}  // namespace dumas::web::pages
