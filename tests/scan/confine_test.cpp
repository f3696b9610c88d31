// What the locked-in child can no longer do. Tried in a child of the test, since the walls cannot be taken down again.
#include "scan/confine.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

using namespace dumas::scan;

namespace {

// Runs `forbidden` locked in; true when it says that it was refused.
bool refused(const std::function<bool()>& forbidden) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      confine({});
      ::_exit(forbidden() && errno == EPERM ? 42 : 1);
    } catch (...) {
      ::_exit(2);
    }
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 42;
}

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg)
TEST_CASE("no file can be opened, read or made") {
  CHECK(refused([] { return ::open("/etc/passwd", O_RDONLY) < 0; }));
  CHECK(refused([] { return ::open("/tmp/dumas-scan-escape", O_WRONLY | O_CREAT, 0600) < 0; }));
  CHECK(refused([] { return ::unlink("/tmp/dumas-scan-escape") < 0; }));
}

TEST_CASE("no network, no other program, no other process") {
  CHECK(refused([] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0; }));
  CHECK(refused([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) < 0; }));
  CHECK(refused([] { return ::fork() < 0; }));
  CHECK(refused([] {
    char* const nothing[] = {nullptr};
    return ::execve("/bin/true", nothing, nothing) < 0;
  }));
  CHECK(refused([] { return ::kill(::getppid(), 0) < 0; }));
}

TEST_CASE("what computing takes is still there") {
  CHECK(refused([] {
    const std::vector<char> memory(64 << 20, 'x');
    errno = EPERM;
    return memory.back() == 'x';
  }));
}
// NOLINTEND(cppcoreguidelines-pro-type-vararg)
