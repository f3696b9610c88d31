#include "app/papers/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "documents/long_date.hpp"
#include "documents/spelling.hpp"
#include "store/attachments.hpp"
#include "store/event_log.hpp"

namespace dumas::app::papers {
namespace {

constexpr Language paper_language = Language::Indonesian;

bool is_leader(complaint::Role role) {
  return role == complaint::Role::Secretary || role == complaint::Role::Chair ||
         role == complaint::Role::SubsectionHead;
}

}  // namespace

std::optional<CasePaper> read_case_paper(const Wording& say, CaseId id, RecordId wanted) {
  auto& connection = say.source().connection;
  CasePaper paper{.say = say};
  paper.events = store::read_case(connection, id);
  paper.now = complaint::State{.id = id};
  bool found = false;
  for (const auto& event : paper.events) {
    paper.now = complaint::apply(std::move(paper.now), event);
    if (found) continue;
    found =
        std::any_of(event.records.begin(), event.records.end(), [wanted](const auto& ref) { return ref.id == wanted; });
    if (!found) continue;
    paper.made = event;
    paper.then = paper.now;
  }
  if (!found) return std::nullopt;
  auto record = say.source().app.records().read(connection, wanted);
  if (!record) return std::nullopt;
  paper.record = std::move(*record);
  paper.sop = &say.source().app.sops().of(paper.now.sop_version);
  return paper;
}

Wording::Wording(const PaperSource& source, const PaperRequest& request)
    : source_(source), request_(request), names_(source.connection, source.app.office()) {}

std::string Wording::text(std::string_view key, const std::vector<std::string>& arguments) const {
  return source_.words.text(paper_language, key, arguments);
}

Date Wording::day_of(Instant at) const { return source_.app.calendar().date_at(at); }

std::string Wording::date(Instant at) const { return documents::long_date(day_of(at), paper_language); }

std::string Wording::date_and_time(Instant at) const {
  return documents::long_date_and_time(at, office().zone, paper_language);
}

std::string Wording::clock(Instant at) const { return documents::clock_time(at, office().zone, paper_language); }

std::string Wording::day(Date date) const { return documents::day_and_long_date(date, paper_language); }

std::string Wording::day(const std::string& iso) const {
  const auto date = parse_iso_date(iso);
  return date ? day(*date) : iso;
}

std::string Wording::clock(const std::string& hh_mm) const {
  const auto time = parse_hh_mm(hh_mm);
  if (!time) return hh_mm;
  return clock(instant_at(Date{}, *time, office().zone));
}

std::string Wording::place_and_date(Instant at) const { return office().city + ", " + date(at); }

std::string Wording::title(const complaint::Actor& actor) const {
  const bool own = actor.capacity == complaint::Capacity::Own;
  std::string account = names_.title(actor.user);
  if (own && !is_leader(actor.role) && !account.empty()) return account;
  return role_words(source_.words, paper_language, actor.role, actor.capacity);
}

std::string Wording::leaders(const std::vector<complaint::Role>& roles) const {
  std::string joined;
  for (const auto role : roles)
    joined += (joined.empty() ? "" : " dan ") + role_words(source_.words, paper_language, role);
  return joined;
}

documents::Signer Wording::signer(const complaint::Actor& actor, Instant at) const {
  documents::Signer block;
  block.title = title(actor);
  block.name = names_.name(actor.user);
  switch (request_.mode.value_or(office().signing.mode(request_.paper))) {
    case complaint::SigningMode::WetInk: break;
    case complaint::SigningMode::Internal: block.stamp = text("paper.approved_stamp", {date_and_time(at)}); break;
    case complaint::SigningMode::Certified: block.stamp = text("paper.certified_stamp", {date_and_time(at)}); break;
  }
  return block;
}

complaint::Content CasePaper::read(RecordId id) const {
  auto found = say.source().app.records().read(say.source().connection, id);
  return found ? std::move(found->content) : complaint::Content{};
}

complaint::Content CasePaper::newest_then(DocumentType type) const {
  const auto found = then.documents.find(type);
  return found == then.documents.end() ? complaint::Content{} : read(found->second);
}

complaint::Content CasePaper::newest_now(DocumentType type) const {
  const auto found = now.documents.find(type);
  return found == now.documents.end() ? complaint::Content{} : read(found->second);
}

std::string CasePaper::subject() const {
  const std::string registered = newest_now(DocumentType::RegisterEntry).text("subject");
  return registered.empty() ? newest_now(DocumentType::ComplaintForm).text("subject") : registered;
}

std::string CasePaper::register_no() const { return or_none(now.register_number); }

std::string CasePaper::nature() const {
  std::string words = say.word("urgency", now.urgency.value_or(complaint::Urgency::Ordinary));
  const auto secrecy = now.secrecy.value_or(complaint::Secrecy::Open);
  if (secrecy != complaint::Secrecy::Open) words += " / " + say.word("secrecy", secrecy);
  return words;
}

std::string CasePaper::reporter(Shown shown) const {
  const auto disclosure = now.disclosure.value_or(complaint::Disclosure::Secret);
  if (disclosure == complaint::Disclosure::Anonymous) return say.text("paper.anonymous");
  std::string known = newest_now(DocumentType::Reporter).text("name");
  if (shown == Shown::AsAsked && say.request().naming == Naming::Named && !known.empty()) return known;
  if (disclosure == complaint::Disclosure::Secret || known.empty()) return say.text("paper.secret");
  return mask_name(known);
}

std::vector<std::string> CasePaper::file_names(const std::vector<FileId>& files) const {
  std::vector<std::string> names;
  for (const FileId id : files)
    if (const auto file = store::find_attachment(say.source().connection, say.source().app.vault(), id))
      names.push_back(file->name);
  return names;
}

std::vector<FileId> CasePaper::evidence() const {
  for (const auto& event : events)
    if (const auto* received = std::get_if<complaint::ComplaintReceived>(&event.data)) return received->evidence;
  return {};
}

const complaint::Event* CasePaper::last_before(complaint::EventType type) const {
  const complaint::Event* last = nullptr;
  std::int64_t version = 0;
  for (const auto& event : events) {
    if (++version > then.version) break;
    if (event.type() == type) last = &event;
  }
  return last;
}

std::optional<store::MeetingRow> CasePaper::meeting(MeetingId id) const {
  return store::find_meeting(say.source().connection, say.source().app.office(), id);
}

documents::Model CasePaper::begin(documents::Letterhead letterhead, documents::Standing standing) const {
  const bool copy = names_complainant(say.request().paper) && say.request().naming == Naming::Masked &&
                    now.has(DocumentType::Reporter);
  return documents::common_fields(say.office(),
                                  {.letterhead = letterhead,
                                   .standing = standing,
                                   .identity = copy ? documents::Identity::Masked : documents::Identity::Shown,
                                   .foot = say.text("paper.foot", {register_no()})});
}

documents::Letterhead letterhead_of(complaint::Role signatory) {
  return signatory == complaint::Role::Chair || signatory == complaint::Role::Commissioner
             ? documents::Letterhead::Office
             : documents::Letterhead::Secretariat;
}

std::string counted(std::int64_t number) {
  return fmt::format("{} ({})", number, documents::spell_indonesian(static_cast<long>(number)));
}

std::string file_count(std::size_t files) {
  return files == 0 ? std::string{none} : counted(static_cast<std::int64_t>(files)) + " berkas";
}

std::string or_none(const std::string& text) { return text.empty() ? std::string{none} : text; }

std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

}  // namespace dumas::app::papers
