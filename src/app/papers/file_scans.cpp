#include "app/papers/file_scans.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/papers/paper_file.hpp"

namespace dumas::app {
namespace {

// What a person calls it: "Surat Jawaban 12/HM.02-SD/3571/2026".
std::string called(const documents::PaperTemplates& templates, const store::PaperRow& paper) {
  const auto& title = templates.description(paper.issued.paper.value()).title;
  return paper.issued.number.empty() ? title : title + " " + paper.issued.number;
}

Refusal problem(std::string code, std::string key, std::vector<std::string> arguments) {
  return {.code = std::move(code), .field = "evidence", .key = std::move(key), .arguments = std::move(arguments)};
}

Refusal on_upload(Refusal refusal) {
  refusal.field = "evidence";
  return refusal;
}

// The paper knows how many pages it has; the codes need not say so.
std::vector<int> missing_pages(const scan::ScannedPaper& scanned, const store::PaperRow& paper) {
  std::vector<int> missing;
  for (int page = 1; page <= static_cast<int>(paper.issued.file.pages); ++page)
    if (std::none_of(scanned.pages.begin(), scanned.pages.end(), [page](const auto& p) { return p.number == page; }))
      missing.push_back(page);
  return missing;
}

Result<store::PaperRow> keep_scan(Application& app, const store::PaperRow& paper, const complaint::Actor& actor,
                                  std::string_view pdf, std::size_t pages) {
  const auto file = freeze(app, pdf, static_cast<std::int64_t>(pages));
  if (!file) return on_upload(file.refusal());
  auto kept = app.writer().submit([&](store::Connection& connection) {
    return append_to_paper(app, connection, paper.id, complaint::PaperScanned{.file = *file}, actor);
  });
  if (!kept) discard(app, *file);
  return kept;
}

class Filing {
 public:
  Filing(const PaperDesk& desk, const complaint::Actor& actor, const MayFile& may_file)
      : app_(desk.application()), templates_(desk.templates()), actor_(actor), may_file_(may_file) {}

  Checked add(const scan::ScannedPaper& scanned) {
    const auto paper = app_.readers().with([&](store::Connection& connection) -> std::optional<store::PaperRow> {
      auto row = store::find_paper_by_token(connection, app_.office(), scanned.token);
      if (!row || !may_file_(connection, *row)) return std::nullopt;
      return row;
    });
    if (!paper) return unknown(scanned), Done{};
    if (const auto missing = missing_pages(scanned, *paper); !missing.empty())
      return tell("SCAN_PAGES_MISSING", "error.scan_pages_missing",
                  {called(templates_, *paper), fmt::format("{}", fmt::join(missing, ", "))}),
             Done{};
    if (!scanned.doubled.empty())
      return tell("SCAN_PAGES_DOUBLED", "error.scan_pages_doubled",
                  {called(templates_, *paper), fmt::format("{}", fmt::join(scanned.doubled, ", "))}),
             Done{};
    auto filed = keep_scan(app_, *paper, actor_, scanned.pdf, scanned.pages.size());
    if (!filed) return filed.refusal();
    report_.filed.push_back(std::move(*filed));
    return Done{};
  }

  void without_code(const scan::UnrecognisedPage& page) {
    if (page.reason == scan::Unrecognised::Blank) return;  // the back of a sheet
    tell("SCAN_NO_CODE", "error.scan_no_code", {std::to_string(page.file + 1), std::to_string(page.source_page)});
  }

  ScanReport report() && { return std::move(report_); }

 private:
  void unknown(const scan::ScannedPaper& scanned) {
    for (const auto& page : scanned.pages)
      tell("SCAN_UNKNOWN", "error.scan_unknown", {std::to_string(page.file + 1), std::to_string(page.source_page)});
  }
  void tell(std::string code, std::string key, std::vector<std::string> arguments) {
    report_.problems.push_back(problem(std::move(code), std::move(key), std::move(arguments)));
  }

  Application& app_;
  const documents::PaperTemplates& templates_;
  const complaint::Actor& actor_;
  const MayFile& may_file_;
  ScanReport report_;
};

}  // namespace

Result<ScanReport> file_scans(const PaperDesk& desk, const complaint::Actor& actor,
                              const std::vector<scan::ScanFile>& files, const MayFile& may_file) {
  const auto reading = scan::read_scan(files, desk.scan_options());
  if (!reading) return on_upload(reading.refusal());
  Filing filing(desk, actor, may_file);
  for (const auto& scanned : reading->papers)
    if (const auto added = filing.add(scanned); !added) return added.refusal();
  for (const auto& page : reading->unrecognised) filing.without_code(page);
  return std::move(filing).report();
}

Result<store::PaperRow> file_scan_of(const PaperDesk& desk, const store::PaperRow& paper, const complaint::Actor& actor,
                                     const std::vector<scan::ScanFile>& files) {
  Application& app = desk.application();
  const auto reading = scan::read_scan(files, desk.scan_options());
  if (!reading) return on_upload(reading.refusal());
  for (const auto& scanned : reading->papers)
    if (scanned.token != paper.issued.token) return problem("SCAN_OTHER_PAPER", "error.scan_other_paper", {});
  // Pages with their code in their order; where a code is missing, all of them as they came.
  if (reading->papers.empty())
    return keep_scan(app, paper, actor, reading->unrecognised_pdf, reading->unrecognised.size());
  if (!missing_pages(reading->papers.front(), paper).empty() || !reading->papers.front().doubled.empty())
    return problem("SCAN_PAGES_MISSING", "error.scan_pages_incomplete", {std::to_string(paper.issued.file.pages)});
  return keep_scan(app, paper, actor, reading->papers.front().pdf, reading->papers.front().pages.size());
}

}  // namespace dumas::app
