#include "app/papers/paper_desk.hpp"

#include <fmt/format.h>

#include "app/log.hpp"
#include "app/papers/paper_file.hpp"
#include "store/event_log.hpp"

namespace dumas::app {
namespace {

using complaint::PaperKind;
using complaint::PaperOf;
using complaint::SigningMode;

// 80 bits: nobody finds a paper by trying, and sixteen characters can still be typed.
constexpr int token_length = 16;

const Refusal not_found{.code = "NOT_FOUND", .key = "refusal.not_found"};

// The case as it stood when the step was done: later letters of the same case have other numbers.
std::string number_of(store::Connection& connection, const complaint::DuePaper& due, std::int64_t event_id) {
  if (due.of == PaperOf::Meeting)
    return complaint::number_on(due.paper, store::load_meeting(connection, MeetingId{due.owner}));
  complaint::State then{.id = CaseId{due.owner}};
  for (const auto& row : store::history(connection, store::Stream::Case, due.owner)) {
    if (row.id > event_id) break;
    then = complaint::apply(std::move(then), store::to_case_event(row));
  }
  return complaint::number_on(due.paper, then);
}

}  // namespace

PaperDesk::PaperDesk(Application& app, const Catalogue& words, const documents::PaperTemplates& templates,
                     documents::Renderer& renderer, std::vector<std::string> scan_worker)
    : app_(app), words_(words), templates_(templates), renderer_(renderer), scan_worker_(std::move(scan_worker)) {}

std::string PaperDesk::mark_address(std::string_view token) const {
  return fmt::format("{}/periksa/{}?h=", app_.settings().site, token);
}

Result<std::string> PaperDesk::print(const PaperRequest& request) const {
  const auto model = app_.readers().with([&](store::Connection& connection) {
    return paper_model(PaperSource{.app = app_, .words = words_, .connection = connection}, request);
  });
  if (!model) return not_found;
  return print(request.paper, *model);
}

Result<std::string> PaperDesk::copy_of(const PaperRequest& request) {
  if (request.naming == Naming::Named) {
    auto frozen = issued(request.record, request.paper);
    if (frozen) return std::move(frozen->pdf);
    const auto& code = frozen.refusal().code;
    if (code != "NOT_FOUND" && code != "SIGNATURE_PENDING") return frozen.refusal();
  }
  return print(request);
}

Result<std::string> PaperDesk::print(PaperKind paper, const documents::Model& model,
                                     std::optional<documents::PaperSize> size) const {
  const auto& description = templates_.description(paper);
  const bool book =
      paper == PaperKind::IncomingBook || paper == PaperKind::OutgoingBook || paper == PaperKind::MonthlyRecap;
  return renderer_.render(
      templates_.document(paper, model, size.value_or(paper_size(app_.settings(), paper, description))),
      {.title = description.title,
       .identifier = crockford_code(app_.randomness(), token_length),
       .date = app_.clock().now(),
       .author = app_.settings().name,
       .length = book ? documents::PaperLength::Book : documents::PaperLength::Letter});
}

Result<std::string> PaperDesk::print_sheet(const std::string& title, const std::string& html) const {
  return renderer_.render(html, {.title = title,
                                 .identifier = crockford_code(app_.randomness(), token_length),
                                 .date = app_.clock().now(),
                                 .author = app_.settings().name});
}

Result<IssuedPdf> PaperDesk::issued(RecordId record, PaperKind paper) {
  const auto find = [&] {
    return app_.readers().with(
        [&](store::Connection& connection) { return store::find_paper_of(connection, record, paper); });
  };
  if (const auto row = find()) return bytes_of(*row);
  const std::scoped_lock lock(issuing_);
  if (const auto row = find()) return bytes_of(*row);
  const auto due = app_.readers().with(
      [&](store::Connection& connection) { return store::find_due_paper(connection, record, paper); });
  if (!due) return not_found;
  return issue(*due);
}

Result<IssuedPdf> PaperDesk::bytes_of(const store::PaperRow& row) const {
  auto bytes = thaw(app_, row.issued.file);
  if (!bytes) return Refusal{.code = "PAPER_DAMAGED", .key = "refusal.paper_damaged"};
  return IssuedPdf{.paper = row, .pdf = std::move(*bytes)};
}

std::size_t PaperDesk::issue_due(const std::function<bool()>& stop) {
  constexpr int at_once = 50;
  std::size_t done = 0;
  std::optional<store::DuePaperRow> last;
  for (;;) {
    const auto waiting = app_.readers().with(
        [&](store::Connection& connection) { return store::due_papers(connection, app_.office(), at_once, last); });
    if (waiting.empty()) return done;
    for (const auto& row : waiting) {
      if (stop()) return done;
      if (app_.settings().signing.mode(row.due.paper) != SigningMode::Certified && issue_or_log(row)) ++done;
      last = row;
    }
  }
}

bool PaperDesk::issue_or_log(const store::DuePaperRow& row) {
  const auto made = issued(row.due.record, row.due.paper);
  if (!made)
    log(LogLevel::Error, "a paper could not be issued",
        {{"paper", std::string{name(row.due.paper)}},
         {"record", std::to_string(row.due.record.value)},
         {"code", made.refusal().code}});
  return made.ok();
}

Result<IssuedPdf> PaperDesk::issue(const store::DuePaperRow& due) {
  auto made = draft(due);
  if (!made) return made.refusal();
  if (made->issued.mode == SigningMode::Certified)
    return Refusal{.code = "SIGNATURE_PENDING", .key = "refusal.signature_pending"};
  return keep(due, std::move(*made));
}

Result<PaperDesk::Draft> PaperDesk::draft(const store::DuePaperRow& row) const {
  const auto& due = row.due;
  Draft made;
  auto& issued = made.issued;
  const auto model = app_.readers().with([&](store::Connection& connection) {
    const auto event = store::find_event(connection, row.event_id).value();
    const auto actor = store::actor_of(event);
    issued = {.paper = due.paper,
              .of = due.of,
              .owner = due.owner,
              .record = due.record.value,
              .number = number_of(connection, due, row.event_id),
              .mode = app_.settings().signing.mode(due.paper),
              .signed_by = actor.user,
              .signed_as = actor.role,
              .capacity = actor.capacity,
              .signed_at = event.at};
    return paper_model(
        PaperSource{.app = app_, .words = words_, .connection = connection},
        {.paper = due.paper, .of = due.of, .owner = due.owner, .record = due.record, .naming = Naming::Named});
  });
  if (!model) return not_found;
  issued.token = crockford_code(app_.randomness(), token_length);
  const auto& description = templates_.description(due.paper);
  const auto size = paper_size(app_.settings(), due.paper, description);
  auto printed = renderer_.print(templates_.document(due.paper, *model, size),
                                 {.title = description.title,
                                  .identifier = issued.token,
                                  .date = from_millis(issued.signed_at),
                                  .author = app_.settings().name,
                                  .mark = documents::PageMark{.text_prefix = mark_address(issued.token),
                                                              .lines = {issued.token, "Halaman {page} dari {pages}"}}});
  if (!printed) return printed.refusal();
  made.printed = std::move(*printed);
  return made;
}

Result<IssuedPdf> PaperDesk::keep(const store::DuePaperRow& row, Draft made) {
  auto file = freeze(app_, made.printed.pdf, made.printed.pages);
  if (!file) return file.refusal();
  made.issued.file = *file;
  auto kept = app_.writer().submit([&](store::Connection& connection) -> Result<store::PaperRow> {
    // Somebody was faster, or the letter was cancelled meanwhile.
    if (auto other = store::find_paper_of(connection, row.due.record, row.due.paper)) return std::move(*other);
    if (!store::find_due_paper(connection, row.due.record, row.due.paper)) return not_found;
    const complaint::Actor timer{.user = UserId{}, .role = complaint::Role::Timer};
    return append_to_paper(app_, connection, PaperId{app_.new_id()}, made.issued, timer);
  });
  if (!kept || kept->issued.file.stored_as != file->stored_as) discard(app_, *file);
  if (!kept) return kept.refusal();
  if (kept->issued.file.stored_as != file->stored_as) return bytes_of(*kept);
  return IssuedPdf{.paper = std::move(*kept), .pdf = std::move(made.printed.pdf)};
}

}  // namespace dumas::app
