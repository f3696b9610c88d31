// /kasus/{id}: one case on one page. What is to be done now, the ten rows as a board, what the citizen wrote, the
// papers, the messages, the timeline. The complainant stands here masked; showing him asks for a reason.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "base/text.hpp"
#include "complaint/permissions.hpp"
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::CommandKind;
using complaint::DocumentType;

void show_reporter(View& view, const CaseReading& c) {
  View box = view.section("REPORTER");
  switch (c.open.state.disclosure.value_or(complaint::Disclosure::Secret)) {
    case complaint::Disclosure::Anonymous: box.show("ANONYMOUS"); return;
    case complaint::Disclosure::Secret: box.show("SECRET"); break;
    case complaint::Disclosure::Named: {
      const auto person = c.newest(DocumentType::Reporter);
      View list = box.section("PERSON");
      const auto row = [&](std::string_view field, const std::string& masked) {
        if (!masked.empty())
          list.section("SUMMARY").set("KEY", c.text("field." + std::string{field})).set("VALUE", masked);
      };
      row("name", mask_name(person.text("name")));
      row("identity_number", mask_number(person.text("identity_number")));
      row("phone", mask_phone(person.text("phone")));
      row("email", mask_email(person.text("email")));
      row("address", person.text("address").empty() ? "" : "*****");
      row("assistance", person.text("assistance"));  // who meets the citizen has to know it
      break;
    }
  }
  if (c.visit.staff->may(complaint::Permission::RevealIdentity)) box.set_if("REVEAL", c.open.href + "/identitas");
}

void show_complaint(View& view, const CaseReading& c) {
  const auto form = c.newest(DocumentType::ComplaintForm);
  for (const std::string field : {"subject", "story", "place", "occurred", "respondent", "loss", "wish",
                                  "reported_elsewhere", "letter_number", "letter_date"}) {
    const std::string value = form.text(field);
    if (value.empty()) continue;
    const auto day = field == "letter_date" ? parse_iso_date(value) : std::nullopt;
    view.section("SUMMARY")
        .set("KEY", c.text("field." + field))
        .set("VALUE", day ? documents::long_date(*day, c.visit.language) : value);
  }
}

std::string size_words(std::int64_t bytes) {
  if (bytes < 1'000'000) return fmt::format("{} kB", std::max<std::int64_t>(1, bytes / 1000));
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

void show_files(View& view, const CaseReading& c) {
  const auto files = store::attachments_of(c.connection, c.site.app.vault(), c.open.state.id);
  if (files.empty()) view.show("NO_FILES");
  if (files.empty()) return;
  View list = view.section("HAS_FILES");
  for (const auto& file : files)
    list.section("FILES")
        .set("HREF", fmt::format("{}/berkas/{}", c.open.href, app::id_text(file.id.value)))
        .set("NAME", file.name)
        .set("SIZE", size_words(file.size))
        .set("WHEN", short_date_time(from_millis(file.created_at), c.site.app.calendar().zone()));
}

void show_papers(View& view, const CaseReading& c) {
  bool any = false;
  for (auto row = c.records.rbegin(); row != c.records.rend(); ++row) {
    const std::string href = document_href(c.open, row->type, row->id);
    if (href.empty()) continue;
    if (!any) view.show("HAS_PAPERS");
    any = true;
    View line = view.section("PAPERS");
    line.set("HREF", href).set("LABEL", word(c.site, c.visit, "document", row->type));
    line.set("WHEN", short_date_time(row->at, c.site.app.calendar().zone()));
    line.set("WHO", c.names.acting(c.site.catalogue, c.visit.language, row->actor,
                                   row->role.value_or(complaint::Role::Timer), complaint::Capacity::Own));
    const auto newest = c.open.state.documents.find(row->type);
    if (newest != c.open.state.documents.end() && newest->second != row->id &&
        row->type != DocumentType::DispositionNote && row->type != DocumentType::ReviewNote)
      line.show("OLDER");
  }
}

std::string number_given(const complaint::State& s, CommandKind command) {
  if (command == CommandKind::Register) return s.register_number;
  if (command == CommandKind::DraftMinutes) return s.minutes_number;
  if (command == CommandKind::SignAnswer) return s.answer_number;
  return command == CommandKind::ReportFollowUp ? s.memo_number : "";
}

void show_success(View& view, const CaseReading& c) {
  const auto command = from_name<CommandKind>(c.visit.request.query.text("berhasil"));
  if (!command) return;
  const std::string label = command_words(c.site, c.visit, *command), number = number_given(c.open.state, *command);
  std::string sentence = number.empty() ? c.text("case.done", {label}) : c.text("case.done_number", {label, number});
  if (c.visit.request.query.text("ulang") == "beda") sentence += " " + c.text("case.sent_before");
  show_done(view, sentence);
}

}  // namespace

complaint::Content CaseReading::content(RecordId id) const {
  auto record = site.app.records().read(connection, id);
  return record ? std::move(record->content) : complaint::Content{};
}

complaint::Content CaseReading::newest(DocumentType type) const {
  const auto found = open.state.documents.find(type);
  return found == open.state.documents.end() ? complaint::Content{} : content(found->second);
}

std::string CaseReading::text(std::string_view key, const std::vector<std::string>& arguments) const {
  return visit.text(site, key, arguments);
}

std::string document_href(const OpenCase& open, DocumentType type, RecordId id) {
  if (!id || type == DocumentType::Reporter || type == DocumentType::Message || type == DocumentType::Attachment)
    return "";
  return open.href + "/dokumen/" + app::id_text(id.value);
}

http::Response case_page(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  const bool found = site.app.readers().with([&](store::Connection& connection) {
    const auto open = open_case(site, visit, connection);
    if (!open) return false;
    const CaseReading c{.site = site,
                        .visit = visit,
                        .connection = connection,
                        .open = *open,
                        .names = app::OfficerNames{connection, site.app.office()},
                        .records = store::records_of(connection, open->state.id),
                        .events = store::read_case(connection, open->state.id),
                        .meeting = store::find_meeting(connection, site.app.office(), open->state.meeting)};
    view.set("HREF", open->href);
    show_success(view, c);
    show_head(view, c);
    show_now(view, c);
    show_board(view, c);
    View complaint_text = view.section("COMPLAINT");
    show_complaint(complaint_text, c);
    show_reporter(view, c);
    show_files(view, c);
    show_official_papers(view, c);
    show_papers(view, c);
    show_story(view, c);
    return true;
  });
  if (!found) return error_page(site, visit, 404);
  return page(site, visit, "staff/case_page.html", view);
}

}  // namespace dumas::web::pages
