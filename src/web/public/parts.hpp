// Small parts the citizen's pages share: faults beside fields, kept files, a disk that is full.
// Called by the pages of web/public alone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/drafts.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/attachments.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

// What was typed, fit to be shown again: bytes that are no text become U+FFFD, control characters go.
[[nodiscard]] std::string printable(std::string_view typed);

// Several faults as one refusal, the first with the others behind it. `faults` holds at least one.
[[nodiscard]] Refusal together(std::vector<Refusal> faults);
// The same refusal in the citizen's words: "error.required" of a field becomes the field's own sentence.
[[nodiscard]] Refusal in_citizen_words(const Site&, Refusal);
// Error summary and sentences beside the fields.
void show_faults(View&, const Site&, const Visit&, const Refusal&);
// A sentence above the page's heading.
enum class NoticeKind { Plain, Success };
void show_notice(View&, const Site&, const Visit&, std::string_view key, NoticeKind = NoticeKind::Plain);

// Runs a page that writes. When the store cannot take it (disk full, too busy) `otherwise` makes the page that says so
// with everything still in its form: 507, or 503 with Retry-After.
struct NotSaved {
  int status = 507;
  std::string_view reason;  // key of the sentence
};
[[nodiscard]] http::Response saving(const std::function<http::Response()>& write,
                                    const std::function<http::Response(const NotSaved&)>& otherwise);

// FILE_MAX_BYTES and the others of partials/file.html.
void show_file_limits(View&);
// FILES rows (FILE_ID, NAME, SIZE) inside HAS_FILES; nothing when there are none.
void show_files(View&, const Visit&, const std::vector<store::Attachment>&);
// "1,2 MB" or "1.2 MB".
[[nodiscard]] std::string size_text(std::int64_t bytes, Language);

// Keeps every file of the request's field "evidence" for `owner`. Those that cannot be kept come back as refusals on
// "evidence", each naming its file; the good ones stay.
[[nodiscard]] std::vector<Refusal> keep_files(Site&, const Visit&, const app::DraftOwner& owner);

// Random text for a form that must count once however often it is sent.
[[nodiscard]] std::string new_key(Site&);

// http(s)://HOST as the citizen's browser reached us.
[[nodiscard]] std::string site_address(const Site&, const Visit&);

}  // namespace dumas::web::pages
