// Who acts, and what his hand can reach.
#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

// Who fills the role today; now and then the head of the subsection stands in for a leader.
Actor SimulatedOffice::somebody(Role role) {
  if (role == Role::Reporter || role == Role::Timer) return {.user = {}, .role = role};
  if ((role == Role::Secretary || role == Role::Chair) && dice_.percent(15))
    return {.user = office_.users.at("kasubbag"),
            .role = role,
            .capacity = dice_.percent(50) ? Capacity::Plh : Capacity::Plt};
  for (const auto& [login, held] : dumas::testing::staff)
    if (held == role) return {.user = office_.users.at(login), .role = role};
  return {.user = UserId{999}, .role = role};
}

Actor SimulatedOffice::anybody() { return somebody(dice_.pick(Names<Role>::table).first); }

Surroundings SimulatedOffice::surroundings(Manner manner) {
  Surroundings around{.today = today(),
                      .meetings = {},
                      .users = {UserId{0}, UserId{999}},
                      .numbers = given_numbers(*office_.app),
                      .upload = [this](Manner m) { return upload(m); }};
  for (const auto& meeting : meetings_)
    if (manner == Manner::Careless || (meeting.date >= today() && !meeting.attended) || dice_.percent(5))
      around.meetings.push_back(meeting.id);
  for (const auto& [login, user] : office_.users) around.users.push_back(user);
  return around;
}

// A careless hand names another's file, one that a case has already, or none that exists.
FileId SimulatedOffice::upload(Manner manner) {
  if (manner == Manner::Careless && dice_.percent(50)) return FileId{static_cast<std::int64_t>(dice_.roll(40))};
  const auto own = office_.owner;
  if (manner == Manner::Careless) office_.owner = "user:other";
  const auto waiting = app::waiting_uploads(*office_.app, office_.owner);  // no more than ten may wait
  const auto file = waiting.size() > 5 ? dice_.pick(waiting).id : office_.scan();
  office_.owner = own;
  return file;
}

std::vector<std::size_t> SimulatedOffice::open_cases() const {
  std::vector<std::size_t> open;
  for (std::size_t n = 0; n < cases_.size(); ++n)
    if (!cases_[n].closed()) open.push_back(n);
  return open;
}

Date SimulatedOffice::today() const { return local_date(office_.clock.now(), Zone::Wib); }

}  // namespace dumas::simulate
