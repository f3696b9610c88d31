// The engine (engine.hpp) on PostgreSQL 15. Several `dumas` may work on one database: what writes takes one lock for the
// length of its transaction, so that numbers, the hash chain and idempotency are as right as with one (docs/decisions).
#include "store/postgres_engine.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <stdexcept>

#include "store/postgres_errors.hpp"

namespace dumas::store {

namespace {

using namespace std::chrono_literals;

// Statements a connection keeps prepared; the program has some two hundred texts. More are sent whole each time.
constexpr std::size_t prepared_statements = 512;
constexpr auto rest_after_refusal = 1s;
constexpr int binary = 1;
constexpr Oid int8_type = 20;
constexpr Oid bytea_type = 17;

// What a connection is told before its first statement. synchronous_commit is raised where the server would answer before
// its own disk has the commit, and left where somebody asks for more. A program that is frozen in the middle of a
// transaction must not keep the others from writing for ever.
constexpr const char* greeting =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', "
    "'local'); "
    "SET client_min_messages = warning; SET search_path = public; SET idle_in_transaction_session_timeout = '15s'";

// Held in common by every connection, so that what needs the database for itself can see whether it has it
// (transfer.hpp).
constexpr const char* join_the_users = "SELECT pg_try_advisory_lock_shared(3572)";

// Taken by whoever writes, for the length of a transaction. Advisory locks belong to one database: any number will do.
// The empty message makes the commit wait for disk and standby even when nothing else was written: a repeat that finds its
// first answer acknowledges it, and the commit behind that answer may have reached no standby yet.
constexpr const char* begin_writing =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(3571); "
    "SELECT pg_logical_emit_message(true, 'dumas', '')";
constexpr const char* begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct OptionsDeleter {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// Where the address says nothing: a server that is gone is noticed within seconds, and of several hosts the one that
// may be written to is taken.
constexpr std::array<std::pair<const char*, const char*>, 8> unless_said{{{"connect_timeout", "3"},
                                                                          {"keepalives_idle", "5"},
                                                                          {"keepalives_interval", "2"},
                                                                          {"keepalives_count", "3"},
                                                                          {"tcp_user_timeout", "10000"},
                                                                          {"target_session_attrs", "read-write"},
                                                                          {"fallback_application_name", "dumas"},
                                                                          {"client_encoding", "UTF8"}}};

PGconn* connect(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, OptionsDeleter> read(PQconninfoParse(url.c_str(), &message));
  if (!read) {
    const std::string said = message == nullptr ? "no memory" : message;
    PQfreemem(message);
    throw DatabaseError(DatabaseErrorKind::Other, "the address of the database cannot be read: " + said);
  }
  std::vector<const char*> keys, values;
  for (const auto& [key, value] : unless_said) {
    keys.push_back(key);
    values.push_back(value);
  }
  for (const auto* option = read.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    keys.push_back(option->keyword);  // libpq takes the last of a key
    values.push_back(option->val);
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  return PQconnectdbParams(keys.data(), values.data(), 0);
}

std::string without_line_end(const char* message) {
  std::string text = message == nullptr ? "" : message;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

// Only the first line: the server's DETAIL holds values of the row.
std::string primary_message(const PGresult* result) {
  const char* text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const char* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
  return without_line_end(text) + (constraint == nullptr ? "" : fmt::format(" [{}]", constraint));
}

std::string state_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

}  // namespace

void PostgresDeleter::operator()(pg_conn* connection) const { PQfinish(connection); }
void PostgresDeleter::operator()(pg_result* result) const { PQclear(result); }

PostgresEngine::PostgresEngine(std::string url, const DatabaseOptions& options)
    : url_(std::move(url)), options_(options) {
  reconnect();
}

bool PostgresEngine::is_lost() const { return lost_ || PQstatus(connection_.get()) != CONNECTION_OK; }

bool PostgresEngine::in_transaction() const {
  if (is_lost()) return false;
  const auto status = PQtransactionStatus(connection_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

// A server that has just refused is not asked again at once: those who wait behind this connection are told sooner.
void PostgresEngine::reconnect() {
  if (refused_at_ != std::chrono::steady_clock::time_point{} &&
      std::chrono::steady_clock::now() - refused_at_ < rest_after_refusal)
    throw DatabaseError(DatabaseErrorKind::Away, "the database could not be reached a moment ago");
  connection_.reset(connect(url_));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    refused_at_ = std::chrono::steady_clock::now();
    lose("connect", without_line_end(PQerrorMessage(connection_.get())));
  }
  refused_at_ = {};
  lost_ = false;
  ++connected_;
  PQsetNoticeReceiver(
      connection_.get(), [](void* warned, const PGresult*) { *static_cast<bool*>(warned) = true; }, &warned_);
  script(greeting);
  if (PQgetvalue(script(join_the_users).get(), 0, 0) != std::string_view("t"))
    throw DatabaseError(DatabaseErrorKind::Busy, "an office is being moved into or out of this database");
  script(fmt::format("SET lock_timeout = {}", options_.busy_timeout_ms));
}

void PostgresEngine::begin(TransactionKind kind) {
  try {
    script(kind == TransactionKind::Write ? begin_writing : begin_reading);
  } catch (const DatabaseError&) {
    // BEGIN succeeded and the lock was not given: nothing may go on in here.
    if (in_transaction()) script("ROLLBACK");
    throw;
  }
}

// The server answers COMMIT in a transaction that has failed with ROLLBACK, and calls it a success. So it does when its
// wait for the standby was cancelled, with a warning: the commit is then on one disk alone, which may be the one that is
// lost (PostgreSQL 15, 27.2.8 "Synchronous Replication").
void PostgresEngine::commit() {
  PostgresResult result;
  warned_ = false;
  try {
    result = script("COMMIT");
  } catch (const DatabaseError& error) {
    if (error.kind() != DatabaseErrorKind::Away) throw;
    throw DatabaseError(DatabaseErrorKind::InDoubt, std::string("whether it was stored is not known: ") + error.what());
  }
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw DatabaseError(DatabaseErrorKind::Other, "the transaction had failed and was rolled back");
  if (warned_) throw DatabaseError(DatabaseErrorKind::InDoubt, "the commit was not awaited to its end");
}

void PostgresEngine::copy_to(const std::filesystem::path&) {
  throw std::logic_error("a PostgreSQL database is copied by transfer.hpp");
}

void PostgresEngine::run_script(const std::string& text) { script(text); }

PostgresResult PostgresEngine::script(const std::string& text) {
  return answer(PQsendQuery(connection_.get(), text.c_str()), std::string_view(text).substr(0, 80));
}

PostgresResult PostgresEngine::execute(PostgresStatement& statement, std::string_view sql,
                                       const std::vector<PostgresValue>& values) {
  if (is_lost()) throw DatabaseError(DatabaseErrorKind::Away, fmt::format("the connection is lost: {}", sql));
  if (statement.connected != connected_) prepare_there(statement, sql, values);
  std::vector<const char*> bytes;
  std::vector<int> lengths, formats;
  std::vector<Oid> types;
  for (const auto& value : values) {
    const bool is_bytes = value.kind == PostgresValue::Kind::Bytes;
    bytes.push_back(value.kind == PostgresValue::Kind::Null ? nullptr : value.bytes.c_str());
    lengths.push_back(static_cast<int>(value.bytes.size()));
    formats.push_back(is_bytes ? binary : 0);
    types.push_back(value.kind == PostgresValue::Kind::Integer ? int8_type : is_bytes ? bytea_type : 0);
  }
  const int count = static_cast<int>(values.size());
  if (statement.name.empty())
    return answer(PQsendQueryParams(connection_.get(), statement.sql.text.c_str(), count, types.data(), bytes.data(),
                                    lengths.data(), formats.data(), binary),
                  sql);
  return answer(PQsendQueryPrepared(connection_.get(), statement.name.c_str(), count, bytes.data(), lengths.data(),
                                    formats.data(), binary),
                sql);
}

// The types of integers and bytes are those of the first values; text and NULL get the type of their place.
void PostgresEngine::prepare_there(PostgresStatement& statement, std::string_view sql,
                                   const std::vector<PostgresValue>& values) {
  if (statement.name.empty()) {
    if (named_ >= prepared_statements) return;
    statement.name = fmt::format("s{}", ++named_);
  }
  std::vector<Oid> types;
  for (const auto& value : values)
    types.push_back(value.kind == PostgresValue::Kind::Integer ? int8_type
                    : value.kind == PostgresValue::Kind::Bytes ? bytea_type
                                                               : 0);
  answer(PQsendPrepare(connection_.get(), statement.name.c_str(), statement.sql.text.c_str(),
                       static_cast<int>(types.size()), types.data()),
         sql);
  statement.connected = connected_;
}

PostgresResult PostgresEngine::answer(int sent, std::string_view what) {
  if (sent == 0) lose(what, without_line_end(PQerrorMessage(connection_.get())));
  PostgresResult last, wrong;
  for (;;) {
    wait_for_answer(what);
    PostgresResult next(PQgetResult(connection_.get()));
    if (!next) break;
    const auto status = PQresultStatus(next.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    if (!good && !wrong)
      wrong = std::move(next);
    else
      last = std::move(next);
  }
  if (!wrong) return last;
  const std::string state = state_of(wrong.get());
  const auto kind = kind_of_sqlstate(state);
  if (kind == DatabaseErrorKind::Away || is_lost()) lose(what, primary_message(wrong.get()));
  throw DatabaseError(kind, fmt::format("{} (PostgreSQL {}): {}", primary_message(wrong.get()), state, what));
}

void PostgresEngine::wait_for_answer(std::string_view what) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.answer_timeout_ms);
  while (PQisBusy(connection_.get()) != 0) {
    pollfd waiting{.fd = PQsocket(connection_.get()), .events = POLLIN};
    int patience = -1;
    if (options_.answer_timeout_ms > 0) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      if (left.count() <= 0) lose(what, "no answer in time");
      patience = static_cast<int>(left.count());
    }
    if (::poll(&waiting, 1, patience) < 0 && errno != EINTR) lose(what, "poll failed");
    if (PQconsumeInput(connection_.get()) == 0) lose(what, without_line_end(PQerrorMessage(connection_.get())));
  }
}

// The session ends with the connection, and with it whatever it had begun and the lock that it held.
void PostgresEngine::lose(std::string_view what, const std::string& message) {
  lost_ = true;
  connection_.reset();
  throw DatabaseError(DatabaseErrorKind::Away, fmt::format("the database is away: {}: {}", message, what));
}

std::unique_ptr<Engine> open_postgres(const std::string& url, const DatabaseOptions& options) {
  return std::make_unique<PostgresEngine>(url, options);
}

}  // namespace dumas::store
