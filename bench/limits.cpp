// What this machine can do at best, against which the measured figures are read: flushing 4 KB to the disk, and bare
// durable SQLite inserts one by one, without any program around them. Called by bench/measure.py, also as the probe
// before and after each write benchmark, because a disk may change its speed in the middle of a run.
//   limits flush|sqlite FOLDER SECONDS  ->  {"per_second": N, "p50_ms": N, "p99_ms": N}
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "timed_loop.hpp"

namespace {

[[noreturn]] void stop(const std::string& why) {
  std::cerr << "limits: " << why << '\n';
  std::exit(2);
}

void measure_flush(const std::filesystem::path& folder, double seconds) {
  constexpr std::size_t page = 4096, pages = 2048;
  const auto path = folder / "flush";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
  const std::vector<char> zeros(page, 7);
  for (std::size_t n = 0; n < pages; ++n)
    if (::write(file, zeros.data(), page) != static_cast<ssize_t>(page)) stop("the disk is full");
  if (::fsync(file) != 0) stop("the disk does not flush");
  std::size_t n = 0;
  measure(seconds, [&] {
    if (::pwrite(file, zeros.data(), page, static_cast<off_t>(page * (n++ % pages))) < 0 || ::fdatasync(file) != 0)
      stop("the disk failed");
  });
  ::close(file);
  std::filesystem::remove(path);
}

void measure_sqlite(const std::filesystem::path& folder, double seconds) {
  const auto path = folder / "limit.db";
  sqlite3* database = nullptr;
  sqlite3_stmt* insert = nullptr;
  const auto check = [&](int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) stop(sqlite3_errmsg(database));
  };
  check(sqlite3_open(path.c_str(), &database));
  check(sqlite3_exec(database,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "CREATE TABLE complaints (id INTEGER PRIMARY KEY, subject TEXT, story TEXT)",
                     nullptr, nullptr, nullptr));
  check(sqlite3_prepare_v2(database, "INSERT INTO complaints (subject, story) VALUES (?1, ?2)", -1, &insert, nullptr));
  const std::string story(1024, 'x');
  check(sqlite3_bind_text(insert, 1, "A complaint", -1, SQLITE_STATIC));
  check(sqlite3_bind_text(insert, 2, story.c_str(), static_cast<int>(story.size()), SQLITE_STATIC));
  measure(seconds, [&] {
    check(sqlite3_step(insert));
    check(sqlite3_reset(insert));
  });
  sqlite3_finalize(insert);
  sqlite3_close(database);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) stop("limits flush|sqlite FOLDER SECONDS");
  const std::string what = argv[1];
  const double seconds = std::atof(argv[3]);
  if (what == "flush")
    measure_flush(argv[2], seconds);
  else if (what == "sqlite")
    measure_sqlite(argv[2], seconds);
  else
    stop("does not know " + what);
}
