// Reads config/office.toml: see office.hpp. Called at the start of the program.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "complaint/office.hpp"
#include "complaint/settings_file.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {
namespace {

using Need = TableReader::Need;
using Faults = std::vector<LineFault>;

// Bounds against slips of the keyboard only; the numbers themselves are the file's.
constexpr int largest_commission = 99;
constexpr int largest_count = 999;

void read_identity(TableReader& reader, OfficeSettings& office) {
  office.code = reader.text("code");
  if (!std::all_of(office.code.begin(), office.code.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    reader.fault(reader.line("code"), "\"code\" must be the region code in digits, such as \"3571\"");
  }
  office.name = reader.text("name");
  office.short_name = reader.text("short_name");
  office.city = reader.text("city");
  office.address = reader.text("address");
  office.phone = reader.text("phone");
  office.email = reader.text("email");
  if (!office.email.empty() && office.email.find('@') == std::string::npos) {
    reader.fault(reader.line("email"), "\"email\" has no @");
  }
  office.site = reader.text("site");
  if (!office.site.empty() && !office.site.starts_with("https://") && !office.site.starts_with("http://")) {
    reader.fault(reader.line("site"), "\"site\" must begin with https:// or http://");
  }
  const auto zone = reader.text("zone");
  if (const auto known = zone_from(zone)) {
    office.zone = *known;
  } else if (!zone.empty()) {
    reader.fault(reader.line("zone"), fmt::format("unknown zone \"{}\"{}", zone, hint(zone, {"WIB", "WITA", "WIT"})));
  }
}

void read_hours(TableReader& reader, OfficeSettings& office) {
  const auto open = reader.time_of_day("counter_open");
  const auto close = reader.time_of_day("counter_close");
  const auto closing = reader.time_of_day("closing_time");
  const auto friday = reader.time_of_day("closing_friday");
  const auto after = [&](const auto& later, std::string_view key, const auto& earlier, std::string_view than) {
    if (later && earlier && *later <= *earlier) {
      reader.fault(reader.line(key),
                   fmt::format("\"{}\" {} is not after \"{}\" {}", key, hh_mm(*later), than, hh_mm(*earlier)));
    }
  };
  after(close, "counter_close", open, "counter_open");
  after(closing, "closing_time", open, "counter_open");
  after(friday, "closing_friday", open, "counter_open");
  office.counter_open = open.value_or(std::chrono::minutes{});
  office.counter_close = close.value_or(std::chrono::minutes{});
  office.closing_time = closing.value_or(std::chrono::minutes{});
  office.closing_friday = friday.value_or(std::chrono::minutes{});
}

void read_quorum(TableReader& reader, Quorum& quorum) {
  const auto members = reader.number("members", 1, largest_commission);
  const auto present = reader.number("present", 1, largest_commission);
  const auto in_favour = reader.number("in_favour", 1, largest_commission);
  const auto at_most = [&](const auto& part, std::string_view key, const auto& whole, std::string_view of) {
    if (part && whole && *part > *whole) {
      reader.fault(reader.line(key), fmt::format("\"{}\" {} is more than \"{}\" {}", key, *part, of, *whole));
    }
  };
  at_most(present, "present", members, "members");
  at_most(in_favour, "in_favour", present, "present");
  quorum = {members.value_or(1), present.value_or(1), in_favour.value_or(1)};
}

// A mistyped token is found here and not when the first letter of the year is numbered. The printing itself, and the
// finer rules, stand in documents/numbering, which this folder may not include.
std::string pattern(TableReader& reader, std::string_view key) {
  static const std::vector<std::string_view> tokens{"seq",  "class",       "type",  "region",
                                                    "unit", "month_roman", "month", "year"};
  auto text = reader.text(key);
  const auto fault = [&](std::string_view reason) {
    reader.fault(reader.line(key), fmt::format("\"{}\": {}", key, reason));
  };
  bool counts = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '}') return fault("a } without its {"), text;
    if (text[at] != '{') continue;
    const auto close = text.find_first_of("{}", at + 1);
    if (close == std::string::npos || text[close] == '{') return fault("a { without its }"), text;
    const auto inside = text.substr(at + 1, close - at - 1);
    const auto word = inside.substr(0, inside.find(':'));
    const auto width = inside.substr(word.size());
    if (std::find(tokens.begin(), tokens.end(), word) == tokens.end()) {
      fault(fmt::format("unknown token {{{}}}{}", inside, hint(word, tokens)));
    } else if (!width.empty() &&
               (width.size() != 2 || width[1] < '1' || width[1] > '9' || (word != "seq" && word != "month"))) {
      fault(fmt::format("the width of {{{}}} must be one digit from 1, on seq or month", inside));
    }
    counts = counts || word == "seq";
    at = close;
  }
  if (!text.empty() && !counts) fault("without {seq} every number would be the same");
  return text;
}

void read_numbers(TableReader& reader, NumberPatterns& numbers) {
  numbers.register_entry = pattern(reader, "register_entry");
  numbers.answer = pattern(reader, "answer");
  numbers.minutes = pattern(reader, "minutes");
  numbers.memo = pattern(reader, "memo");
  numbers.invitation = pattern(reader, "invitation");
}

void read_letters(TableReader& reader, OfficeSettings& office) {
  office.class_code = reader.text("class_code");
  office.type_answer = reader.text("type_answer");
  office.type_minutes = reader.text("type_minutes");
  office.type_memo = reader.text("type_memo");
  office.type_invitation = reader.text("type_invitation");
  office.unit = reader.text("unit");
  office.default_signatory = reader.text("default_signatory");
  if (office.default_signatory.empty()) return;
  const std::vector<std::string_view> signatories{name(Role::Secretary), name(Role::Chair)};
  if (std::find(signatories.begin(), signatories.end(), office.default_signatory) == signatories.end()) {
    reader.fault(reader.line("default_signatory"), fmt::format("unknown signatory \"{}\"{}", office.default_signatory,
                                                               hint(office.default_signatory, signatories)));
  }
}

// The papers that a step finishes and somebody answers for (complaint/paper.hpp, papers_due).
constexpr std::array signed_papers{PaperKind::ComplaintReceipt, PaperKind::DispositionSheet, PaperKind::Analysis,
                                   PaperKind::Invitation,       PaperKind::AttendanceList,   PaperKind::PlenaryMinutes,
                                   PaperKind::AnswerLetter,     PaperKind::AnswerReceipt,    PaperKind::ActivityMemo,
                                   PaperKind::FollowUpReport,   PaperKind::MeetingNotes};

void read_signing(TableReader& reader, SigningSettings& signing) {
  for (const PaperKind paper : signed_papers)
    if (const auto word = reader.optional_text(name(paper)); !word.empty())
      if (const auto mode = reader.known<SigningMode>({word, reader.line(name(paper))}, "way of signing"))
        signing.modes.emplace(paper, *mode);
  const auto file = [&](std::string_view key) {
    auto text = reader.optional_text(key);
    if (text.find('/') != std::string::npos || text.starts_with('.'))
      reader.fault(reader.line(key), fmt::format("\"{}\" is a file of the folder keys/, without a path", text));
    return text;
  };
  if (auto text = file("certificate_secretary"); !text.empty())
    signing.certificates.emplace(Role::Secretary, std::move(text));
  if (auto text = file("certificate_chair"); !text.empty()) signing.certificates.emplace(Role::Chair, std::move(text));
  signing.trust = file("trust");
}

void read_letterhead(TableReader& reader, LetterheadLines& letterhead) {
  constexpr std::size_t most_lines = 4;  // more push the letter off its page
  letterhead.lines = reader.texts("lines", Need::Must);
  const auto* lines = reader.any("lines");
  const bool is_list = lines != nullptr && lines->kind == SettingsNode::Kind::List;
  if (is_list && (lines->items.empty() || lines->items.size() > most_lines)) {
    reader.fault(reader.line("lines"), fmt::format("\"lines\" must be 1 to {} lines", most_lines));
  }
  letterhead.unit = reader.optional_text("unit");
}

void read_papers(TableReader& reader, PaperSizes& papers, Faults& faults) {
  papers.usual = reader.one_of<PaperSize>("size", "paper size").value_or(PaperSize::A4);
  const auto* sizes = reader.table("sizes", Need::May);
  if (sizes == nullptr) return;
  TableReader of_kind{*sizes, "papers.sizes", faults};
  for (const auto& entry : sizes->entries) {
    const auto kind = of_kind.known<PaperKind>({entry.key, entry.node.line}, "paper");
    const auto size = of_kind.one_of<PaperSize>(entry.key, "paper size");
    if (kind && size) papers.of_kind[*kind] = *size;
  }
}

void read_rules(TableReader& reader, OfficeSettings& office) {
  office.failed_attempts = reader.number("failed_attempts", 1, largest_count).value_or(1);
  office.objection_days = reader.number("objection_days", 1, largest_count).value_or(1);
  office.invitation_days = reader.number("invitation_days", 0, largest_count).value_or(0);
}

// The files are opened by whoever starts the program; a path that leaves the installation's folder is refused here.
void read_files(TableReader& reader, OfficeSettings& office) {
  const auto inside = [&](const std::string& path, int line) {
    if (path.starts_with('/') || path.find("..") != std::string::npos) {
      reader.fault(line, fmt::format("\"{}\" leaves the installation's folder", path));
    }
  };
  office.sop_file = reader.text("sop");
  inside(office.sop_file, reader.line("sop"));
  for (auto& word : reader.list("holidays", Need::Must)) {
    inside(word.text, word.line);
    office.holiday_files.push_back(std::move(word.text));
  }
}

template <class Read>
void section(TableReader& root, std::string_view key, Faults& faults, Read read, Need need = Need::Must) {
  const auto* table = root.table(key, need);
  if (table == nullptr) return;
  TableReader reader{*table, std::string{key}, faults};
  read(reader);
  reader.finish();
}

}  // namespace

OfficeReading read_office(std::string_view toml) {
  OfficeReading reading;
  auto& office = reading.office;
  Faults faults;
  const SettingsNode root = parse_settings(toml, faults);
  if (faults.empty()) {
    TableReader reader{root, "", faults};
    section(reader, "office", faults, [&](auto& it) { read_identity(it, office); });
    section(reader, "hours", faults, [&](auto& it) { read_hours(it, office); });
    section(reader, "quorum", faults, [&](auto& it) { read_quorum(it, office.quorum); });
    section(reader, "numbers", faults, [&](auto& it) { read_numbers(it, office.numbers); });
    section(reader, "letters", faults, [&](auto& it) { read_letters(it, office); });
    section(
        reader, "signing", faults, [&](auto& it) { read_signing(it, office.signing); }, Need::May);
    // An office's own file from before there were papers has neither.
    office.letterhead.lines = {office.name};
    section(
        reader, "letterhead", faults, [&](auto& it) { read_letterhead(it, office.letterhead); }, Need::May);
    section(
        reader, "papers", faults, [&](auto& it) { read_papers(it, office.papers, faults); }, Need::May);
    section(reader, "rules", faults, [&](auto& it) { read_rules(it, office); });
    section(reader, "files", faults, [&](auto& it) { read_files(it, office); });
    reader.finish();
  }
  std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  for (auto& found : faults) reading.faults.push_back({found.line, std::move(found.reason)});
  return reading;
}

}  // namespace dumas::complaint
