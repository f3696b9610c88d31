// /rekap?bulan=2026-11: what a month came to (domain 3.2 "Rekap bulanan", S12), on screen and on paper.
#include <fmt/format.h>

#include "app/papers/monthly_recap.hpp"
#include "documents/long_date.hpp"
#include "store/recap_queries.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

struct Month {
  int year = 0;
  unsigned month = 1;
  [[nodiscard]] Date first() const { return date_of(year, month, 1).value(); }
  [[nodiscard]] Month next() const { return month == 12 ? Month{year + 1, 1} : Month{year, month + 1}; }
  [[nodiscard]] Month before() const { return month == 1 ? Month{year - 1, 12} : Month{year, month - 1}; }
  [[nodiscard]] std::string text() const { return fmt::format("{:04}-{:02}", year, month); }
};

Month asked_month(const Site& site, const std::string& text) {
  const auto given = parse_iso_date(text + "-01");
  const auto day = year_month_day_of(given.value_or(local_date(site.app.clock().now(), site.app.settings().zone)));
  const Month month{static_cast<int>(day.year()), static_cast<unsigned>(day.month())};
  return month.year < 2000 || month.year > 2999 ? Month{2000, 1} : month;
}

template <class E>
void show_tally(const Site& site, const Visit& visit, View& view, std::string_view section, std::string_view family,
                const std::vector<store::Tally<E>>& counts) {
  for (const auto& tally : counts)
    view.section(section)
        .set("LABEL", tally.value ? word(site, visit, family, *tally.value) : visit.text(site, "recap.unregistered"))
        .set_integer("COUNT", tally.count);
  if (counts.empty()) view.show(std::string{"NO_"} + std::string{section});
}

void show_steps(const Site& site, const Visit& visit, View& view, const store::Recap& recap) {
  for (const auto& step : site.app.sops().newest().steps) {
    View row = view.section("STEPS");
    row.set_integer("NO", step.number).set("TITLE", word(site, visit, "step", step.key));
    store::StepTally tally;
    for (const auto& counted : recap.steps)
      if (counted.step == step.number) tally = counted;
    row.set_integer("IN_TIME", tally.in_time)
        .set_integer("LATE", tally.late)
        .set_integer("STILL_LATE", tally.still_late);
    row.set("RATE", app::rate_in_time(tally));
  }
}

void show_late(const Site& site, View& view, const store::Recap& recap) {
  if (recap.late_closings.empty()) view.show("NONE_LATE");
  if (recap.late_closings.empty()) return;
  View table = view.section("HAS_LATE");
  for (const auto& row : recap.late_closings)
    table.section("LATE_CLOSINGS")
        .set("NUMBER", row.register_no)
        .set("CLOSED", short_date(local_date(row.closed, site.app.settings().zone)))
        .set_integer("DAYS_LATE", row.days_late)
        .set_integer("LATE_STEPS", row.late_steps);
}

}  // namespace

http::Response recap(Site& site, const Visit& visit) {
  const Month month = asked_month(site, visit.request.query.text("bulan"));
  const Zone zone = site.app.settings().zone;
  const Date today = local_date(site.app.clock().now(), zone);
  const auto recap = site.app.readers().with([&](store::Connection& connection) {
    return app::read_recap(site.app, connection, {.year = month.year, .month = month.month});
  });

  View view = make_view(site, visit);
  view.set("PERIOD", fmt::format("{} {}", documents::month_name(month.month, visit.language), month.year));
  view.set("BULAN_VALUE", month.text()).set("OFFICE_FULL", site.app.settings().name);
  view.set_if("PREVIOUS", "/rekap?bulan=" + month.before().text());
  if (month.next().first() <= today) view.set_if("NEXT", "/rekap?bulan=" + month.next().text());
  view.set_integer("RECEIVED", recap.received)
      .set_integer("REGISTERED", recap.registered)
      .set_integer("CLOSED", recap.closed);
  view.set_integer("ANSWERED", static_cast<std::int64_t>(recap.answered.size()));
  view.set("MEAN_DAYS", app::mean_days(site.app, visit.language, recap));
  show_tally(site, visit, view, "CHANNELS", "channel", recap.by_channel);
  show_tally(site, visit, view, "CATEGORIES", "category", recap.by_category);
  show_tally(site, visit, view, "STATES", "state", recap.by_status);
  show_steps(site, visit, view, recap);
  show_late(site, view, recap);
  view.set("PRINTED", documents::long_date_and_time(site.app.clock().now(), zone, visit.language));
  return page(site, visit, "staff/recap.html", view);
}

}  // namespace dumas::web::pages
