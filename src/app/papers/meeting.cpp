// The papers of a plenary meeting (SOP row 6): the invitation, and the attendance list, before the meeting with the
// members who are invited, after it with who was there.
#include "app/facts.hpp"
#include "app/papers/models.hpp"
#include "documents/long_date.hpp"
#include "store/event_log.hpp"

namespace dumas::app::papers {
namespace {

constexpr int rows_for_guests = 5;  // on the list that lies on the table

struct Attendee {
  std::string name, title;
};

struct MeetingPaper {
  const Wording& say;
  store::MeetingRow row;
  complaint::Content invitation;
  store::Record record;
};

std::vector<Attendee> people(const MeetingPaper& p, const std::vector<UserId>& users) {
  std::vector<Attendee> found;
  for (const UserId user : users) found.push_back({p.say.names().name(user), p.say.names().title(user)});
  return found;
}

std::vector<Attendee> members(const MeetingPaper& p) {
  return people(p, plenary_members(p.say.source().connection, p.say.source().app.office()));
}

Model begin(const MeetingPaper& p) {
  Model model = documents::common_fields(p.say.office(), {.foot = p.say.text("paper.foot_meeting", {p.row.number})});
  model.set("DAY", p.say.day(p.row.date)).set("TIME", p.say.clock(p.row.time)).set("PLACE", p.invitation.text("place"));
  model.set("MODE", p.say.word("plenary_mode", p.row.mode)).set("OPENNESS", p.say.word("openness", p.row.openness));
  return model;
}

// The Chair calls a plenary; the Secretary does it in the Chair's name.
documents::Signer caller(const MeetingPaper& p, const complaint::MeetingEvent& called) {
  auto signer = p.say.signer(called.actor, called.at);
  if (called.actor.role == complaint::Role::Secretary)
    signer.on_behalf = "a.n. " + p.say.word("role", complaint::Role::Chair);
  return signer;
}

Model invitation(const MeetingPaper& p) {
  // The first event of a meeting is its call.
  const auto called = store::read_meeting(p.say.source().connection, p.row.id).front();
  Model model = begin(p);
  model.set("NUMBER", p.row.number).set("DATE", p.say.date(called.at)).set("ATTACHMENTS", none);
  // A meeting called at shorter notice than the rule asks (domain A9) says so to those who must come.
  const bool soon = p.row.days_ahead < p.say.office().invitation_days;
  model.set("NATURE", p.say.word("urgency", soon ? complaint::Urgency::Urgent : complaint::Urgency::Ordinary));
  int number = 0;
  for (const auto& person : members(p)) {
    Model& row = model.section("INVITEES").set_integer("NUMBER", ++number);
    row.set("NAME", person.name).set_if("TITLE", person.title);
  }
  model.set_if("NOTE", p.invitation.text("note"));
  documents::add_signer(model, caller(p, called));
  return model;
}

void attendee(Model& model, int number, const Attendee& person) {
  Model& row = model.section("PEOPLE").set_integer("NUMBER", number);
  row.set("NAME", person.name).set("TITLE", person.title).show(number % 2 == 1 ? "LEFT" : "RIGHT");
}

Model attendance_list(const MeetingPaper& p) {
  const bool held = p.record.type == DocumentType::AttendanceList;
  Model model = begin(p);
  int number = 0;
  for (const auto& person : held ? people(p, p.row.present) : members(p)) attendee(model, ++number, person);
  if (held)
    for (const auto& guest : p.record.content.list("guests")) attendee(model, ++number, {guest, "Undangan"});
  else
    for (int i = 0; i < rows_for_guests; ++i) attendee(model, ++number, {});
  return model;
}

}  // namespace

std::optional<Model> meeting_paper(const Wording& say, MeetingId id, RecordId wanted, complaint::PaperKind kind) {
  auto& connection = say.source().connection;
  auto row = store::find_meeting(connection, say.source().app.office(), id);
  if (!row || !wanted || (wanted != row->invitation && wanted != row->attendance)) return std::nullopt;
  auto invited = say.source().app.records().read(connection, row->invitation);
  auto record = say.source().app.records().read(connection, wanted);
  if (!invited || !record) return std::nullopt;
  const MeetingPaper paper{say, std::move(*row), std::move(invited->content), std::move(*record)};
  if (kind == complaint::PaperKind::AttendanceList) return attendance_list(paper);
  if (kind == complaint::PaperKind::Invitation && paper.record.type == DocumentType::Invitation)
    return invitation(paper);
  return std::nullopt;
}

}  // namespace dumas::app::papers
