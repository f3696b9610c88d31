#include "api/submission.hpp"

#include "app/uploads.hpp"

namespace dumas::api {

Enclosures::~Enclosures() {
  for (const FileId id : kept_) {
    try {
      app::drop_upload(call_.app(), owner_, id);
    } catch (const std::exception&) {  // NOLINT: a file too many waits for the sweep; the answer is not lost for it
    }
  }
}

Checked Enclosures::keep(std::vector<FileId>& ids) {
  for (const auto& file : call_.request.files) {
    if (file.field != "evidence")
      return Refusal{.code = "INVALID_INPUT", .field = "evidence", .key = "api.unknown_field", .arguments = {"file"}};
    const auto kept =
        app::keep_upload(call_.app(), owner_, {.filename = file.filename, .path = file.path, .too_big = file.too_big});
    if (!kept) return kept.refusal();
    kept_.push_back(kept->id);
    ids.push_back(kept->id);
  }
  return Done{};
}

Checked check_upload(const http::Request& request) {
  switch (request.upload_failure) {
    case http::UploadFailure::None: return Done{};
    case http::UploadFailure::DiskFull:
    case http::UploadFailure::WriteError:
      return Refusal{.code = "DISK_FULL", .field = "evidence", .key = "error.disk_full"};
    case http::UploadFailure::TooManyFiles:
      return Refusal{.code = "INVALID_INPUT",
                     .field = "evidence",
                     .key = "error.too_many_files",
                     .arguments = {std::to_string(app::most_files)}};
  }
  return Done{};
}

Result<JsonObject> body_or_part(const Call& call, std::string_view part) {
  if (call.request.content_type() != "multipart/form-data") return body_of(call);
  if (const auto whole = check_upload(call.request); !whole) return whole.refusal();
  return JsonObject::parse(call.request.form.text(part));
}

}  // namespace dumas::api
