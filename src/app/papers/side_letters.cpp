#include "app/papers/side_letters.hpp"

#include "documents/long_date.hpp"

namespace dumas::app {
namespace {

std::string day(Date date) { return documents::long_date(date, Language::Indonesian); }

documents::Model begin(const complaint::OfficeSettings& office, const LetterFrame& frame,
                       const ComplaintNamed& complaint) {
  auto model = documents::common_fields(office, frame.paper);
  model.set("NUMBER", frame.number.empty() ? "…………" : frame.number);
  model.set("DATE", day(frame.date)).set("NATURE", frame.nature);
  model.set("ATTACHMENTS", frame.attachments.empty() ? "–" : frame.attachments);
  model.set("RECEIVED", day(complaint.received)).set("SUBJECT", complaint.subject);
  model.set_if("REGISTER_NO", complaint.register_no);
  documents::add_signer(model, frame.signer);
  return model;
}

void add_reporter(documents::Model& model, const Addressee& reporter) {
  model.set("REPORTER_NAME", reporter.name);
  model.set("REPORTER_ADDRESS", reporter.address.empty() ? "tempat" : reporter.address);
}

}  // namespace

documents::Model completion_letter_model(const complaint::OfficeSettings& office, const CompletionLetter& letter) {
  auto model = begin(office, letter.frame, letter.complaint);
  add_reporter(model, letter.reporter);
  model.set("UNTIL", documents::day_and_long_date(letter.until, Language::Indonesian));
  model.set("CONTACT", letter.contact).list("MISSING", "ITEM", letter.missing);
  return model;
}

documents::Model forwarding_letter_model(const complaint::OfficeSettings& office, const ForwardingLetter& letter) {
  auto model = begin(office, letter.frame, letter.complaint);
  model.set("RECIPIENT", letter.recipient)
      .set("BODY", letter.body)
      .set("BODY_PLACE", letter.body_place.empty() ? "tempat" : letter.body_place);
  model.set_if("GROUND", letter.ground).set_if("MINUTES_NO", letter.minutes_no);
  if (letter.plenary_date) model.set_if("PLENARY_DATE", day(*letter.plenary_date));
  model.list("ENCLOSURES", "ITEM", letter.enclosures).list("COPIES", "TEXT", letter.copies);
  return model;
}

documents::Model rejection_letter_model(const complaint::OfficeSettings& office, const RejectionLetter& letter) {
  auto model = begin(office, letter.frame, letter.complaint);
  add_reporter(model, letter.reporter);
  model.set("REASON", letter.reason).set_if("GROUND", letter.ground).set_if("ADVICE", letter.advice);
  model.set_integer("OBJECTION_DAYS", office.objection_days);
  return model;
}

}  // namespace dumas::app
