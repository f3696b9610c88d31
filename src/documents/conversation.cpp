#include "documents/conversation.hpp"

#include <charconv>

#include "documents/qr_code.hpp"

namespace dumas::documents {
namespace {

std::string_view corner_name(Corner corner) {
  switch (corner) {
    case Corner::BottomLeft: return "bottom_left";
    case Corner::BottomRight: return "bottom_right";
  }
  return {};
}

void add_mark(Fields& fields, const PageMark& mark) {
  std::string lines;
  for (const auto& line : mark.lines) lines += (lines.empty() ? "" : "\n") + line;
  fields.add("mark.lines", lines);
  fields.add("mark.corner", corner_name(mark.corner));
  fields.add("mark.module", std::to_string(mark.module));
  fields.add("mark.from_side", std::to_string(mark.from_side));
  fields.add("mark.from_bottom", std::to_string(mark.from_bottom));
}

Fields question(const PaperRequest& request, const std::string& number, int attempt) {
  const RenderOptions& options = request.options;
  Fields fields;
  fields.add("number", number);
  fields.add("attempt", std::to_string(attempt));
  fields.add("html", request.html);
  fields.add("pages", std::to_string(request.bound.pages));
  fields.add("title", options.title);
  fields.add("author", options.author);
  fields.add("language", language_code(options.language));
  fields.add("identifier", options.identifier);
  fields.add("date", iso_instant(std::chrono::floor<std::chrono::seconds>(options.date)));
  if (options.mark) add_mark(fields, *options.mark);
  return fields;
}

// The codes of all pages, an empty line between two.
Fields codes(const PageMark& mark, int pages) {
  std::string all;
  for (int page = 1; page <= pages; ++page)
    all += (page > 1 ? "\n\n" : "") + qr_rows(mark.text_prefix + std::to_string(page)).value();
  Fields fields;
  fields.add("codes", all);
  return fields;
}

// 0 when the answer names no sensible number of pages.
int pages_of(const Fields& answer, int most) {
  const std::string_view text = answer.get("pages");
  int pages = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), pages);
  return read.ec == std::errc{} && pages > 0 && pages <= most ? pages : 0;
}

}  // namespace

Answer ask_for_paper(WorkerProcess& process, const PaperRequest& request, std::uint64_t number, int attempt) {
  const Deadline deadline = std::chrono::steady_clock::now() + request.bound.time;
  const std::string called = std::to_string(number);
  const auto is_ours = [&called](const std::optional<Fields>& said) { return said && said->get("number") == called; };

  auto said = process.ask(question(request, called, attempt), deadline);
  if (is_ours(said) && said->get("kind") == "pages" && request.options.mark) {
    const int pages = pages_of(*said, request.bound.pages);
    if (pages == 0) return {};
    said = process.ask(codes(*request.options.mark, pages), deadline);
  }
  if (!is_ours(said)) return {};
  if (said->get("kind") == "too_many_pages") return {.outcome = Outcome::TooManyPages};
  const int pages = pages_of(*said, request.bound.pages);
  if (said->get("kind") != "pdf" || pages == 0 || !said->get("pdf").starts_with("%PDF-")) return {};
  return {.outcome = Outcome::Printed, .paper = {.pdf = std::string{said->get("pdf")}, .pages = pages}};
}

}  // namespace dumas::documents
