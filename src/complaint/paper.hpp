// A paper of the office once it is finished: issued, its bytes frozen; scanned back with the signatures in ink.
// It has a stream of its own, beside its case's or its meeting's, so that nobody's open form grows old when a printer
// finishes. Called by app/papers, the store's projections and the verification page.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "complaint/meeting.hpp"
#include "complaint/state.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {

// Where a paper belongs.
enum class PaperOf { Case, Meeting };

// Bytes in the file store that never change again. The digest is over the content, hex.
struct FrozenFile {
  std::string stored_as, sha256;
  std::int64_t size = 0, pages = 0;
  void describe(Fields&);
};

struct PaperIssued {
  std::optional<PaperKind> paper;
  std::optional<PaperOf> of;
  std::int64_t owner = 0;   // CaseId or MeetingId
  std::int64_t record = 0;  // RecordId of the text it prints
  std::string token;        // of the verification page, printed on each page
  std::string number;       // of the letter; "" for a paper without one
  std::optional<SigningMode> mode;
  UserId signed_by;  // 0: by nobody yet
  std::optional<Role> signed_as;
  std::optional<Capacity> capacity;
  std::int64_t signed_at = 0;  // milliseconds; when the step behind it was done
  std::string certificate;     // SHA-256 of the signer's certificate, hex; only when certified
  FrozenFile file;
  void describe(Fields&);
};

// The signed sheets came back through the scanner. A later scan stands beside the earlier one.
struct PaperScanned {
  FrozenFile file;
  void describe(Fields&);
};

using PaperEventData = std::variant<PaperIssued, PaperScanned>;
enum class PaperEventType { Issued, Scanned };

struct PaperEvent {
  PaperEventData data;
  Instant at{};
  Actor actor{};
  std::vector<RecordRef> records{};  // none so far: papers carry no free text
  [[nodiscard]] PaperEventType type() const { return static_cast<PaperEventType>(data.index()); }
};

struct PaperState {
  PaperId id;
  std::int64_t version = 0;
  PaperIssued issued;
  Instant issued_at{};
  std::optional<FrozenFile> scan;  // the newest
};

// Refusal: WRONG_STATE (issued twice, or scanned before it was issued).
[[nodiscard]] Checked may_happen(const PaperState&, const PaperEventData&);
[[nodiscard]] PaperState apply(PaperState, const PaperEvent&);

// A paper that a step has finished and that now waits to be printed and frozen.
struct DuePaper {
  PaperKind paper{};
  PaperOf of = PaperOf::Case;
  std::int64_t owner = 0;
  RecordId record;
};
// What falls due with an event; `after` is the case or meeting with the event applied.
[[nodiscard]] std::vector<DuePaper> papers_due(const State& after, const Event&);
[[nodiscard]] std::vector<DuePaper> papers_due(const MeetingState& after, const MeetingEvent&);

// The number that stands on a paper of that kind; "" for one that has none. `then`: as the step left it that finished
// the paper, for a later letter of the same case has another.
[[nodiscard]] std::string number_on(PaperKind, const State& then);
[[nodiscard]] std::string number_on(PaperKind, const MeetingState&);

PaperEventData make_event_data(PaperEventType);
void describe(PaperEventData&, Fields&);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::PaperOf> {
  using E = complaint::PaperOf;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{{{E::Case, "case"}, {E::Meeting, "meeting"}}};
};
template <>
struct Names<complaint::PaperEventType> {
  using E = complaint::PaperEventType;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::Issued, "paper.issued"}, {E::Scanned, "paper.scanned"}}};
};
}  // namespace dumas
