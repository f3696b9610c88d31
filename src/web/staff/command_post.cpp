// POST /kasus/{id}/perintah/{command}: reads the form, keeps its files, gives the command. What is refused comes back
// with everything typed; a case that changed meanwhile is shown with what changed, and nothing is overwritten.
#include <fmt/format.h>

#include <algorithm>

#include "app/execute.hpp"
#include "app/refused.hpp"
#include "app/uploads.hpp"
#include "web/form_reader.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/command_parts.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/paper_access.hpp"

namespace dumas::web::pages {
namespace {

std::vector<FileId>* evidence_of(complaint::Command& command) {
  return std::visit(
      [](auto& any) -> std::vector<FileId>* {
        if constexpr (requires { any.evidence; })
          return &any.evidence;
        else
          return nullptr;
      },
      command);
}

// Keeps what came with the form and takes away what was ticked; every fault is noted, the good files stay.
void take_files(Site& site, const Visit& visit, const CommandPlace& place, std::vector<FileId>& evidence,
                std::vector<Refusal>& faults) {
  const auto& request = visit.request;
  for (const auto& ticked : request.form.all("hapus")) {
    const FileId id{number_in(ticked)};
    if (!id) continue;
    app::drop_upload(site.app, place.file_owner, id);
    std::erase(evidence, id);
  }
  if (request.upload_failure == http::UploadFailure::TooManyFiles)
    faults.push_back({.code = "INVALID_INPUT",
                      .field = "evidence",
                      .key = "error.file_too_many",
                      .arguments = {std::to_string(app::most_files)}});
  else if (request.upload_failure != http::UploadFailure::None)
    faults.push_back({.code = "DISK_FULL", .field = "evidence", .key = "error.disk_full"});
  for (const auto& file : request.files) {
    const auto kept = app::keep_upload(site.app, place.file_owner,
                                       {.filename = file.filename, .path = file.path, .too_big = file.too_big});
    if (kept)
      evidence.push_back(kept->id);
    else
      faults.push_back(naming_file(site, visit, kept.refusal(), file.filename));
  }
  const std::string drawn = request.form.text("signature");
  if (drawn.empty()) return;
  const auto kept = app::keep_signature(site.app, place.file_owner, drawn);
  if (kept)
    evidence.push_back(kept->id);
  else
    faults.push_back(kept.refusal());
}

// All faults as one, the first with the others behind it.
Refusal together(const std::vector<Refusal>& faults) {
  std::vector<Refusal> flat;
  for (const auto& fault : faults) {
    flat.push_back(fault);
    flat.back().others.clear();
    flat.insert(flat.end(), fault.others.begin(), fault.others.end());
  }
  Refusal first = flat.front();
  first.others.assign(flat.begin() + 1, flat.end());
  return first;
}

int status_of(const Refusal& refusal) {
  if (refusal.code == "VERSION_CONFLICT" || refusal.code == "WRONG_STATE") return 409;
  if (refusal.code == "WRONG_ROLE" || refusal.code == "CONFLICT_OF_INTEREST") return 403;
  return refusal.code == "DISK_FULL" ? 507 : 422;
}

// The form again. Files stand in their own list, so their ids are not typed text.
http::Response show_again(Site& site, const Visit& visit, const CommandPlace& place, const complaint::Actor& actor,
                          const Refusal& refusal, std::int64_t seen) {
  const http::Form& form = visit.request.form;
  const bool conflict = refusal.code == "VERSION_CONFLICT";
  return show_command(site, visit, place, actor,
                      {.typed = form,
                       .idempotency = form_key(site, form),
                       .version = conflict ? place.open.state.version : seen,
                       .refusal = &refusal,
                       .seen_version = seen},
                      status_of(refusal));
}

void forget_form(Site& site, const Visit& visit, const CommandPlace& place) {
  site.desk.drafts.drop(visit.owner(site), draft_name(visit.request.path));
  for (const auto& left : app::waiting_uploads(site.app, place.file_owner))
    app::drop_upload(site.app, place.file_owner, left.id);
}

}  // namespace

http::Response command_post(Site& site, const Visit& visit) {
  const auto read_place = [&] {
    return site.app.readers().with(
        [&](store::Connection& connection) { return command_place(site, visit, connection); });
  };
  auto place = read_place();
  if (!place) return error_page(site, visit, 404);
  const http::Form& form = visit.request.form;
  const auto actor = command_actor(visit, *place, form);
  if (!actor) {
    const complaint::Actor nobody{.user = visit.staff->user, .role = visit.staff->actors().front().role};
    app::log_refused(site.app, nobody, place->open.state.id, name(place->command), {.code = "WRONG_ROLE"});
    return error_page(site, visit, 403);
  }
  const std::int64_t seen = number_in(form.text("version"));

  complaint::Command command = complaint::make_command(place->command);
  std::vector<Refusal> faults;
  if (const auto read = read_form(form, command); !read) faults.push_back(read.refusal());
  if (auto* evidence = evidence_of(command)) take_files(site, visit, *place, *evidence, faults);
  if (!faults.empty()) return show_again(site, visit, *place, *actor, together(faults), seen);

  const auto receipt = app::execute(site.app, app::CaseRequest{.command = command,
                                                               .actor = *actor,
                                                               .case_id = place->open.state.id,
                                                               .expected_version = seen,
                                                               .idempotency_key = form.text("idempotency"),
                                                               .file_owner = place->file_owner});
  if (!receipt) {
    app::log_refused(site.app, *actor, place->open.state.id, name(place->command), receipt.refusal());
    if (receipt.refusal().code == "VERSION_CONFLICT") place = read_place();  // what the others made of it
    if (!place || receipt.refusal().code == "NOT_FOUND") return error_page(site, visit, 404);
    return show_again(site, visit, *place, *actor, receipt.refusal(), seen);
  }
  forget_form(site, visit, *place);
  // A paper that its signer's certificate has to sign is best signed while he is at it.
  if (const auto signature = signature_waiting(site, visit, place->open.state.id)) return http::see_other(*signature);
  const bool differs = receipt->repeated == app::Repeated::Differs;
  return http::see_other(
      fmt::format("{}?berhasil={}{}", place->open.href, name(place->command), differs ? "&ulang=beda" : ""));
}

}  // namespace dumas::web::pages
