#include "app/dossier/plan.hpp"

#include <algorithm>
#include <set>

#include "app/books/words.hpp"
#include "app/dossier/file_names.hpp"
#include "app/papers/redaction.hpp"
#include "store/attachments.hpp"
#include "store/case_queries.hpp"
#include "store/papers.hpp"

namespace dumas::app::dossier {
namespace {

using complaint::DocumentType;
using complaint::PaperKind;
using complaint::PaperOf;

// What stands whole on another record's paper: each leader's part on the sheet, the printed complaint on its form.
bool is_part_of_another(DocumentType type) {
  return type == DocumentType::DispositionNote || type == DocumentType::ComplaintFile;
}

// Blank sheets that go along to be signed are no papers of the case yet.
bool is_blank(DocumentType type, PaperKind kind) {
  return (type == DocumentType::AnswerLetter && kind == PaperKind::AnswerReceipt) ||
         (type == DocumentType::Invitation && kind == PaperKind::AttendanceList);
}

class Planner {
 public:
  Planner(const Application& app, const Catalogue& catalogue, store::Connection& connection, const DossierWish& wish)
      : app_(app),
        connection_(connection),
        wish_(wish),
        words_(catalogue, Language::Indonesian),
        state_(store::load_case(connection, wish.id)),
        reporter_(read(DocumentType::Reporter)),
        redaction_(reporter_) {}

  [[nodiscard]] bool found() const { return state_.version > 0; }

  Plan plan() {
    if (state_.has(DocumentType::Reporter)) plan_.dossier.naming = wish_.naming;
    plan_.dossier.attachment_choice = wish_.attachments;
    plan_.dossier.as_of = state_.changed;
    plan_.dossier.register_no = state_.register_number;
    plan_.dossier.state = words_.word("state", state_.status);
    const auto entry = read(DocumentType::RegisterEntry);
    plan_.dossier.subject = shown(entry.text("subject").empty() ? read(DocumentType::ComplaintForm).text("subject")
                                                                : entry.text("subject"));
    if (wish_.naming == Naming::Named && !reporter_.empty()) plan_.identity = reporter_;
    add_events();
    for (const auto& row : store::records_of(connection_, wish_.id))
      if (!is_part_of_another(row.type)) add_papers(row.type, row.id, row.at, PaperOf::Case, wish_.id.value);
    add_meeting();
    if (wish_.attachments == Attachments::Included) add_attachments();
    add_log();
    return std::move(plan_);
  }

 private:
  complaint::Content read(RecordId id) const {
    auto record = app_.records().read(connection_, id);
    return record ? std::move(record->content) : complaint::Content{};
  }
  complaint::Content read(DocumentType type) const {
    const auto found = state_.documents.find(type);
    return found == state_.documents.end() ? complaint::Content{} : read(found->second);
  }
  // Anonymous complaints need no mask. A complainant whose record was erased may still stand on a frozen paper.
  bool masks() const { return wish_.naming == Naming::Masked && state_.has(DocumentType::Reporter); }
  // What somebody typed, as this dossier may show it.
  std::string shown(const std::string& text) const { return masks() ? redaction_.text(text) : text; }

  void add_events() {
    const auto names = officers(connection_, app_.office());
    for (const auto& row : store::history(connection_, store::Stream::Case, wish_.id.value)) {
      const auto event = store::to_case_event(row);
      DossierEvent told{.at = event.at, .title = words_.word("event", event.type())};
      const auto name = names.find(event.actor.user);
      told.officer =
          listed({name == names.end() ? "" : name->second, words_.office(event.actor.role, event.actor.capacity)});
      if (event.type() == complaint::EventType::MessageSent && !event.records.empty())
        told.text = shown(read(event.records.front().id).text("text"));
      told.step = event.completes_step;
      told.days_late = event.days_late;
      told.log_id = row.id;
      told.hash = row.hash;
      for (const auto& made : event.records) {
        plan_.made.push_back(made.id);
        plan_.made_by.push_back(plan_.dossier.events.size());
      }
      plan_.dossier.events.push_back(std::move(told));
    }
  }

  void add_meeting() {
    if (!state_.meeting) return;
    const auto meeting = store::load_meeting(connection_, state_.meeting);
    for (const auto type : {DocumentType::Invitation, DocumentType::AttendanceList})
      if (const auto found = meeting.documents.find(type); found != meeting.documents.end())
        if (const auto record = app_.records().read(connection_, found->second))
          add_papers(type, found->second, from_millis(record->created_at), PaperOf::Meeting, state_.meeting.value);
  }

  void add_papers(DocumentType type, RecordId record, Instant at, PaperOf of, std::int64_t owner) {
    for (const auto kind : papers_from(type)) {
      if (is_blank(type, kind)) continue;
      const auto frozen = masks() ? std::nullopt : store::find_paper_of(connection_, record, kind);
      const std::string title = words_.text("paper_kind." + std::string{name(kind)});
      if (!frozen) {
        add_paper(title, "dossier.note_printed", at, record,
                  PaperRequest{.paper = kind,
                               .of = of,
                               .owner = owner,
                               .record = record,
                               .naming = masks() ? Naming::Masked : Naming::Named});
        continue;
      }
      const auto stored = [](const complaint::FrozenFile& file) {
        return StoredSource{.stored_as = file.stored_as, .size = static_cast<std::uint64_t>(file.size)};
      };
      add_paper(title, frozen->voided ? "dossier.note_void" : "dossier.note_frozen", frozen->issued_at, record,
                stored(frozen->issued.file));
      if (frozen->scan)
        add_paper(title, "dossier.note_scan", frozen->scanned_at.value_or(frozen->issued_at), record,
                  stored(*frozen->scan));
    }
  }

  void add_paper(const std::string& title, std::string_view note, Instant at, RecordId record,
                 std::variant<PaperRequest, StoredSource> source) {
    const auto number = static_cast<int>(plan_.papers.size()) + 1;
    PlannedFile planned{.file = {.path = names_.make("dokumen", number, title, ".pdf"), .title = title},
                        .source = std::move(source),
                        .record = record};
    planned.file.note = words_.text(note);
    planned.file.at = at;
    plan_.papers.push_back(std::move(planned));
  }

  void add_attachments() {
    for (const auto& file : store::attachments_of(connection_, app_.vault(), wish_.id)) {
      const auto number = static_cast<int>(plan_.attachments.size()) + 1;
      const std::string title = shown(file.name);
      const std::string extension = plain_extension(title);
      const auto stem = std::string_view{title}.substr(0, title.size() - extension.size());
      PlannedFile planned{
          .file = {.path = names_.make("lampiran", number, stem, extension), .title = title},
          .source = StoredSource{.stored_as = file.stored_as, .size = static_cast<std::uint64_t>(file.size)}};
      planned.file.note = file.kind;
      planned.file.at = from_millis(file.created_at);
      plan_.attachments.push_back(std::move(planned));
    }
  }

  // The case's own rows, its meeting's, and those of the papers that were issued of both.
  void add_log() {
    add_stream(store::Stream::Case, wish_.id.value);
    if (state_.meeting) add_stream(store::Stream::Meeting, state_.meeting.value);
    for (const auto& paper : store::papers_of(connection_, PaperOf::Case, wish_.id.value))
      add_stream(store::Stream::Paper, paper.id.value);
    std::sort(plan_.log.begin(), plan_.log.end(),
              [](const LogRow& a, const LogRow& b) { return a.event.id < b.event.id; });
  }

  void add_stream(store::Stream stream, std::int64_t id) {
    for (auto& row : store::history(connection_, stream, id)) {
      const std::string before =
          row.id > 1 ? store::find_event(connection_, row.id - 1).value().hash : std::string(32, '\0');
      plan_.log.push_back({.event = std::move(row), .before = before});
    }
  }

  const Application& app_;
  store::Connection& connection_;
  const DossierWish& wish_;
  BookWords words_;
  complaint::State state_;
  complaint::Content reporter_;
  papers::Redaction redaction_;
  FileNames names_;
  Plan plan_;
};

}  // namespace

std::optional<Plan> read_plan(const Application& app, const Catalogue& catalogue, store::Connection& connection,
                              const DossierWish& wish) {
  Planner planner{app, catalogue, connection, wish};
  if (!planner.found()) return std::nullopt;
  return planner.plan();
}

}  // namespace dumas::app::dossier
