// /loket: SOP row 1 at the counter. One screen for a walk-in, a letter or a call; what is sent becomes a case, and a slip
// with code and PIN is printed. Below it the online complaints that wait to be printed and registered.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "app/uploads.hpp"
#include "store/case_queries.hpp"
#include "web/form_reader.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/desk_slip.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Channel;

constexpr int most_waiting = 50;

// Files wait under the officer and the form they came with: two forms open side by side do not share them.
std::string file_owner(Site& site, const Visit& visit, const std::string& key) {
  return visit.owner(site).key() + ":" + site.app.vault().lookup_hash("desk-form", key);
}

complaint::Actor desk_actor(const app::SignedIn& staff) { return hat(staff, complaint::Permission::WriteRegister); }

void show_waiting(Site& site, const Visit& visit, View& view) {
  const auto roles = roles_of(*visit.staff);
  site.app.readers().with([&](store::Connection& connection) {
    const auto rows = store::list_cases(connection, site.app.records(), site.app.office(), store::case_view(roles),
                                        {.status = complaint::Status::Received, .most = most_waiting});
    if (rows.empty()) view.show("NONE_WAITING");
    if (rows.empty()) return;
    View table = view.section("HAS_WAITING");
    for (const auto& row : rows) {
      const std::string id = app::id_text(row.id.value);
      View line = table.section("WAITING");
      line.set("HREF", "/kasus/" + id).set("REGISTER", "/kasus/" + id + "/perintah/register");
      line.set("SUBJECT", subject_words(site, visit, row)).set("CHANNEL", word(site, visit, "channel", row.channel));
      line.set("RECEIVED", short_date_time(row.received, site.app.settings().zone));
      for (const auto& record : store::records_of(connection, row.id))
        if (record.type == complaint::DocumentType::ComplaintForm)
          line.set_if("PRINT", fmt::format("/kasus/{}/dokumen/{}", id, app::id_text(record.id.value)));
    }
  });
}

std::vector<Option> disclosures(const Site& site, const Visit& visit) {
  auto options = choices<complaint::Disclosure>(site, visit, "disclosure");
  for (auto& option : options) option.hint = visit.text(site, "desk.disclosure_" + option.value);
  return options;
}

void show_files(Site& site, const Visit& visit, View& view, const std::string& key) {
  const auto files = app::waiting_uploads(site.app, file_owner(site, visit, key));
  if (files.empty()) return;
  View list = view.section("HAS_KEPT");
  for (const auto& file : files)
    list.section("KEPT")
        .set("NAME", file.name)
        .set_integer("ID", file.id.value)
        .set_integer("KIB", (file.size + 1023) / 1024);
}

http::Response show(Site& site, const Visit& visit, const http::Form& typed, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  const std::string key = form_key(site, typed);
  view.set("IDEMPOTENCY", key);
  show_options(view, "channel", choices<Channel>(site, visit, "channel", {Channel::Web}), {typed.text("channel")});
  show_options(view, "disclosure", disclosures(site, visit), {typed.text("disclosure")});
  show_options(view, "read_back", {{"true", visit.text(site, "desk.read_back_yes")}}, {typed.text("read_back")});
  keep_typed(view, typed,
             {"subject", "story", "place", "occurred", "respondent", "loss", "wish", "reported_elsewhere",
              "letter_number", "name", "identity_number", "address", "phone", "email", "occupation", "assistance"});
  keep_date(view, typed, "letter_date");
  view.set("FILE_ACCEPT", "").set_integer("FILE_MAX_BYTES", 20 << 20).set_integer("FILE_MAX_COUNT", app::most_files);
  show_files(site, visit, view, key);
  if (refusal) {
    show_refusal(view, site.catalogue, visit.language, *refusal);
    view.show("MORE_OPEN");  // whatever is wrong is seen
  }
  show_waiting(site, visit, view);
  return page(site, visit, "staff/desk.html", view, status);
}

// Keeps the files that came with the form and says which of the waiting ones go with the complaint.
Result<std::vector<FileId>> take_evidence(Site& site, const Visit& visit, const std::string& owner,
                                          const complaint::SubmitComplaint& c) {
  const auto& request = visit.request;
  if (request.upload_failure == http::UploadFailure::TooManyFiles)
    return Refusal{.code = "INVALID_INPUT",
                   .field = "evidence",
                   .key = "error.file_too_many",
                   .arguments = {std::to_string(app::most_files)}};
  if (request.upload_failure != http::UploadFailure::None)
    return Refusal{.code = "DISK_FULL", .field = "evidence", .key = "error.disk_full"};
  std::vector<FileId> evidence;
  for (const auto& file : app::waiting_uploads(site.app, owner)) {
    if (std::find(c.evidence.begin(), c.evidence.end(), file.id) != c.evidence.end())
      evidence.push_back(file.id);
    else
      app::drop_upload(site.app, owner, file.id);  // its box was unticked
  }
  std::vector<Refusal> faults;
  for (const auto& file : request.files) {
    auto kept =
        app::keep_upload(site.app, owner, {.filename = file.filename, .path = file.path, .too_big = file.too_big});
    if (kept)
      evidence.push_back(kept->id);
    else
      faults.push_back(naming_file(site, visit, kept.refusal(), file.filename));
  }
  if (faults.empty()) return evidence;
  Refusal first = faults.front();
  first.others.assign(faults.begin() + 1, faults.end());
  return first;
}

// Both refusals as one, so that every fault stands beside its field at once.
Refusal both(const Refusal& first, const Refusal& second) {
  Refusal all = first;
  Refusal more = second;
  all.others.insert(all.others.end(), more.others.begin(), more.others.end());
  more.others.clear();
  all.others.push_back(std::move(more));
  return all;
}

}  // namespace

http::Response desk_form(Site& site, const Visit& visit) {
  const auto restored = restored_form(site, visit);
  return show(site, visit, restored.value_or(http::Form{}), nullptr, 200);
}

http::Response desk_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const std::string key = form.text("idempotency");
  const std::string owner = file_owner(site, visit, key);
  complaint::Command command = complaint::SubmitComplaint{};
  const auto read = read_form(form, command);
  auto& complaint = std::get<complaint::SubmitComplaint>(command);
  auto evidence = take_evidence(site, visit, owner, complaint);
  if (!read && !evidence) {
    const Refusal refusal = both(read.refusal(), evidence.refusal());
    return show(site, visit, form, &refusal, 422);
  }
  if (!read) return show(site, visit, form, &read.refusal(), 422);
  if (!evidence) return show(site, visit, form, &evidence.refusal(), 422);
  complaint.evidence = std::move(*evidence);

  const auto receipt = app::execute(site.app, app::CaseRequest{.command = command,
                                                               .actor = desk_actor(*visit.staff),
                                                               .case_id = {},
                                                               .expected_version = {},
                                                               .idempotency_key = key,
                                                               .file_owner = owner});
  if (!receipt) return show(site, visit, form, &receipt.refusal(), 422);
  site.desk.drafts.drop(visit.owner(site), draft_name(visit.request.path));
  keep_slip(site, visit, *receipt);
  const bool again = receipt->repeated != app::Repeated::No;
  return http::see_other("/loket/terkirim?kasus=" + app::id_text(receipt->case_id.value) + (again ? "&ulang=1" : ""));
}

}  // namespace dumas::web::pages
