// Files of staff: kept until a command takes them, given out as downloads of their case.
#include "api/endpoints.hpp"
#include "api/submission.hpp"
#include "app/case_text.hpp"
#include "app/uploads.hpp"
#include "store/event_log.hpp"

namespace dumas::api {

http::Response keep_file(const Call& call) {
  if (call.request.content_type() != "multipart/form-data")
    return refuse(call,
                  {.code = "UNSUPPORTED_MEDIA_TYPE", .key = "api.media_type", .arguments = {"multipart/form-data"}});
  if (const auto whole = check_upload(call.request); !whole) return refuse(call, whole.refusal());
  if (call.request.files.size() != 1 || call.request.files.front().field != "file")
    return refuse(call, {.code = "INVALID_INPUT", .field = "file", .key = "error.required"});
  const auto& file = call.request.files.front();
  const auto kept = app::keep_upload(call.app(), call.file_owner(),
                                     {.filename = file.filename, .path = file.path, .too_big = file.too_big});
  if (!kept) return refuse(call, kept.refusal());
  JsonWriter json;
  json.open()
      .put("id", app::id_text(kept->id.value))
      .put("name", kept->name)
      .put("kind", kept->kind)
      .put("size", kept->size)
      .close();
  return answer(201, json);
}

http::Response drop_file(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("file"));
  if (!id) return refuse(call, not_found());
  app::drop_upload(call.app(), call.file_owner(), FileId{*id});
  return {.status = 204};
}

http::Response download_file(const Call& call) {
  const auto case_id = app::parse_id(call.request.parameter("id")),
             file_id = app::parse_id(call.request.parameter("file"));
  if (!case_id || !file_id) return refuse(call, not_found());
  const auto state =
      call.app().readers().with([&](store::Connection& c) { return store::load_case(c, CaseId{*case_id}); });
  if (state.version == 0 || !call.sees(state)) return refuse(call, not_found());
  auto download = app::read_file(call.app(), CaseId{*case_id}, FileId{*file_id});
  if (!download) return refuse(call, not_found());
  http::Response response;
  response.body = std::move(download->content);
  response.set_header("Content-Type", download->file.kind);
  response.set_header("Content-Disposition", http::content_disposition_attachment(download->file.name));
  return response;
}

}  // namespace dumas::api
