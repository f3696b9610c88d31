#include "app/papers/monthly_recap.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/books/incoming.hpp"
#include "app/books/words.hpp"
#include "app/papers/book_frame.hpp"

namespace dumas::app {
namespace {

template <class E>
void add_tally(documents::Model& model, std::string_view section, const BookWords& words, std::string_view family,
               const std::vector<store::Tally<E>>& counts) {
  for (const auto& tally : counts)
    model.section(section)
        .set("LABEL", tally.value ? words.word(family, *tally.value) : words.text("recap.unregistered"))
        .set_integer("COUNT", tally.count);
}

void add_steps(documents::Model& model, const Application& app, const BookWords& words, const store::Recap& recap) {
  for (const auto& step : app.sops().newest().steps) {
    store::StepTally tally{.step = step.number};
    for (const auto& counted : recap.steps)
      if (counted.step == step.number) tally = counted;
    model.section("STEPS")
        .set_integer("NO", step.number)
        .set("TITLE", words.word("step", step.key))
        .set_integer("IN_TIME", tally.in_time)
        .set_integer("LATE", tally.late)
        .set("RATE", rate_in_time(tally))
        .set_integer("STILL_LATE", tally.still_late);
  }
}

void add_late_closings(documents::Model& model, Zone zone, const store::Recap& recap) {
  for (const auto& row : recap.late_closings)
    model.section("LATE_CLOSINGS")
        .set("REGISTER_NO", row.register_no)
        .set("CLOSED_ON", papers::narrow_date(local_date(row.closed, zone)))
        .set_integer("DAYS_LATE", row.days_late)
        .set_integer("LATE_STEPS", row.late_steps);
}

}  // namespace

store::Recap read_recap(const Application& app, store::Connection& connection, store::BookPeriod month) {
  const Date today = local_date(app.clock().now(), app.settings().zone);
  return store::recap_of(connection, app.office(), month.span(app.settings().zone), today);
}

std::string mean_days(const Application& app, Language language, const store::Recap& recap) {
  if (recap.answered.empty()) return "–";
  const auto& calendar = app.calendar();
  std::int64_t sum = 0;
  for (const auto& [received, answered] : recap.answered)
    sum += std::max(0, calendar.working_days_between(calendar.date_at(received), calendar.date_at(answered),
                                                     app.sops().newest().day_type));
  const auto count = static_cast<std::int64_t>(recap.answered.size());
  const auto tenths = (sum * 10 + count / 2) / count;
  return fmt::format("{}{}{}", tenths / 10, language == Language::Indonesian ? "," : ".", tenths % 10);
}

std::string rate_in_time(const store::StepTally& tally) {
  const auto done = tally.in_time + tally.late;
  return done == 0 ? "–" : fmt::format("{} %", (tally.in_time * 100 + done / 2) / done);
}

documents::Model monthly_recap_model(Application& app, const Catalogue& catalogue, store::BookPeriod month) {
  const BookWords words{catalogue, Language::Indonesian};
  return app.readers().with([&](store::Connection& connection) {
    const auto recap = read_recap(app, connection, month);
    auto model = papers::begin_book(app, period_words(month, Language::Indonesian));
    model.set_integer("RECEIVED", recap.received)
        .set_integer("REGISTERED", recap.registered)
        .set_integer("ANSWERED", static_cast<std::int64_t>(recap.answered.size()))
        .set_integer("CLOSED", recap.closed)
        .set("MEAN_DAYS", mean_days(app, Language::Indonesian, recap))
        .set("IKM", words.text("recap.no_survey"));
    add_tally(model, "CHANNELS", words, "channel", recap.by_channel);
    add_tally(model, "CATEGORIES", words, "category", recap.by_category);
    add_tally(model, "STATES", words, "state", recap.by_status);
    add_steps(model, app, words, recap);
    add_late_closings(model, app.settings().zone, recap);
    papers::add_secretary(model, app, connection, catalogue);
    return model;
  });
}

}  // namespace dumas::app
