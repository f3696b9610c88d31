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

#define DUMAS_PART(TABLE, COLUMNS, WHERE)                                                                              \
  Part {                                                                                                               \
    #TABLE, Sql("CREATE TEMP TABLE before_" #TABLE " AS SELECT " COLUMNS " FROM main." #TABLE " WHERE " WHERE),        \
        Sql("DELETE FROM main." #TABLE " WHERE " WHERE),                                                               \
        Sql("SELECT (SELECT count(*) FROM (SELECT " COLUMNS " FROM temp.before_" #TABLE " EXCEPT SELECT " COLUMNS      \
            " FROM main." #TABLE " WHERE " WHERE ")) + (SELECT count(*) FROM (SELECT " COLUMNS " FROM main." #TABLE    \
            " WHERE " WHERE " EXCEPT SELECT " COLUMNS " FROM temp.before_" #TABLE "))")                                \
  }

constexpr Part parts[] = {DUMAS_PART(cases, "*", "id = ?1"),
                          DUMAS_PART(case_holders, "*", "case_id = ?1"),
                          DUMAS_PART(case_steps, "*", "case_id = ?1"),
                          DUMAS_PART(case_records, "*", "case_id = ?1"),
                          DUMAS_PART(numbers, "*", "stream_kind = 'case' AND stream = ?1"),
                          DUMAS_PART(case_search, "rowid, tokens", "rowid = ?1")};
#undef DUMAS_PART

void run(Connection& connection, Sql sql, CaseId id) { connection.prepare(sql).bind_all(id.value).run(); }

}  // namespace

Snapshot snapshot(app::Application& app) {
  return app.readers().with([](Connection& c) {
    Snapshot seen{.head = store::log_head(c), .counts = {}};
    auto select = c.prepare(
        "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM records), (SELECT count(*) FROM numbers), "
        "(SELECT count(*) FROM files WHERE case_id IS NOT NULL), (SELECT count(*) FROM outbox), (SELECT count(*) FROM tracking), "
        "(SELECT count(*) FROM idempotency), (SELECT coalesce(sum(version), 0) FROM cases), "
        "(SELECT coalesce(sum(version), 0) FROM meetings), (SELECT count(*) FROM case_search), (SELECT count(*) FROM case_steps)");
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
      typed.insert(by_hand.text(0) + ' ' + text.substr(std::min(first, text.size()), text.find_first_not_of("0123456789") - first));
    }
    std::vector<std::string> gaps;
    std::string series;
    std::int64_t next = 1;
    auto given = c.prepare("SELECT kind, year, seq, stream_kind, stream, event_id FROM numbers WHERE seq IS NOT NULL ORDER BY kind, year, seq");
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
  (void)app.writer().submit([&](Connection& c) -> Result<Done> {
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
    return Refusal{.code = "LOOKED_ONLY"};  // a refused job leaves nothing behind
  });
  return differing;
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
