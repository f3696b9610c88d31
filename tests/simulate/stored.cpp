#include "stored.hpp"

#include <set>

#include "store/event_log.hpp"

namespace dumas::simulate {
namespace {

using store::Connection;
using store::Sql;

// What belongs to one case in one table: read, and taken out.
struct Part {
  const char* table;
  Sql keep, clear, differences;
};

#define DUMAS_PART(TABLE, COLUMNS, WHERE)                                                                           \
  Part {                                                                                                            \
#TABLE, Sql("CREATE TEMP TABLE before_" #TABLE " AS SELECT " COLUMNS " FROM main." #TABLE " WHERE " WHERE),     \
        Sql("DELETE FROM main." #TABLE " WHERE " WHERE),                                                            \
        Sql("SELECT (SELECT count(*) FROM (SELECT " COLUMNS " FROM temp.before_" #TABLE " EXCEPT SELECT " COLUMNS   \
            " FROM main." #TABLE " WHERE " WHERE ")) + (SELECT count(*) FROM (SELECT " COLUMNS " FROM main." #TABLE \
            " WHERE " WHERE " EXCEPT SELECT " COLUMNS " FROM temp.before_" #TABLE "))")                             \
  }

constexpr Part parts[] = {DUMAS_PART(cases, "*", "id = ?1"),
                          DUMAS_PART(case_holders, "*", "case_id = ?1"),
                          DUMAS_PART(case_steps, "*", "case_id = ?1"),
                          DUMAS_PART(case_records, "*", "case_id = ?1"),
                          DUMAS_PART(numbers, "*", "stream_kind = 'case' AND stream = ?1"),
                          DUMAS_PART(case_search, "rowid, tokens", "rowid = ?1")};
#undef DUMAS_PART

void run(Connection& connection, Sql sql, CaseId id) { connection.prepare(sql).bind_all(id.value).run(); }

// The row of the list against the case itself: a column that the table forgot would be forgotten by its rebuild too.
void compare_row(Connection& connection, const complaint::State& s, std::vector<std::string>& differing) {
  auto row = connection.prepare(
      "SELECT version, late_steps, messages_new, days_waited, coalesce(days_late, 0), coalesce(meeting, 0), "
      "coalesce(register_seq, 0), coalesce(register_year, 0), changed_at, coalesce(closed_at, 0), "
      "coalesce(answered_at, 0), "
      "coalesce(registered_at, 0), status, coalesce(register_no, ''), coalesce(answer_no, ''), coalesce(resolution, "
      "''), "
      "coalesce(category, ''), coalesce(urgency, ''), coalesce(secrecy, ''), coalesce(sop_version, '') FROM cases "
      "WHERE id = ?1");
  if (!row.bind_all(s.id.value).step()) return differing.push_back("the case has no row");
  const auto time = [](const std::optional<Instant>& at) { return at ? to_millis(*at) : 0; };
  const auto word = [](const auto& value) { return value ? std::string{name(*value)} : std::string{}; };
  const std::int64_t numbers[] = {
      s.version,        s.late_steps,        s.unread_messages, s.days_waited,        s.closed ? s.days_late : 0,
      s.meeting.value,  s.register_sequence, s.register_year,   to_millis(s.changed), time(s.closed),
      time(s.answered), time(s.registered)};
  const std::string texts[] = {std::string{name(s.status)},
                               s.register_number,
                               s.answer_number,
                               word(s.resolution),
                               word(s.category),
                               word(s.urgency),
                               word(s.secrecy),
                               s.sop_version};
  int column = 0;
  const auto expect = [&](bool fine) {
    if (!fine)
      differing.push_back("the case's row tells column " + std::to_string(column) + " otherwise than the case");
    ++column;
  };
  for (const auto number : numbers) expect(row.integer(column) == number);
  for (const auto& text : texts) expect(row.text(column) == text);
}

}  // namespace

Snapshot snapshot(app::Application& app) {
  return app.readers().with([](Connection& c) {
    Snapshot seen{.head = store::log_head(c), .counts = {}};
    auto select = c.prepare(
        "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM records), (SELECT count(*) FROM numbers), "
        "(SELECT count(*) FROM files WHERE case_id IS NOT NULL), (SELECT count(*) FROM outbox), (SELECT count(*) FROM "
        "tracking), "
        "(SELECT count(*) FROM idempotency), (SELECT coalesce(sum(version), 0) FROM cases), "
        "(SELECT coalesce(sum(version), 0) FROM meetings), (SELECT count(*) FROM case_search), (SELECT count(*) FROM "
        "case_steps)");
    select.step();
    for (int column = 0; column < 11; ++column) seen.counts.push_back(select.integer(column));
    return seen;
  });
}

std::vector<std::string> gaps_in_numbers(app::Application& app) {
  return app.readers().with([](Connection& c) {
    std::set<std::string> typed;  // "minutes 7": the leading number of a text taken by hand
    auto by_hand = c.prepare("SELECT kind, text FROM numbers WHERE seq IS NULL");
    while (by_hand.step()) {
      const auto text = by_hand.text(1);
      const auto first = text.find_first_not_of('0');
      typed.insert(by_hand.text(0) + ' ' +
                   text.substr(std::min(first, text.size()), text.find_first_not_of("0123456789") - first));
    }
    std::vector<std::string> gaps;
    std::string series;
    std::int64_t next = 1;
    auto given = c.prepare(
        "SELECT kind, year, seq, stream_kind, stream, event_id FROM numbers WHERE seq IS NOT NULL ORDER BY kind, year, "
        "seq");
    while (given.step()) {
      const auto kind = given.text(0);
      if (const auto now = kind + ' ' + std::to_string(given.integer(1)); now != series) series = now, next = 1;
      for (; next < given.integer(2); ++next)
        if (kind == "register" || !typed.contains(kind + ' ' + std::to_string(next)))
          gaps.push_back("number " + std::to_string(next) + " of " + series + " was given to nobody");
      next = given.integer(2) + 1;
    }
    return gaps;
  });
}

std::vector<std::string> tables_that_differ(app::Application& app, CaseId id) {
  std::vector<std::string> differing;
  // On a connection of its own, which leaves nothing to the end of a batch, and in a transaction that is never committed.
  Connection c = Connection::open(app.database());
  const store::Transaction looked_only(c);
  compare_row(c, store::load_case(c, id), differing);
  for (const auto& part : parts) run(c, part.keep, id);
  for (const auto& part : parts) run(c, part.clear, id);
  complaint::State state;
  state.id = id;
  for (const auto& row : store::history(c, store::Stream::Case, id.value)) {
    const auto event = store::to_case_event(row);
    state = apply(std::move(state), event);
    app.projections().project(c, row.office, state, event, row.id);
  }
  for (const auto& part : parts) {
    auto compare = c.prepare(part.differences);
    compare.bind_all(id.value).step();
    if (compare.integer(0) > 0) differing.push_back(std::string{"table "} + part.table + " differs from its events");
  }
  return differing;
}

std::vector<std::string> notices_not_handed_over_once(app::Application& app) {
  return app.readers().with([&app](Connection& c) {
    auto select = c.prepare(
        "SELECT coalesce(sum(done_at IS NULL AND due_at <= ?1), 0), coalesce(sum(attempts > 1), 0), "
        "coalesce(sum(done_at IS NOT NULL AND attempts = 0), 0) FROM outbox");
    select.bind(1, to_millis(app.clock().now())).step();
    std::vector<std::string> wrong;
    for (const auto& [column, what] : {std::pair{0, "left behind"}, {1, "handed over twice"}, {2, "done by nobody"}})
      if (select.integer(column) > 0) wrong.push_back(std::to_string(select.integer(column)) + " notices were " + what);
    return wrong;
  });
}

std::vector<std::string> given_numbers(app::Application& app) {
  return app.readers().with([](Connection& c) {
    std::vector<std::string> texts;
    auto select = c.prepare("SELECT text FROM numbers ORDER BY event_id DESC LIMIT 12");
    while (select.step()) texts.push_back(select.text(0));
    return texts;
  });
}

}  // namespace dumas::simulate
