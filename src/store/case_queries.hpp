// What pages and the API read of cases: lists, one case's rows and papers, the register. Reads only, on a ReadPool
// lease. Which cases a role sees is part of every query, so that no page can forget it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/database.hpp"
#include "store/records.hpp"

namespace dumas::store {

// A row of the cases table with its subject opened.
struct CaseRow {
  CaseId id;
  std::int64_t version = 0;
  complaint::Status status{};
  complaint::Channel channel{};
  complaint::Disclosure disclosure{};
  std::optional<complaint::Category> category{};
  std::optional<complaint::Urgency> urgency{};
  std::optional<complaint::Secrecy> secrecy{};
  std::string class_code{}, register_no{}, sop_version{}, subject{}, answer_no{};
  Instant received{};
  std::optional<Instant> registered{}, answered{}, closed{};
  std::optional<Date> day_one{}, step_due{}, answer_due{}, case_due{};
  int step = 0;  // SOP row, 0: none
  std::vector<complaint::Role> holders{};
  MeetingId meeting{};
  std::optional<complaint::Resolution> resolution{};
  std::int64_t days_waited = 0, late_steps = 0, new_messages = 0;
  std::optional<std::int64_t> days_late{};
  Instant changed{};
  bool damaged = false;  // the row or its subject does not open: lists show that it is withheld
};

// Which cases the reader may know of: the widest of his roles (complaint::sees_case says the same of one case).
struct CaseView {
  bool all = false, before_plenary = false, before_legal = false, before_head = false;
};
[[nodiscard]] CaseView case_view(const std::vector<complaint::Role>&);

struct CaseFilter {
  std::optional<complaint::Status> status{};
  std::optional<complaint::Category> category{};
  std::string match{};  // BlindIndex::query of what was typed; "": no search
  MeetingId meeting{};
  bool open_only = false;
  std::optional<Date> late_on{};  // open and past its row's due date on that day
  std::int64_t before = 0;        // case ids below this one; 0: from the newest
  int most = 50;
};

// Newest first.
[[nodiscard]] std::vector<CaseRow> list_cases(Connection&, const RecordStore&, std::string_view office, const CaseView&,
                                              const CaseFilter&);
[[nodiscard]] std::optional<CaseRow> find_case(Connection&, const RecordStore&, std::string_view office,
                                               const CaseView&, CaseId);

// "Perlu tindakan saya": cases that any of these roles holds, unregistered ones first, then by due date.
[[nodiscard]] std::vector<CaseRow> work_list(Connection&, const RecordStore&, std::string_view office,
                                             const std::vector<complaint::Role>&, int most, int skip = 0);
[[nodiscard]] std::int64_t work_count(Connection&, std::string_view office, const std::vector<complaint::Role>&);

struct StepRow {
  int step = 0;
  std::optional<Date> due{};
  std::optional<Instant> done{};
  UserId actor{};
  std::optional<complaint::Role> role{};
  complaint::Capacity capacity{};
  std::int64_t days_late = 0;
  bool overdue = false;
};
[[nodiscard]] std::vector<StepRow> steps_of(Connection&, CaseId);

struct RecordRow {
  RecordId id;
  complaint::DocumentType type{};
  Instant at{};
  UserId actor{};
  std::optional<complaint::Role> role{};
};
// Oldest first; several of one type are versions, the last is in force.
[[nodiscard]] std::vector<RecordRow> records_of(Connection&, CaseId);

// The Buku Surat Masuk of a year, by number; month 0: the whole year.
[[nodiscard]] std::vector<CaseRow> register_rows(Connection&, const RecordStore&, std::string_view office, int year,
                                                 int month, Zone, int most, int after_sequence = 0);

// How many cases stand in each state, for the reader's view.
struct StatusCount {
  complaint::Status status{};
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<StatusCount> status_counts(Connection&, std::string_view office, const CaseView&);

}  // namespace dumas::store
