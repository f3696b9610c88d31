// The tables that pages read, written in the transaction that appends the events and rebuildable from the log.
// Called by app::execute for each event, and by rebuild and verify for all of them.
#pragma once

#include <functional>
#include <string_view>

#include "complaint/meeting.hpp"
#include "complaint/paper.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"
#include "store/blind_index.hpp"
#include "store/database.hpp"
#include "store/event_log.hpp"
#include "store/records.hpp"

namespace dumas::store {

// The SOP of a version, as the office has used it.
using SopOf = std::function<const complaint::Sop&(std::string_view version)>;

class Projections {
 public:
  Projections(const RecordStore& records, const BlindIndex& index, SopOf sop_of)
      : records_(records), index_(index), sop_of_(std::move(sop_of)) {}

  // `after` is the state with the event applied; `event_id` its place in the log. `form_words`: what words_of gave for
  // a complaint that is only now handed in; empty, it is read from its record.
  void project(Connection&, std::string_view office, const complaint::State& after, const complaint::Event&,
               std::int64_t event_id, std::string form_words = {}) const;
  void project(Connection&, std::string_view office, const complaint::MeetingState& after,
               const complaint::MeetingEvent&, std::int64_t event_id) const;
  void project(Connection&, std::string_view office, const complaint::PaperState& after, const complaint::PaperEvent&,
               std::int64_t event_id) const;

  // The search words of a complaint's form, for project. To be asked for before the writer's turn, as it takes a while.
  [[nodiscard]] std::string words_of(const complaint::Content& form) const;
  // Those of a case, with its number and the words of its entry in the register, read from its records.
  [[nodiscard]] std::string words_of(Connection&, const complaint::State&) const;

  // Empties the tables and fills them from the log. Inside a transaction.
  void rebuild(Connection&) const;
  // One stream's part of that, into tables that hold nothing of it. A case wants the papers before it: what is printed is
  // no longer due. Of a damaged stream nothing comes.
  void replay(Connection&, Stream, std::int64_t id) const;

 private:
  void write_case(Connection&, std::string_view office, const complaint::State&, const complaint::Event&) const;
  void write_holders(Connection&, std::string_view office, const complaint::State&, const complaint::Sop&) const;
  void write_steps(Connection&, const complaint::State&, const complaint::Event&, std::int64_t event_id) const;
  void write_search(Connection&, const complaint::State&, const complaint::Event&, std::string form_words) const;

  const RecordStore& records_;
  const BlindIndex& index_;
  SopOf sop_of_;
};

}  // namespace dumas::store
