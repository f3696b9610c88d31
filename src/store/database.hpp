// The database seam: the only types through which SQL is spoken, SQLite today, PostgreSQL later. One dialect: numbered
// places (?1, ?2), RETURNING, ON CONFLICT, times as integers (milliseconds since 1970 UTC). Used inside store/ alone;
// app/ holds a WriteQueue and a ReadPool and hands their connections to the functions of store/.
#pragma once

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
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

// What a failed statement means for the caller. DiskFull becomes the page "belum tersimpan"; Io and Corrupt stop the
// program, which recovers when it starts again; Constraint is a rule of the schema (what() names table and column).
enum class DatabaseErrorKind { Busy, Constraint, DiskFull, Io, Corrupt, Other };

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

class Connection;

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
  struct Loan;
  explicit Statement(std::unique_ptr<Loan> loan);
  Statement& bind_integer(int place, std::int64_t value);
  void require_value(int column) const;
  std::unique_ptr<Loan> loan_;
};

enum class Access { ReadWrite, ReadOnly };

struct DatabaseOptions {
  Access access = Access::ReadWrite;
  int busy_timeout_ms = 5000;
  int cache_kib = 2048;  // page cache of this connection
};

// One connection; used by one thread at a time. Opened for writing it creates the file, in WAL with synchronous=FULL,
// so that a commit that returned has reached the disk.
class Connection {
 public:
  // Throws DatabaseError when the file cannot be opened or is no database.
  static Connection open(const std::filesystem::path& file, const DatabaseOptions& options = {});
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  [[nodiscard]] Statement prepare(Sql sql);
  [[nodiscard]] Statement prepare(const SqlBuilder& sql);
  void exec(Sql sql);
  [[nodiscard]] bool in_transaction() const;
  // Pages waiting in the write-ahead log since the last commit of this connection reported them.
  [[nodiscard]] int log_pages() const;
  // Moves the log into the main file as far as readers allow. Nothing does it behind our back, because an fsync error
  // there must be seen. Throws DatabaseError of kind Io.
  void checkpoint();
  // A consistent copy of the whole database into a new file, on a live server, on the disk when this returns.
  // Not inside a transaction. `target` must not exist.
  void copy_to(const std::filesystem::path& target);

 private:
  friend class MigrationRunner;
  friend class Statement;
  struct Handle;
  explicit Connection(std::unique_ptr<Handle> handle);
  Statement prepare_text(std::string_view sql);
  void run_script(const std::string& script);  // for the migrations, whose SQL is in files
  std::unique_ptr<Handle> handle_;
};

// BEGIN IMMEDIATE, so that a transaction that reads and then writes never meets BUSY in its middle.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();  // rolls back what was not committed
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
};

// Read-only connections, lent to one thread each. Open the writer first: it creates the file.
class ReadPool {
 public:
  ReadPool(const std::filesystem::path& file, int connections, DatabaseOptions options = {});
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;
  ~ReadPool();

  // Waits for a free connection and calls work(Connection&) inside one read transaction: all its queries see the same
  // moment, everything committed before. Do not nest calls: with one connection left they would wait for each other.
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
    void give_back();
    ReadPool& pool_;
    Connection* connection_;
  };
  std::vector<Connection> connections_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Connection*> free_;
};

}  // namespace dumas::store
