// SOP row 1, second half: entry in the Buku Surat Masuk. The agenda number is given, the receipt is made, the clock
// starts (domain A5: Hari ke-1 is the day of registration).
#include "complaint/deadlines.hpp"
#include "complaint/steps.hpp"

#include <algorithm>

namespace dumas::complaint::steps {

Result<Decision> decide(const State& state, const Register& c, const Facts& facts) {
  if (!state.has(DocumentType::ComplaintForm)) return missing_document(DocumentType::ComplaintForm);
  if (c.subject.empty()) return invalid("subject", "error.required");
  if (!c.category) return invalid("category", "error.required");
  if (!c.urgency) return invalid("urgency", "error.required");
  if (!c.secrecy) return invalid("secrecy", "error.required");

  if (!c.class_code.empty() && !looks_like_number(c.class_code)) return invalid("class_code", "error.class_code");

  const Sop& sop = *facts.sop;
  const calendar::Calendar& calendar = *facts.calendar;
  const Date day_one = first_day(state.received, facts.now, sop, calendar);
  const Date should_start = calendar.day_one(state.received, sop.day_type);
  std::vector<std::string> due;
  for (const Date date : due_dates(day_one, sop, calendar)) due.push_back(iso_date(date));

  Content entry = content_of(c);
  entry.set("register_number", facts.next_register.text);
  Content receipt;
  receipt.set("register_number", facts.next_register.text);
  receipt.set("day_one", iso_date(day_one));
  receipt.set("last_day", iso_date(calendar.due_date(day_one, sop.last_day(), sop.day_type)));
  receipt.set("promise", iso_date(calendar.due_date(day_one, sop.promise_day, sop.day_type)));

  // `register` itself is due on the first working day of receipt; what is lost before it is kept and reported (A5).
  const auto today = std::max(calendar.date_at(facts.now), should_start);
  ComplaintRegistered registered{.sequence = facts.next_register.sequence,
                                 .year = facts.next_register.year,
                                 .register_number = facts.next_register.text,
                                 .category = c.category,
                                 .urgency = c.urgency,
                                 .secrecy = c.secrecy,
                                 .class_code = c.class_code.empty() ? facts.office->class_code : c.class_code,
                                 .sop = sop.version,
                                 .day_one = day_one,
                                 .due = std::move(due),
                                 .days_waited = calendar.working_days_between(should_start, today, sop.day_type)};
  NewEvent made =
      happened(facts, std::move(registered),
               {{DocumentType::RegisterEntry, std::move(entry)}, {DocumentType::ComplaintReceipt, std::move(receipt)}});
  made.event.completes_step = sop.step(StepKey::Intake).number;
  made.event.days_late = days_late(should_start, facts.now, sop, calendar);
  return Decision{std::move(made)};
}

}  // namespace dumas::complaint::steps
