#include "web/public/parts.hpp"

#include <fmt/format.h>

#include "app/uploads.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "http/limits.hpp"
#include "store/database.hpp"
#include "store/write_queue.hpp"
#include "web/fields.hpp"
#include "web/page_parts.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::int64_t megabyte = 1024 * 1024;

std::uint64_t largest_file() { return http::Limits{}.file_bytes; }

}  // namespace

std::string printable(std::string_view typed) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string shown;
  while (!typed.empty()) {
    const auto decoded = utf8::front(typed);
    const std::size_t size = decoded.size == 0 ? 1 : decoded.size;
    const bool line = typed.front() == '\n' || typed.front() == '\r' || typed.front() == '\t';
    if (decoded.size == 0)
      shown += replacement;
    else if (line || !(utf8::is_control(decoded.point) || utf8::turns_direction(decoded.point)))
      shown += typed.substr(0, size);
    typed.remove_prefix(size);
  }
  return shown;
}

Refusal together(std::vector<Refusal> faults) {
  Refusal first = std::move(faults.front());
  for (std::size_t i = 1; i < faults.size(); ++i) first.others.push_back(std::move(faults[i]));
  return first;
}

Refusal in_citizen_words(const Site& site, Refusal refusal) {
  const auto own = [&](Refusal& one) {
    const bool empty = one.key == "error.required" || one.key == "error.choose" || one.key == "error.text_missing";
    const std::string key = "citizen.need_" + one.field;
    if (empty && site.catalogue.has(key)) one.key = key;
  };
  own(refusal);
  for (auto& other : refusal.others) own(other);
  return refusal;
}

void show_faults(View& view, const Site& site, const Visit& visit, const Refusal& refusal) {
  show_refusal(view, site.catalogue, visit.language, in_citizen_words(site, refusal));
}

void show_notice(View& view, const Site& site, const Visit& visit, std::string_view key, NoticeKind kind) {
  // The banner's success colour is asked for inside its section, so it goes first.
  if (kind == NoticeKind::Success) view.show("NOTICE_SUCCESS");
  view.set_if("NOTICE", visit.text(site, key));
}

http::Response saving(const std::function<http::Response()>& write,
                      const std::function<http::Response(const NotSaved&)>& otherwise) {
  const auto busy = [&otherwise] {
    auto response = otherwise({.status = 503, .reason = "citizen.too_busy"});
    return response.set_header("Retry-After", "2");
  };
  try {
    return write();
  } catch (const store::Overloaded&) {
    return busy();
  } catch (const store::DatabaseError& error) {
    switch (error.kind()) {
      case store::DatabaseErrorKind::DiskFull: return otherwise({.status = 507, .reason = "not_saved.disk_full"});
      case store::DatabaseErrorKind::Busy:
      case store::DatabaseErrorKind::NoMemory:
      case store::DatabaseErrorKind::Away:
      case store::DatabaseErrorKind::InDoubt:  // sent again with the same key, it is stored once
      case store::DatabaseErrorKind::Io: return busy();
      case store::DatabaseErrorKind::Constraint:
      case store::DatabaseErrorKind::Corrupt:
      case store::DatabaseErrorKind::Other: throw;  // a bug, or a database to be restored: the log must show it
    }
    throw;
  }
}

void show_file_limits(View& view) {
  view.set("FILE_MAX_BYTES", std::to_string(largest_file())).set("FILE_MAX_COUNT", std::to_string(app::most_files));
  view.set("FILE_MAX_MEGABYTES", std::to_string(largest_file() / megabyte));
  // A help for the file dialogue (a telephone offers its camera); the server judges by content (store/content_type).
  view.set("FILE_ACCEPT", "image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.odt,.txt");
}

void show_files(View& view, const Visit& visit, const std::vector<store::Attachment>& files) {
  if (files.empty()) return;
  View kept = view.section("HAS_FILES");
  for (const auto& file : files)
    kept.section("FILES")
        .set("FILE_ID", std::to_string(file.id.value))
        .set("NAME", file.name)
        .set("SIZE", size_text(file.size, visit.language));
}

std::string size_text(std::int64_t bytes, Language language) {
  if (bytes < 1'000'000) return fmt::format("{} kB", std::max<std::int64_t>(1, bytes / 1000));
  std::string text = fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  if (language == Language::Indonesian) text.replace(text.find('.'), 1, ",");
  return text;
}

std::vector<Refusal> keep_files(Site& site, const Visit& visit, const app::DraftOwner& owner) {
  std::vector<Refusal> faults;
  for (const auto& file : visit.request.files) {
    const bool lost = file.path.empty() && !file.too_big && visit.request.upload_failure != http::UploadFailure::None;
    if (file.field != "evidence" || lost) continue;  // a lost one is told of below, once for all
    const auto kept = app::keep_upload(site.app, owner.key(),
                                       {.filename = file.filename, .path = file.path, .too_big = file.too_big});
    if (!kept) faults.push_back(naming_file(site, visit, kept.refusal(), file.filename));
  }
  const auto add = [&faults](std::string_view code, std::string_view key, std::vector<std::string> arguments) {
    faults.push_back(
        {.code = std::string{code}, .field = "evidence", .key = std::string{key}, .arguments = std::move(arguments)});
  };
  switch (visit.request.upload_failure) {
    case http::UploadFailure::None: break;
    case http::UploadFailure::TooManyFiles:
      add("INVALID_INPUT", "error.file_too_many", {std::to_string(app::most_files)});
      break;
    case http::UploadFailure::DiskFull:
    case http::UploadFailure::WriteError: add("DISK_FULL", "error.disk_full", {}); break;
  }
  return faults;
}

std::string new_key(Site& site) {
  constexpr int key_bytes = 18;
  return url_token(site.app.randomness(), key_bytes);
}

std::string site_address(const Site& site, const Visit& visit) {
  return (site.secure_cookies ? "https://" : "http://") + visit.request.host;
}

}  // namespace dumas::web::pages
