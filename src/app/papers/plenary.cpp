// Berita Acara Rapat Pleno (SOP row 6): date in words, who was there, points, discussion, decision, votes, and a
// signature block for each member present, by name.
#include <algorithm>

#include "app/papers/models.hpp"
#include "documents/spelling.hpp"

namespace dumas::app::papers {
namespace {

// Confirmed by the Chair after this draft and before another.
const complaint::Event* confirmation(const CasePaper& p) {
  std::int64_t version = 0;
  for (const auto& event : p.events) {
    if (++version <= p.then.version) continue;
    if (event.type() == complaint::EventType::MinutesDrafted) return nullptr;
    if (event.type() == complaint::EventType::MinutesConfirmed) return &event;
  }
  return nullptr;
}

// Who led the meeting: who signed as Chair, also as Plh. or Plt. for an absent one; before it is signed the Chair in
// office if he was there, else nobody yet.
void members(const CasePaper& p, Model& model, std::vector<UserId> present, const complaint::Event* confirmed) {
  const UserId chair = confirmed ? confirmed->actor.user : p.say.names().holder(complaint::Role::Chair).id;
  std::stable_sort(present.begin(), present.end(), [chair](UserId a, UserId b) { return (a == chair) > (b == chair); });
  int number = 0;
  for (const UserId member : present) {
    Model& row = model.section("MEMBERS");
    ++number;
    row.set_integer("NUMBER", number).set("NAME", p.say.names().name(member)).show(number % 2 == 1 ? "LEFT" : "RIGHT");
    const bool leads = member == chair;
    if (leads && confirmed)
      row.set("MEMBER_ROLE", role_words(p.say.source().words, Language::Indonesian, complaint::Role::Chair,
                                        confirmed->actor.capacity));
    else
      row.set("MEMBER_ROLE", p.say.word("role", leads ? complaint::Role::Chair : complaint::Role::Commissioner));
    if (leads && confirmed) row.set_if("STAMP", p.say.signer(confirmed->actor, confirmed->at).stamp);
  }
}

}  // namespace

std::optional<Model> plenary_minutes(const CasePaper& p) {
  const auto* drafted = std::get_if<complaint::MinutesDrafted>(&p.made.data);
  const auto meeting = p.meeting(p.then.meeting);
  if (!drafted || !meeting) return std::nullopt;
  const auto invitation = p.read(meeting->invitation), attendance = p.read(meeting->attendance);
  const auto& office = p.say.office();
  const auto* confirmed = confirmation(p);
  Model model =
      p.begin(documents::Letterhead::Office, confirmed ? documents::Standing::Final : documents::Standing::Draft);
  model.set("NUMBER", p.text("number")).set("REGISTER_NO", p.register_no()).set("SUBJECT", p.subject());
  model.set("DATE_IN_WORDS", documents::date_in_words(meeting->date)).set("TIME", p.say.clock(meeting->time));
  model.set("PLACE", invitation.text("place").empty() ? office.city : invitation.text("place"));
  model.set("MODE", p.say.word("plenary_mode", meeting->mode))
      .set("OPENNESS", p.say.word("openness", meeting->openness));
  model.set("PRESENT", counted(static_cast<std::int64_t>(drafted->present.size())));
  model.set("MEMBER_COUNT", counted(office.quorum.members));
  model.list("GUESTS", "TEXT", attendance.list("guests")).list("POINTS", "TEXT", p.text().list("points"));
  model.set("DISCUSSION", p.text("discussion")).list("DECISIONS", "TEXT", p.text().list("decision"));
  model.set("RESOLUTION", p.say.word_or_none("resolution", drafted->resolution));
  model.set("IN_FAVOUR", counted(drafted->in_favour)).set("AGAINST", counted(drafted->against));
  model.set("ABSTAINED", counted(drafted->abstained)).set("OFFICE_UPPER", upper(office.name));
  members(p, model, drafted->present, confirmed);
  return model;
}

}  // namespace dumas::app::papers
