// What the models of a case's papers share: the record, the event that made it, the case as it stood then, the words and
// dates of a paper, who signs. The workshop of src/app/papers; nothing else includes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/officer_names.hpp"
#include "app/papers/paper_model.hpp"
#include "complaint/content.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"
#include "documents/common_fields.hpp"
#include "store/meeting_queries.hpp"
#include "store/records.hpp"

namespace dumas::app::papers {

using complaint::DocumentType;

inline constexpr std::string_view none = "–";         // a box of a form that holds nothing
inline constexpr std::string_view by_hand = "……………";  // a place for a pen, as on a draft without number
inline constexpr std::string_view by_hand_long = "……………………………";

// Indonesian, whatever the reader's language.
class Wording {
 public:
  Wording(const PaperSource&, const PaperRequest&);

  [[nodiscard]] const PaperSource& source() const { return source_; }
  [[nodiscard]] const PaperRequest& request() const { return request_; }
  [[nodiscard]] const complaint::OfficeSettings& office() const { return source_.app.settings(); }
  [[nodiscard]] const OfficerNames& names() const { return names_; }

  [[nodiscard]] std::string text(std::string_view key, const std::vector<std::string>& arguments = {}) const;
  template <class E>
  [[nodiscard]] std::string word(std::string_view family, E value) const {
    return text(std::string{family} + '.' + std::string{name(value)});
  }
  template <class E>
  [[nodiscard]] std::string word_or_none(std::string_view family, std::optional<E> value) const {
    return value ? word(family, *value) : std::string{none};
  }

  [[nodiscard]] Date day_of(Instant) const;
  [[nodiscard]] std::string date(Instant) const;                // "2 Desember 2026"
  [[nodiscard]] std::string date_and_time(Instant) const;       // "2 Desember 2026 pukul 09.00 WIB"
  [[nodiscard]] std::string clock(Instant) const;               // "09.00 WIB"
  [[nodiscard]] std::string day(Date) const;                    // "Rabu, 2 Desember 2026"
  [[nodiscard]] std::string day(const std::string& iso) const;  // the same; what is no date stays as it is
  [[nodiscard]] std::string clock(const std::string& hh_mm) const;
  [[nodiscard]] std::string place_and_date(Instant) const;  // "Kediri, 2 Desember 2026"

  // The office he acted in, as it stands over his name: "Plh. Sekretaris" for a role of the leadership or a delegation,
  // else the title of his account ("Ketua Unit Pengaduan Masyarakat").
  [[nodiscard]] std::string title(const complaint::Actor&) const;
  // "Sekretaris dan Ketua"
  [[nodiscard]] std::string leaders(const std::vector<complaint::Role>&) const;
  // The block of who acted at that time: with the mark of the signing mode in place of ink.
  [[nodiscard]] documents::Signer signer(const complaint::Actor&, Instant) const;

 private:
  const PaperSource& source_;
  const PaperRequest& request_;
  OfficerNames names_;
};

// One paper of a case.
struct CasePaper {
  const Wording& say;
  store::Record record;
  std::vector<complaint::Event> events;  // the whole stream
  complaint::Event made;                 // the event that made the record
  complaint::State then;                 // the case right after it
  complaint::State now;                  // the case after its last event
  const complaint::Sop* sop = nullptr;

  [[nodiscard]] const complaint::Content& text() const { return record.content; }
  [[nodiscard]] std::string text(std::string_view field) const { return record.content.text(field); }
  // The record of a type that was the newest when the paper was made, or is by now; empty when there is none.
  [[nodiscard]] complaint::Content newest_then(DocumentType) const;
  [[nodiscard]] complaint::Content newest_now(DocumentType) const;
  [[nodiscard]] complaint::Content read(RecordId) const;

  [[nodiscard]] std::string subject() const;
  [[nodiscard]] std::string register_no() const;  // none before registration
  // Urgency, and secrecy when there is any: "Segera", "Biasa / Rahasia".
  [[nodiscard]] std::string nature() const;
  // The complainant as this paper may name him: his name, his masked name, or that he gave none or wants it kept.
  enum class Shown { Never, AsAsked };
  [[nodiscard]] std::string reporter(Shown) const;
  // The names of files, as they were handed in.
  [[nodiscard]] std::vector<std::string> file_names(const std::vector<FileId>&) const;
  [[nodiscard]] std::vector<FileId> evidence() const;  // of the complaint itself
  // The last event of that type before the record was made, it included; nothing when there was none.
  [[nodiscard]] const complaint::Event* last_before(complaint::EventType) const;
  [[nodiscard]] std::optional<store::MeetingRow> meeting(MeetingId) const;

  // The common fields and the record's foot; a copy without identity says so.
  [[nodiscard]] documents::Model begin(documents::Letterhead, documents::Standing = documents::Standing::Final) const;
};

// nullopt: the record is none of this case's.
[[nodiscard]] std::optional<CasePaper> read_case_paper(const Wording&, CaseId, RecordId);

[[nodiscard]] documents::Letterhead letterhead_of(complaint::Role signatory);
// "3 (tiga)"
[[nodiscard]] std::string counted(std::int64_t);
// "2 (dua) berkas", none for none.
[[nodiscard]] std::string file_count(std::size_t);
[[nodiscard]] std::string or_none(const std::string&);
[[nodiscard]] std::string upper(std::string);

}  // namespace dumas::app::papers
