#include "app/papers/book_frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/books/words.hpp"
#include "documents/common_fields.hpp"
#include "documents/long_date.hpp"
#include "store/accounts.hpp"
#include "store/delegations.hpp"
#include "store/event_log.hpp"

namespace dumas::app::papers {
namespace {

using complaint::Capacity;
using complaint::Role;

struct Holder {
  std::string name;
  Capacity capacity = Capacity::Own;
};

Holder secretary_today(const Application& app, store::Connection& connection, Date today) {
  for (const auto& delegation : store::list_delegations(connection, app.vault(), app.office()))
    if (delegation.role == Role::Secretary && !delegation.revoked && delegation.from <= today && today <= delegation.to)
      if (const auto user = store::find_user(connection, app.office(), delegation.user))
        return {.name = user->display_name, .capacity = delegation.capacity};
  for (const auto& user : store::list_users(connection, app.office()))
    if (user.standing == store::Standing::Enabled &&
        std::find(user.roles.begin(), user.roles.end(), Role::Secretary) != user.roles.end())
      return {.name = user.display_name};
  return {};
}

}  // namespace

documents::Model begin_book(const Application& app, const std::string& period) {
  auto model = documents::common_fields(app.settings(), {.letterhead = documents::Letterhead::Secretariat});
  model.set("PERIOD", period);
  model.set("PRINTED", documents::long_date_and_time(app.clock().now(), app.settings().zone, Language::Indonesian));
  return model;
}

void add_log_head(documents::Model& model, store::Connection& connection) {
  model.set("LOG_HEAD", store::log_head(connection));
}

void add_secretary(documents::Model& model, const Application& app, store::Connection& connection,
                   const Catalogue& catalogue) {
  const Date today = local_date(app.clock().now(), app.settings().zone);
  const auto holder = secretary_today(app, connection, today);
  const BookWords words{catalogue, Language::Indonesian};
  documents::Signer signer;
  signer.place_date = app.settings().city + ", " + documents::long_date(today, Language::Indonesian);
  signer.title = words.office(Role::Secretary, holder.capacity);
  signer.name = holder.name;
  documents::add_signer(model, signer);
}

std::string narrow_date(const std::optional<Date>& date) {
  if (!date) return "";
  const auto day = year_month_day_of(*date);
  return fmt::format("{:02}-{:02}-{}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                     static_cast<int>(day.year()));
}

std::string narrow_time(Instant at, Zone zone) {
  const auto time = local_time_of_day(at, zone).count();
  return fmt::format("{} {:02}.{:02}", narrow_date(local_date(at, zone)), time / 60, time % 60);
}

}  // namespace dumas::app::papers
