#include "scan/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace dumas::scan {
namespace {

// What the spawned child does before its program: the socket becomes its input and output.
class SpawnActions {
 public:
  explicit SpawnActions(int socket) {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions); }
  posix_spawn_file_actions_t actions{};
};

// Waits until the socket is ready for `events`; false when the time is over.
bool await(int socket, short events, WorkerProcess::Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - WorkerProcess::Clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{socket, events, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

WorkerProcess::WorkerProcess(std::vector<std::string> command) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "socketpair");
  std::vector<char*> arguments;
  for (auto& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  char* no_environment[] = {nullptr};
  const SpawnActions actions{ends[1]};
  const int failed =
      ::posix_spawn(&child_, arguments.front(), &actions.actions, nullptr, arguments.data(), no_environment);
  ::close(ends[1]);
  if (failed != 0) {
    ::close(ends[0]);
    throw std::system_error(failed, std::generic_category(), "scan worker");
  }
  socket_ = ends[0];
}

WorkerProcess::~WorkerProcess() {
  ::close(socket_);
  ::kill(child_, SIGKILL);  // the answer is here or will not be waited for
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool WorkerProcess::send(std::string_view bytes, Clock::time_point deadline) const {
  while (!bytes.empty()) {
    if (!await(socket_, POLLOUT, deadline)) return false;
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0)
      bytes.remove_prefix(std::size_t(count));
    else if (errno != EINTR && errno != EAGAIN)
      return false;
  }
  return true;
}

bool WorkerProcess::receive(std::string& bytes, std::size_t count, Clock::time_point deadline) const {
  constexpr std::size_t piece = 1 << 20;  // memory grows with what comes, not with what is announced
  bytes.clear();
  while (bytes.size() < count) {
    if (!await(socket_, POLLIN, deadline)) return false;
    const std::size_t before = bytes.size();
    bytes.resize(std::min(count, before + piece));
    const ssize_t got = ::recv(socket_, bytes.data() + before, bytes.size() - before, MSG_DONTWAIT);
    bytes.resize(before + std::size_t(std::max<ssize_t>(got, 0)));
    // ECONNRESET is told once, when the child ended without reading all of ours; what it had said waits behind it.
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN && errno != ECONNRESET)) return false;
  }
  return true;
}

}  // namespace dumas::scan
