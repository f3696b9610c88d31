// The letters of the side branches (domain 3.2, 3.3): what is missing, whose matter it is, why it is refused. Their
// commands come later; what they print is here, from plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "complaint/office.hpp"
#include "documents/common_fields.hpp"
#include "documents/model.hpp"

namespace dumas::app {

// The head and foot that every surat dinas has.
struct LetterFrame {
  documents::PaperFrame paper{};
  std::string number;  // "" while a draft: dots
  Date date{};
  std::string nature;       // "Biasa"
  std::string attachments;  // "" : none
  documents::Signer signer{};
};

struct ComplaintNamed {
  std::string register_no;  // "" before registration
  Date received{};
  std::string subject;
};

struct Addressee {
  std::string name;
  std::string address;  // "": "tempat"
};

struct CompletionLetter {
  LetterFrame frame;
  Addressee reporter;
  ComplaintNamed complaint;
  std::vector<std::string> missing;
  Date until{};         // the last day
  std::string contact;  // where what is missing is handed in
};
struct ForwardingLetter {
  LetterFrame frame;
  std::string recipient;  // "Ketua Bawaslu Kota Kediri"
  std::string body;       // "Bawaslu Kota Kediri"
  std::string body_place;
  ComplaintNamed complaint;
  std::string ground;                // why it is that body's
  std::optional<Date> plenary_date;  // with minutes_no: the decision it rests on
  std::string minutes_no;
  std::vector<std::string> enclosures, copies;
};
struct RejectionLetter {
  LetterFrame frame;
  Addressee reporter;
  ComplaintNamed complaint;
  std::string reason, ground, advice;
};

[[nodiscard]] documents::Model completion_letter_model(const complaint::OfficeSettings&, const CompletionLetter&);
[[nodiscard]] documents::Model forwarding_letter_model(const complaint::OfficeSettings&, const ForwardingLetter&);
[[nodiscard]] documents::Model rejection_letter_model(const complaint::OfficeSettings&, const RejectionLetter&);

}  // namespace dumas::app
