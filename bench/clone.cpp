// Makes an office that dumas_bench_seed has filled bigger, to a hundred thousand or a million cases, in minutes: closed
// cases are copied row by row below the rules. Each copy is a whole case: its own id, numbers and tracking code, its
// events in one piece at the end of the log with a right hash chain, its records sealed for it, its rows in the tables
// that pages read. The first two records carry another text of the list, so that searches find different cases.
// Nothing is asked of the rules, and each commit holds ten cases. Called by bench/measure.py:
//   clone SHARE DATA TEXTS TOTAL CODES   TEXTS: "subject TAB story" lines, in turn; CODES gets "code TAB pin" lines
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "app/sweep.hpp"
#include "proof/chain.hpp"
#include "store/digest.hpp"
#include "store/event_log.hpp"
#include "store/tracking.hpp"

namespace {

using namespace dumas;  // NOLINT(google-build-using-namespace): a program of its own
using complaint::DocumentType;

// SQLite walks through what a savepoint may have to undo at the end of each statement: fifty cases in one piece take twice
// as long as ten, a thousand six times.
constexpr int cases_a_commit = 10;
constexpr int models_used = 200;

struct NumberRow {
  std::string kind, text;
  std::int64_t sequence = 0, year = 0, version = 0;  // of the event that gave it
};

// A closed case, read once.
struct Model {
  CaseId id;
  std::vector<store::LoggedEvent> events;
  std::map<std::int64_t, store::Record> records;
  std::vector<std::vector<std::int64_t>> records_of_event;  // in the events' order
  std::vector<NumberRow> numbers;
  std::map<std::int64_t, std::int64_t> version_of;  // event id -> its place in the stream
};

struct Text {
  std::string subject, story;
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

class Cloner {
 public:
  Cloner(app::Application& app, std::vector<Text> texts, store::Connection& connection)
      : app_(app), connection_(connection), texts_(std::move(texts)) {
    auto models = connection_.prepare("SELECT id FROM cases WHERE status = 'CLOSED' ORDER BY id LIMIT ?1");
    models.bind(1, models_used);
    while (models.step()) models_.push_back(read_model(CaseId{models.integer(0)}));
    if (models_.empty()) throw std::runtime_error("there is no closed case to copy");
    auto last = connection_.prepare("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1");
    last.step();
    last_event_ = last.integer(0);
    last_hash_ = digest_from(last.blob(1)).value();
    auto cases = connection_.prepare("SELECT count(*), max(id) FROM cases");
    cases.step();
    count_ = cases.integer(0);
    next_id_ = cases.integer(1) + 1;
    auto sequence = connection_.prepare("SELECT max(seq) FROM numbers");
    sequence.step();
    next_sequence_ = sequence.integer(0) + 1;
  }

  [[nodiscard]] std::int64_t count() const { return count_; }

  void copy_one(std::ostream& codes) {
    const auto place = static_cast<std::size_t>(count_);
    const Model& model = models_[place % models_.size()];
    const std::size_t text = place % texts_.size();
    const CaseId id{next_id_++};
    std::map<std::int64_t, std::int64_t> records;  // old id -> new id
    const std::int64_t before = last_event_;
    for (std::size_t n = 0; n < model.events.size(); ++n) copy_event(model, n, id, texts_[text], records);
    copy_rows(model, id, before, records);
    auto search = connection_.prepare("INSERT INTO case_search (rowid, tokens) VALUES (?1, ?2)");
    search.bind_all(id.value, app_.projections().words_of(connection_, store::load_case(connection_, id))).run();
    open_door(id, codes);
    ++next_sequence_;
    ++count_;
  }

 private:
  Model read_model(CaseId id) {
    Model model{.id = id, .events = store::history(connection_, store::Stream::Case, id.value)};
    const auto events = store::read_case(connection_, id);
    for (std::size_t n = 0; n < events.size(); ++n) {
      model.version_of[model.events[n].id] = model.events[n].version;
      auto& of_event = model.records_of_event.emplace_back();
      for (const auto& made : events[n].records) {
        of_event.push_back(made.id.value);
        model.records.emplace(made.id.value, app_.records().read(connection_, made.id).value());
      }
    }
    auto numbers = connection_.prepare(
        "SELECT kind, text, seq, year, event_id FROM numbers WHERE stream_kind = 'case' AND stream = ?1");
    numbers.bind(1, id.value);
    while (numbers.step())
      model.numbers.push_back({numbers.text(0), numbers.text(1), numbers.integer(2), numbers.integer(3),
                               model.version_of.at(numbers.integer(4))});
    return model;
  }

  // "0012/DUMAS/2026" becomes "N/DUMAS/2026" with the copy's own N.
  [[nodiscard]] std::string own_number(const std::string& text) const {
    return std::to_string(next_sequence_) + text.substr(text.find('/'));
  }

  void copy_event(const Model& model, std::size_t place, CaseId id, const Text& text,
                  std::map<std::int64_t, std::int64_t>& records) {
    store::LoggedEvent row = model.events[place];
    std::string kept = "[";
    for (const std::int64_t old : model.records_of_event[place]) {
      const store::Record& record = model.records.at(old);
      complaint::RecordDraft draft{record.type, record.content};
      if (!record.content.text("subject").empty()) draft.content.set("subject", text.subject);
      if (!record.content.text("story").empty()) draft.content.set("story", text.story);
      const auto stored = app_.records().keep(connection_, row.office, "case", id.value, draft, row.at);
      records[old] = stored.id.value;
      kept += kept.size() > 1 ? "," : "";
      kept += "[\"" + std::string{name(record.type)} + "\"," + std::to_string(stored.id.value) + ",\"" + stored.digest +
              "\"]";
    }
    row.records = kept + "]";
    for (const auto& number : model.numbers) {
      if (number.version != row.version) continue;
      replace_all(row.data, number.text, own_number(number.text));
      replace_all(row.data, "\"sequence\":" + std::to_string(number.sequence) + ",",
                  "\"sequence\":" + std::to_string(next_sequence_) + ",");
    }
    row.stream_id = id.value;
    row.id = ++last_event_;
    last_hash_ = proof::chain_hash(last_hash_, store::hashed_columns(row));
    auto insert = connection_.prepare(
        "INSERT INTO events (id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, "
        "days_late, data, records, hash) VALUES (?1, ?2, 'case', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
    insert.bind_all(row.id, row.office, row.stream_id, row.version, row.type, row.at, row.actor, row.role, row.capacity,
                    row.step, row.days_late, row.data, row.records, std::span<const std::byte>{last_hash_});
    insert.run();
  }

  void copy_rows(const Model& model, CaseId id, std::int64_t before,
                 const std::map<std::int64_t, std::int64_t>& records) {
    const auto number = [&](const char* kind) {
      for (const auto& each : model.numbers)
        if (each.kind == kind) return own_number(each.text);
      return std::string{};
    };
    auto about = connection_.prepare("SELECT title_record, form_record FROM cases WHERE id = ?1");
    about.bind(1, model.id.value).step();
    auto copy = connection_.prepare(
        "INSERT INTO cases SELECT ?1, office, version, status, channel, disclosure, category, urgency, secrecy, "
        "class_code, ?2, ?3, register_year, sop_version, received_at, registered_at, days_waited, day_one, step, "
        "step_due, answer_due, case_due, holders, meeting, resolution, ?4, ?5, ?6, answered_at, closed_at, days_late, "
        "late_steps, messages_new, before_legal, before_head, changed_at FROM cases WHERE id = ?7");
    copy.bind_all(id.value, number("register"), next_sequence_, records.at(about.integer(0)),
                  records.at(about.integer(1)), number("answer"), model.id.value);
    copy.run();
    // The copy's events are one piece: an event of the model lies at its place in the stream.
    auto steps = connection_.prepare(
        "INSERT INTO case_steps SELECT ?1, s.step, s.due, s.done_at, s.actor, s.role, s.capacity, s.days_late, "
        "s.overdue, e.version + ?2 FROM case_steps s LEFT JOIN events e ON e.id = s.event_id WHERE s.case_id = ?3");
    steps.bind_all(id.value, before, model.id.value).run();
    for (std::size_t n = 0; n < model.events.size(); ++n)
      for (const std::int64_t old : model.records_of_event[n]) {
        auto insert = connection_.prepare(
            "INSERT INTO case_records (case_id, record_id, type, event_id, at, actor, role) VALUES (?1, ?2, ?3, ?4, "
            "?5, ?6, ?7)");
        const auto& event = model.events[n];
        insert.bind_all(id.value, records.at(old), name(model.records.at(old).type), before + event.version, event.at,
                        event.actor, event.role);
        insert.run();
      }
    for (const auto& [old, made] : records) {
      auto due = connection_.prepare(
          "INSERT INTO papers_due SELECT ?1, d.kind, d.office, d.owner_kind, ?2, e.version + ?3 FROM papers_due d JOIN "
          "events e ON e.id = d.event_id WHERE d.record = ?4");
      due.bind_all(made, id.value, before, old).run();
    }
    for (const auto& given : model.numbers) {
      auto insert = connection_.prepare(
          "INSERT INTO numbers (office, kind, year, seq, text, stream_kind, stream, event_id) VALUES (?1, ?2, ?3, ?4, "
          "?5, 'case', ?6, ?7)");
      insert.bind_all(app_.office(), given.kind, given.year, next_sequence_, own_number(given.text), id.value,
                      before + given.version);
      insert.run();
    }
  }

  void open_door(CaseId id, std::ostream& codes) {
    constexpr int code_length = 10, pin_length = 6;
    const auto code = crockford_code(app_.randomness(), code_length);
    const auto pin = digits(app_.randomness(), pin_length);
    store::keep_tracking(connection_, app_.vault(), app_.office(), id, code, pin);
    codes << code << '\t' << pin << '\n';
  }

  app::Application& app_;
  store::Connection& connection_;
  std::vector<Text> texts_;
  std::vector<Model> models_;
  std::int64_t last_event_ = 0, count_ = 0, next_id_ = 0, next_sequence_ = 0;
  Digest last_hash_{};
};

std::vector<Text> read_texts(const std::string& path) {
  std::ifstream file(path);
  std::vector<Text> texts;
  for (std::string line; std::getline(file, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      texts.push_back({line.substr(0, tab), line.substr(tab + 1)});
  return texts;
}

void clone(const app::Folders& folders, const std::string& texts, std::int64_t total, const std::string& codes) {
  auto app = app::Application::open({.folders = folders});
  if (!app) throw std::runtime_error("the data folder does not open: " + app.refusal().code);
  std::ofstream code_file(codes, std::ios::app);
  std::unique_ptr<Cloner> cloner;
  for (bool more = true; more;)
    (*app)->writer().submit([&](store::Connection& connection) {
      if (!cloner) connection.exec("PRAGMA cache_size = -2097152");  // KiB, for the indexes of a million cases
      if (!cloner) cloner = std::make_unique<Cloner>(**app, read_texts(texts), connection);
      for (int n = 0; n < cases_a_commit && cloner->count() < total; ++n) cloner->copy_one(code_file);
      more = cloner->count() < total;
    });
  if (const auto done = app::sign_log(**app); !done) throw std::runtime_error("the log does not sign");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "clone SHARE DATA TEXTS TOTAL CODES\n";
    return 2;
  }
  try {
    clone({.share = argv[1], .data = argv[2]}, argv[3], std::stoll(argv[4]), argv[5]);
  } catch (const std::exception& error) {
    std::cerr << "clone: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
