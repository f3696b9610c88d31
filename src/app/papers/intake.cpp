// The papers of SOP row 1: Form Pengaduan (also the print of an online complaint), the entry in the Buku Surat Masuk,
// and the receipt the complainant takes home.
#include "app/case_text.hpp"
#include "app/papers/models.hpp"
#include "base/text.hpp"
#include "documents/long_date.hpp"
#include "store/tracking.hpp"

namespace dumas::app::papers {
namespace {

using Shown = CasePaper::Shown;

std::string letter_date(const complaint::Content& form) {
  const auto date = parse_iso_date(form.text("letter_date"));
  return date ? documents::long_date(*date, Language::Indonesian) : "";
}

// How much of himself the complainant shows, as three boxes of which one is ticked.
void disclosure_boxes(const CasePaper& p, Model& model) {
  boxes<complaint::Disclosure>(p.say, model, "DISCLOSURES", "paper.disclosure",
                               [&](auto value) { return p.now.disclosure == value; });
}

// His own data. The number of his identity card stays masked on every print: the office has no use for it on paper.
void person(const CasePaper& p, Model& model) {
  const auto reporter = p.newest_now(DocumentType::Reporter);
  model.set("NAME", p.reporter(Shown::AsAsked)).set_if("NIK", mask_number(reporter.text("identity_number")));
  if (p.say.request().naming == Naming::Named) {
    model.set_if("REPORTER_ADDRESS", reporter.text("address")).set_if("REPORTER_PHONE", reporter.text("phone"));
    model.set_if("REPORTER_EMAIL", reporter.text("email")).set_if("OCCUPATION", reporter.text("occupation"));
  } else if (p.now.disclosure == complaint::Disclosure::Named) {
    model.set_if("REPORTER_PHONE", mask_phone(reporter.text("phone")));
    model.set_if("REPORTER_EMAIL", mask_email(reporter.text("email")));
  }
  model.set_if("ASSISTANCE", reporter.text("assistance"));
}

}  // namespace

Model complaint_form(const CasePaper& p) {
  const auto form = p.newest_now(DocumentType::ComplaintForm);
  Model model = p.begin(documents::Letterhead::Office);
  model.set("REGISTER_NO", p.now.register_number.empty() ? std::string{by_hand} : p.now.register_number);
  model.set("RECEIVED_DATE", p.say.day(p.say.day_of(p.now.received))).set("RECEIVED_TIME", p.say.clock(p.now.received));
  model.set("CHANNEL", p.say.text("channel." + form.text("channel")));
  model.set_if("LETTER_NO", form.text("letter_number")).set_if("LETTER_DATE", letter_date(form));
  person(p, model);
  disclosure_boxes(p, model);
  model.set("SUBJECT", form.text("subject")).set_if("RESPONDENT", form.text("respondent"));
  model.set_if("OCCURRED", form.text("occurred")).set_if("PLACE", form.text("place")).set("STORY", form.text("story"));
  model.set_if("LOSS", form.text("loss")).set_if("WISH", form.text("wish"));
  model.set_if("REPORTED_ELSEWHERE", form.text("reported_elsewhere"));
  model.list("EVIDENCE", "TEXT", p.file_names(p.evidence()));
  if (!form.text("read_back").empty()) model.show("READ_BACK");
  const bool by_himself = p.made.actor.role == complaint::Role::Reporter;
  documents::Signer officer;
  officer.title = by_himself ? "Petugas penerima" : p.say.title(p.made.actor);
  if (!by_himself) officer.name = p.say.names().name(p.made.actor.user);
  documents::add_signer(model, officer);
  documents::Signer reporter;
  reporter.place_date = p.say.place_and_date(p.now.received);
  reporter.title = "Pelapor";
  const bool named = p.say.request().naming == Naming::Named && p.now.disclosure != complaint::Disclosure::Anonymous;
  if (named) reporter.name = p.reporter(Shown::AsAsked);
  documents::add_signer(model, reporter);
  return model;
}

Model complaint_receipt(const CasePaper& p) {
  const auto& given = p.text();
  const auto summary = p.newest_now(DocumentType::RegisterEntry).text("summary");
  Model model = p.begin(documents::Letterhead::Office);
  model.set("REGISTER_NO", given.text("register_number")).set("NAME", p.reporter(Shown::AsAsked));
  model.set("SUBJECT", p.subject()).set_if("SUMMARY", summary).set("RECEIVED", p.say.date_and_time(p.now.received));
  model.set("CHANNEL", p.say.word_or_none("channel", p.now.channel));
  model.set("ATTACHMENTS", file_count(p.evidence().size())).set("REGISTERED", p.say.date_and_time(p.made.at));
  if (const auto code = store::code_of(p.say.source().connection, p.say.source().app.vault(), p.now.id))
    model.set_if("CODE", grouped(*code));
  model.set("DAY_ONE", p.say.day(given.text("day_one"))).set("PROMISE", p.say.day(given.text("promise")));
  model.set_integer("LAST_DAY_NO", p.sop->last_day()).set("LAST_DAY", p.say.day(given.text("last_day")));
  auto receiver = p.say.signer(p.made.actor, p.made.at);
  receiver.place_date = p.say.place_and_date(p.made.at);
  documents::add_signer(model, receiver);
  return model;
}

// What the book tells of the case by now: the entry grows until the case is closed.
Model register_entry(const CasePaper& p) {
  const auto form = p.newest_now(DocumentType::ComplaintForm);
  Model model = p.begin(documents::Letterhead::Office);
  model.set("REGISTER_NO", p.text("register_number")).set("REGISTERED", p.say.date_and_time(p.made.at));
  model.set("RECEIVED", p.say.date_and_time(p.now.received))
      .set("CHANNEL", p.say.text("channel." + form.text("channel")));
  model.set("LETTER_NO", or_none(form.text("letter_number"))).set("LETTER_DATE", or_none(letter_date(form)));
  model.set("SENDER", p.reporter(Shown::Never));
  model.set("SENDER_ADDRESS", p.newest_now(DocumentType::Reporter).text("address").empty()
                                  ? std::string{none}
                                  : p.say.text("paper.address_kept"));
  model.set("SUBJECT", p.text("subject")).set("SUMMARY", or_none(p.text("summary")));
  model.set("CATEGORY", p.say.text("category." + p.text("category"))).set("CLASS_CODE", p.then.class_code);
  model.set("URGENCY", p.say.text("urgency." + p.text("urgency")));
  model.set("SECRECY", p.say.text("secrecy." + p.text("secrecy")));
  model.set("ATTACHMENTS", file_count(p.evidence().size())).set("NOTE", or_none(p.text("note")));
  std::string targets, disposed, answer, closed;
  for (const auto& event : p.events) {
    if (const auto* noted = std::get_if<complaint::DispositionNoted>(&event.data))
      for (const auto target : noted->targets) {
        const auto word = p.say.word("target", target);
        if (targets.find(word) == std::string::npos) targets += (targets.empty() ? "" : ", ") + word;
      }
    if (event.type() == complaint::EventType::DispositionIssued) disposed = p.say.date(event.at);
  }
  if (!p.now.answer_number.empty()) answer = p.now.answer_number;
  if (p.now.closed) closed = p.say.date(*p.now.closed);
  model.set("FORWARDED_TO", or_none(targets)).set("DISPOSED", or_none(disposed));
  model.set("CLOSED", or_none(closed)).set("ANSWER_NO", or_none(answer));
  auto clerk = p.say.signer(p.made.actor, p.made.at);
  clerk.place_date = p.say.place_and_date(p.made.at);
  documents::add_signer(model, clerk);
  return model;
}

}  // namespace dumas::app::papers
