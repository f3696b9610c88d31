// The office as settings: name, zone, quorum, numbering. Numbers here come from config/office.toml, each with its
// source; code holds no number of a law or an office.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {

struct Quorum {
  int members = 5;
  int present = 4;
  int in_favour = 3;
};

// One counter and pattern per paper: tokens of documents/numbering.hpp.
struct NumberPatterns {
  std::string register_entry, answer, minutes, memo, invitation;
};

// The kop surat: the office's name as it heads a letter, and the line below it on what the Secretary signs.
struct LetterheadLines {
  std::vector<std::string> lines;
  std::string unit;
};

struct PaperSizes {
  PaperSize usual = PaperSize::A4;
  std::map<PaperKind, PaperSize> of_kind;  // the papers that the office prints on another size
};

struct OfficeSettings {
  std::string code;  // region code, e.g. "3571"; the office column of every table
  std::string name, short_name, city;
  std::string address, phone, email, site;
  Zone zone = Zone::Wib;
  std::chrono::minutes counter_open{}, counter_close{};   // local time; arrivals after it count from the next day
  std::chrono::minutes closing_time{}, closing_friday{};  // a step is overdue after the closing time of its due day
  Quorum quorum;
  NumberPatterns numbers;
  std::string class_code;  // default classification of answers
  std::string type_answer, type_minutes, type_memo, type_invitation, unit;
  std::string default_signatory;  // SECRETARY or CHAIR
  LetterheadLines letterhead;
  PaperSizes papers;
  int failed_attempts = 3;
  int objection_days = 30;                 // working days, printed in the answer
  int invitation_days = 3;                 // a plenary called later than so many days ahead gets a warning (A9)
  std::string sop_file;                    // relative to the installation's folder, e.g. "sop/kpu-kota-kediri.toml"
  std::vector<std::string> holiday_files;  // the same, one a year, e.g. "config/holidays/id-2026.toml"
};

struct OfficeFault {
  int line = 0;
  std::string reason;
};

// Reads config/office.toml. Faults name line and reason.
struct OfficeReading {
  OfficeSettings office;
  std::vector<OfficeFault> faults;
};
OfficeReading read_office(std::string_view toml);

}  // namespace dumas::complaint
