// A PostgreSQL that a test program starts for itself when it first needs one (tools/test_postgres.sh), with a fresh
// database for each place that is asked for. It ends with the program, however that ends: the server's starter waits at
// the other end of a pipe.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "store/database.hpp"

namespace dumas::testing {

class PostgresServer {
 public:
  static PostgresServer& running() {
    static PostgresServer server;
    return server;
  }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer() {
    ::close(hold_);
    ::fclose(said_);
  }

  // An empty database, its address.
  store::DatabasePlace fresh_database() { return store::DatabasePlace::read(ask(fmt::format("office_{}", ++made_))); }
  // At once, as when its machine loses power.
  void stop() { ask("stop"); }
  void start() { ask("start"); }

 private:
  PostgresServer() {
    std::array<int, 2> in{}, out{};
    if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execl(DUMAS_SOURCE_DIR "/tools/test_postgres.sh", "test_postgres.sh", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    hold_ = in[1];
    said_ = ::fdopen(out[0], "r");
    if (said_ == nullptr) throw std::runtime_error("no pipe");
  }

  std::string ask(const std::string& line) {
    const std::string sent = line + "\n";
    std::array<char, 512> answer{};
    if (::write(hold_, sent.data(), sent.size()) < 0 ||
        std::fgets(answer.data(), static_cast<int>(answer.size()), said_) == nullptr)
      throw std::runtime_error("the test's PostgreSQL does not run: see what tools/test_postgres.sh said");
    std::string text = answer.data();
    text.pop_back();
    return text;
  }

  int hold_ = -1;
  FILE* said_ = nullptr;
  int made_ = 0;
};

}  // namespace dumas::testing
