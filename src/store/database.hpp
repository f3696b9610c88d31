// The database seam: the only types through which SQL is spoken, to SQLite or to PostgreSQL (engine.hpp). One dialect:
// numbered places (?1, ?2), RETURNING, ON CONFLICT, times as integers (milliseconds since 1970 UTC). Used inside store/
// alone; app/ holds a WriteQueue and a ReadPool and hands their connections to the functions of store/.
#pragma once

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas::store {

// What a failed statement means for the caller. DiskFull becomes the page "belum tersimpan", Busy and NoMemory "try again"; Io and Corrupt stop the
// program, which recovers when it starts again; Constraint is a rule of the schema (what() names table and column).
// InDoubt: the commit was broken off (its connection, or for want of memory), so that only asking again (with the same
// idempotency key) tells what became of it. Of PostgreSQL alone: Away, the database cannot be reached and nothing was
// stored.
enum class DatabaseErrorKind { Busy, Constraint, DiskFull, Io, Corrupt, NoMemory, Other, Away, InDoubt };

// what() holds the engine's message and the literal SQL, never a bound value: it may be logged.
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(DatabaseErrorKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] DatabaseErrorKind kind() const { return kind_; }

 private:
  DatabaseErrorKind kind_;
};

// SQL from a literal of the program. Text that came from outside cannot become one: it does not compile.
class Sql {
 public:
  template <std::size_t Size>
  consteval Sql(const char (&literal)[Size]) : text_(literal, Size - 1) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A query with optional parts, each of them a literal: SqlBuilder(Sql("SELECT ...")).add(" AND due_at < ?3").
class SqlBuilder {
 public:
  explicit SqlBuilder(Sql first) : text_(first.text()) {}
  SqlBuilder& add(Sql part) { return text_.append(part.text()), *this; }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string text_;
};

// Bytes held in a string (what Vault::seal gives), to be bound as a blob and not as text.
struct Blob {
  std::string_view bytes;
};

enum class Dialect { Sqlite, PostgreSql };

// Where a database is: a file of SQLite, or the address of a PostgreSQL ("postgresql://...", as libpq reads it).
class DatabasePlace {
 public:
  DatabasePlace(std::filesystem::path file) : file_(std::move(file)) {}  // NOLINT(google-explicit-constructor)
  // "postgresql://..." and "postgres://..."; "sqlite:PATH"; anything else is a path.
  static DatabasePlace read(std::string_view text);

  [[nodiscard]] Dialect dialect() const { return url_.empty() ? Dialect::Sqlite : Dialect::PostgreSql; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }  // of SQLite
  [[nodiscard]] const std::string& url() const { return url_; }              // of PostgreSQL; may hold a password
  // For sentences: without password.
  [[nodiscard]] std::string shown() const;

 private:
  std::filesystem::path file_;
  std::string url_;
};

class Connection;
class Cursor;
class Engine;
enum class TransactionKind { Write, Read };

// A prepared statement on loan from its connection's cache, given back by the destructor. Must not outlive the
// connection. Places count from 1, columns from 0. Every function may throw DatabaseError.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  template <std::integral Integer>
  Statement& bind(int place, Integer value) {
    if (!std::in_range<std::int64_t>(value)) throw std::out_of_range("integer too large for the database");
    return bind_integer(place, static_cast<std::int64_t>(value));
  }
  Statement& bind(int place, std::string_view text);  // may hold NUL
  Statement& bind(int place, const char* text) { return bind(place, std::string_view(text)); }
  Statement& bind(int place, std::span<const std::byte> blob);
  Statement& bind(int place, Blob blob);
  Statement& bind(int place, std::nullptr_t);
  template <class T>
  Statement& bind(int place, const std::optional<T>& value) {
    return value ? bind(place, *value) : bind(place, nullptr);
  }
  // bind_all(a, b, c) binds ?1, ?2 and ?3.
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int place = 0;
    (bind(++place, values), ...);
    return *this;
  }

  // True: a row stands ready. False: the statement is done.
  bool step();
  // Steps to the end, for statements that give no rows; returns the number of rows changed.
  std::int64_t run();
  // Runs a statement of Connection::prepare_insert(); the id of the new row.
  std::int64_t insert();
  // Back to the start, values forgotten, to be bound and stepped again.
  void reset();

  // Getters of the row at hand. integer(), text() and blob() of a NULL are a bug of the query: std::logic_error.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::optional<std::int64_t> integer_or_null(int column) const;
  [[nodiscard]] std::optional<std::string> text_or_null(int column) const;
  [[nodiscard]] std::optional<std::string> blob_or_null(int column) const;

 private:
  friend class Connection;
  explicit Statement(std::unique_ptr<Cursor> cursor);
  Statement& bind_integer(int place, std::int64_t value);
  void require_value(int column) const;
  std::unique_ptr<Cursor> cursor_;
};

enum class Access { ReadWrite, ReadOnly };

struct DatabaseOptions {
  Access access = Access::ReadWrite;
  int busy_timeout_ms = 5000;
  int cache_kib = 2048;  // page cache of this connection; SQLite
  // Whether the tables that SQLite's search index keeps for itself may be filled by hand: for a copy of one.
  bool fills_search_tables = false;
  // PostgreSQL: a server that has not answered a statement after so long counts as lost. 0: wait, for long work.
  int answer_timeout_ms = 15000;
};

// One connection; used by one thread at a time. A file opened for writing is created, in WAL with synchronous=FULL, so
// that a commit that returned has reached the disk; PostgreSQL is asked for the same (synchronous_commit).
class Connection {
 public:
  // Throws DatabaseError when the file cannot be opened or is no database, or when the server is away.
  static Connection open(const DatabasePlace& place, const DatabaseOptions& options = {});
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  [[nodiscard]] Statement prepare(Sql sql);
  [[nodiscard]] Statement prepare(const SqlBuilder& sql);
  // An INSERT of one row into a table whose key is the integer `id`, which the database gives. SQLite would keep what
  // RETURNING gives in a table of its own, made and dropped each time.
  [[nodiscard]] Statement prepare_insert(Sql sql);
  void exec(Sql sql);
  [[nodiscard]] Dialect dialect() const;
  [[nodiscard]] bool in_transaction() const;
  // The server is gone, or no longer the one that may be written to. The next transaction opens the connection anew.
  [[nodiscard]] bool is_lost() const;
  // Pages waiting in the write-ahead log since the last commit of this connection reported them.
  [[nodiscard]] int log_pages() const;
  // Moves the log into the main file as far as readers allow. Nothing does it behind our back, because an fsync error
  // there must be seen. Throws DatabaseError of kind Io.
  void checkpoint();
  // Work that is cheaper done once for all who share a transaction than after each of them: at its end, or at once where
  // nobody shares it (shared_work.hpp). Forgotten with the savepoint or transaction in which it was asked for. `work` outlives its caller,
  // so it holds what it needs by value.
  using Work = std::function<void(Connection&)>;
  void at_the_end(Work work);
  // A consistent copy of the whole database into a new file, on a live server, on the disk when this returns.
  // Not inside a transaction. `target` must not exist. SQLite alone; transfer.hpp copies from and to PostgreSQL.
  void copy_to(const std::filesystem::path& target);

 private:
  friend class MigrationRunner;
  friend class TableCopy;
  friend class Transaction;
  friend class ReadPool;
  friend class Savepoint;
  friend class SharedWork;
  explicit Connection(std::unique_ptr<Engine> engine);
  Statement prepare_text(std::string_view sql);
  void run_script(
      const std::string& script);  // several statements, for migrations and checks; never with a value in it
  // Opens a lost connection anew, also one whose loss is only noticed now: nothing has been done on it yet.
  void begin(TransactionKind kind);
  void commit();
  std::unique_ptr<Engine> engine_;
  std::vector<Work> at_the_end_;
  bool shared_ = false;
};

// Nobody else writes until it ends, in no process: BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL. So a
// transaction that reads and then writes never meets another in its middle.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();  // rolls back what was not committed
  // Throws DatabaseError; of kind InDoubt when it was broken off before it was known to be done.
  void commit();

 private:
  Connection* connection_;
};

// A part of a transaction that can be undone alone.
class Savepoint {
 public:
  explicit Savepoint(Connection& connection);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();  // rolls back what was not released
  void release();

 private:
  Connection* connection_;
  std::size_t asked_before_;  // of the work for the transaction's end
};

// Read-only connections, lent to one thread each. Open the writer first: it creates the file.
class ReadPool {
 public:
  ReadPool(const DatabasePlace& place, int connections, DatabaseOptions options = {});
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;
  ~ReadPool();

  // DatabaseError Away when PostgreSQL cannot be reached, also after opening the connection anew.
  // Waits for a free connection and calls work(Connection&) inside one read transaction: all its queries see the same
  // moment, everything committed before. A call inside of another, in the same thread, sees that one's moment.
  template <class Work>
  decltype(auto) with(Work&& work) {
    Lease lease(*this);
    return std::forward<Work>(work)(lease.connection());
  }

 private:
  class Lease {
   public:
    explicit Lease(ReadPool& pool);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    [[nodiscard]] Connection& connection() { return *connection_; }

   private:
    void borrow();
    void give_back();
    static thread_local Lease* innermost_;
    ReadPool& pool_;
    Lease* around_;  // the call in which this one was made, of any pool
    Connection* connection_;
    bool is_shared_ = false;  // the connection is that of a call around it
  };
  std::vector<Connection> connections_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Connection*> free_;
};

}  // namespace dumas::store
