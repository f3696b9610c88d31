// Tables get a table, streams get a stream, both uncompressed: a signature adds few objects.
#include "signing/pdf_update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace dumas::signing {

namespace {

struct Entry {
  int number = 0;
  int generation = 0;
  std::size_t offset = 0;
};
std::string table(const std::vector<Entry>& entries);
std::string stream_rows(const std::vector<Entry>& entries);
std::string trailer_entries(const Trailer& trailer, int size, std::size_t previous);

// calls `run(first, count)` for each run of numbers without a gap.
template <class Run>
void for_each_run(const std::vector<Entry>& entries, Run run) {
  for (auto first = entries.begin(); first != entries.end();) {
    auto last = std::next(first);
    while (last != entries.end() && last->number == std::prev(last)->number + 1) ++last;
    run(first, last);
    first = last;
  }
}

}  // namespace

std::optional<XrefPlace> last_xref(std::string_view pdf) {
  constexpr std::string_view keyword = "startxref";
  constexpr std::size_t reach = 1024;  // ISO 32000-1, annex H, note 18: readers look at the last 1024 bytes
  const std::size_t from = pdf.size() > reach ? pdf.size() - reach : 0;
  std::size_t at = pdf.rfind(keyword);
  if (at == std::string_view::npos || at < from) return std::nullopt;
  at = pdf.find_first_not_of("\r\n \t", at + keyword.size());
  if (at == std::string_view::npos) return std::nullopt;
  XrefPlace place;
  const auto read = std::from_chars(pdf.data() + at, pdf.data() + pdf.size(), place.offset);
  if (read.ec != std::errc{} || place.offset >= pdf.size()) return std::nullopt;
  place.form = pdf.substr(place.offset).starts_with("xref") ? XrefForm::Table : XrefForm::Stream;
  return place;
}

Update append_update(std::string_view pdf, const XrefPlace& place, const Trailer& trailer,
                     const std::vector<UpdatedObject>& objects) {
  Update update{.bytes = std::string(pdf)};
  auto out = std::back_inserter(update.bytes);
  if (!pdf.ends_with('\n') && !pdf.ends_with('\r')) *out = '\n';
  std::vector<Entry> entries;
  int size = trailer.size;
  for (const auto& object : objects) {
    entries.push_back({object.number, object.generation, update.bytes.size()});
    fmt::format_to(out, "{} {} obj\n", object.number, object.generation);
    update.offsets.push_back(update.bytes.size());
    update.bytes += object.body;
    update.bytes += "\nendobj\n";
    size = std::max(size, object.number + 1);
  }
  const std::size_t xref = update.bytes.size();
  if (place.form == XrefForm::Table) {
    fmt::format_to(out, "{}trailer\n<< {} >>\n", table(entries), trailer_entries(trailer, size, place.offset));
  } else {
    entries.push_back({size, 0, xref});  // the stream names itself
    std::string index;
    for_each_run(entries, [&](auto first, auto last) { index += fmt::format(" {} {}", first->number, last - first); });
    const std::string rows = stream_rows(entries);
    fmt::format_to(out,
                   "{} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{} ] /Length {} {} >>\nstream\n{}\nendstream\nendobj\n",
                   size, index, rows.size(), trailer_entries(trailer, size + 1, place.offset), rows);
  }
  fmt::format_to(out, "startxref\n{}\n%%EOF\n", xref);
  return update;
}

namespace {

std::string table(const std::vector<Entry>& entries) {
  std::string text = "xref\n";
  for_each_run(entries, [&](auto first, auto last) {
    text += fmt::format("{} {}\n", first->number, last - first);
    for (; first != last; ++first) text += fmt::format("{:010} {:05} n \n", first->offset, first->generation);
  });
  return text;
}

// ISO 32000-1, 7.5.8.3: kind 1, offset, generation, the widths of /W.
std::string stream_rows(const std::vector<Entry>& entries) {
  std::string rows;
  for (const auto& entry : entries) {
    rows += '\x01';
    for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>(entry.offset >> shift & 0xffU);
    for (int shift = 8; shift >= 0; shift -= 8) rows += static_cast<char>(entry.generation >> shift & 0xff);
  }
  return rows;
}

std::string trailer_entries(const Trailer& trailer, int size, std::size_t previous) {
  return fmt::format("/Size {} /Root {}{}{} /ID {} /Prev {}", size, trailer.root, trailer.info.empty() ? "" : " /Info ",
                     trailer.info, trailer.id, previous);
}

}  // namespace
}  // namespace dumas::signing
