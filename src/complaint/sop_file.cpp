// Reads an SOP file (sop/*.toml) into rows and hands them to the checker: see sop.hpp. Called at the start of the
// program and by `dumas sop check`.
#include <fmt/format.h>

#include <algorithm>

#include "complaint/settings_file.hpp"
#include "complaint/sop.hpp"
#include "complaint/sop_check.hpp"

namespace dumas::complaint {
namespace {

using Need = TableReader::Need;
constexpr int largest_number = 999;  // of a row or a day: keeps a slip of the keyboard from becoming a date in 2090

void read_identity(const SettingsNode& table, SopIdentity& identity, std::vector<LineFault>& faults) {
  TableReader reader{table, "identity", faults};
  identity.office = reader.text("office");
  identity.owner_unit = reader.text("owner_unit");
  identity.signatory = reader.text("signatory");
  identity.note = reader.optional_text("note");
  identity.legal_basis = reader.texts("legal_basis", Need::Must);
  identity.executors = reader.texts("executors", Need::Must);
  identity.equipment = reader.texts("equipment", Need::May);
  identity.warnings = reader.texts("warnings", Need::May);
  identity.records = reader.texts("records", Need::May);
  reader.finish();
}

// The step that is meant, also when its key is misspelt: the slip is reported once, not as a missing step too.
std::optional<StepKey> read_key(TableReader& reader) {
  const auto word = reader.text("key");
  if (word.empty()) return std::nullopt;
  if (const auto key = reader.known<StepKey>({word, reader.line("key")}, "step")) return key;
  const auto near = nearest(word, all_names<StepKey>());
  return near ? from_name<StepKey>(*near) : std::nullopt;
}

void read_actors(TableReader& reader, Step& step, StepDraft& draft, std::vector<LineFault>& faults) {
  const auto before = faults.size();
  const auto words = reader.list("actors", Need::Must);
  if (words.empty() && faults.size() == before)
    reader.fault(reader.line("actors"), "\"actors\" is empty: nobody could act");
  for (const auto& word : words) {
    if (const auto role = reader.known<Role>(word, "actor")) {
      step.actors.push_back(*role);
      draft.actors.emplace_back(*role, word.line);
    }
  }
}

void read_documents(TableReader& reader, std::string_view key, Need need, Step& step, StepDraft& draft) {
  for (const auto& word : reader.list(key, need)) {
    if (const auto document = reader.known<DocumentType>(word, "document")) {
      step.requires_documents.push_back(*document);
      draft.documents.emplace_back(*document, word.line);
    }
  }
}

void read_step(const SettingsNode& table, std::size_t position, SopReading& reading, SopDraft& draft,
               std::vector<LineFault>& faults) {
  TableReader reader{table, fmt::format("row {}", position), faults};
  Step step;
  StepDraft row;
  row.line = table.line;
  row.number = reader.number("number", 1, largest_number);
  row.key = read_key(reader);
  step.activity = reader.text("activity");
  step.activity_en = reader.text("activity_en");
  read_actors(reader, step, row, faults);
  row.rule = reader.one_of<ActorRule>("rule", "rule");
  read_documents(reader, "requires", Need::Must, step, row);
  read_documents(reader, "extra", Need::May, step, row);
  step.equipment = reader.optional_text("equipment");
  step.output = reader.text("output");
  step.output_en = reader.text("output_en");
  step.remark = reader.optional_text("remark");
  row.due_day = reader.number("due_day", 1, largest_number);
  reader.finish();

  row.number_line = reader.line("number");
  row.key_line = reader.line("key");
  row.rule_line = reader.line("rule");
  row.due_day_line = reader.line("due_day");
  step.number = row.number.value_or(0);
  step.due_day = row.due_day.value_or(1);
  step.rule = row.rule.value_or(ActorRule::Any);
  step.key = row.key.value_or(StepKey::Intake);
  reading.sop.steps.push_back(std::move(step));
  draft.steps.push_back(std::move(row));
}

void read_head(TableReader& reader, Sop& sop, SopDraft& draft) {
  sop.title = reader.text("title");
  sop.number = reader.text("number");
  sop.version = reader.text("version");
  if (!sop.version.empty() && sop.version.find_first_of("0123456789") == std::string::npos) {
    reader.fault(reader.line("version"),
                 fmt::format("version \"{}\" has no number: a running case could not name it", sop.version));
  }
  sop.effective = reader.date("effective").value_or(Date{});
  sop.day_type = reader.one_of<DayType>("day_type", "day type").value_or(DayType::Working);
  sop.clock_start = reader.one_of<ClockStart>("clock_start", "clock start").value_or(ClockStart::Registration);
  sop.notes_required =
      reader.one_of<NotesRequired>("notes_required", "rule for notes").value_or(NotesRequired::IfEvent);
  draft.promise_day = reader.number("promise_day", 1, largest_number);
  draft.promise_line = reader.line("promise_day");
  sop.promise_day = draft.promise_day.value_or(1);
}

}  // namespace

SopReading read_sop(std::string_view toml) {
  SopReading reading;
  reading.sop.source = std::string{toml};
  std::vector<LineFault> faults;
  const SettingsNode root = parse_settings(toml, faults);
  if (faults.empty()) {  // of a file that is no TOML nothing more can be said
    SopDraft draft;
    TableReader reader{root, "", faults};
    read_head(reader, reading.sop, draft);
    if (const auto* identity = reader.table("identity", Need::Must))
      read_identity(*identity, reading.sop.identity, faults);
    if (const auto* steps = reader.tables("step")) {
      for (std::size_t i = 0; i < steps->items.size(); ++i) read_step(steps->items[i], i + 1, reading, draft, faults);
    }
    reader.finish();
    check_sop(draft, faults);
  }
  std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  for (auto& found : faults) reading.faults.push_back({found.line, std::move(found.reason)});
  return reading;
}

}  // namespace dumas::complaint
