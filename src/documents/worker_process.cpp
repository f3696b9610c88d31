#include "documents/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace dumas::documents {
namespace {

constexpr const char* python = "/usr/bin/python3";  // Debian's: the one WeasyPrint is installed for
constexpr std::size_t longest_line = 300;           // of the log
constexpr int cannot_start = 70;                    // EX_SOFTWARE of sysexits.h

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

struct Pipe {
  FileDescriptor read, write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe2");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// What the child needs, made before fork: after it nothing may be allocated.
struct Start {
  Start(const WorkerProcess::Command& command, const Sandbox& walls) : sandbox(walls) {
    arguments = {python, "-s", "-P", "-B", command.script.string()};
    for (const auto& folder : command.assets) arguments.push_back(folder.string());
    // The same letter, the same bytes: no random order of sets, no clock in a font's head.
    environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "PYTHONHASHSEED=0", "SOURCE_DATE_EPOCH=0",
                   "FONTCONFIG_FILE=" + (command.script.parent_path() / "fonts.conf").string()};
    for (auto& text : arguments) argv.push_back(text.data());
    for (auto& text : environment) envp.push_back(text.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }

  const Sandbox& sandbox;
  std::vector<std::string> arguments{}, environment{};
  std::vector<char*> argv{}, envp{};
  pid_t parent = ::getpid();
};

// In the child, between fork and exec: only async-signal-safe calls.
[[noreturn]] void become_worker(const Start& start, int in, int out, int error) noexcept {
  ::setsid();  // Ctrl+C at the terminal is for the server, which finishes its letters first
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != start.parent) ::_exit(cannot_start);
  if (::dup2(in, STDIN_FILENO) < 0 || ::dup2(out, STDOUT_FILENO) < 0 || ::dup2(error, STDERR_FILENO) < 0)
    ::_exit(cannot_start);
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::umask(077);
  if (::chdir("/") != 0 || !start.sandbox.enter()) ::_exit(cannot_start);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);  // whatever another library left open without O_CLOEXEC
  ::execve(python, start.argv.data(), start.envp.data());
  ::_exit(cannot_start);
}

void do_not_block(const FileDescriptor& end) {
  if (::fcntl(end.number(), F_SETFL, ::fcntl(end.number(), F_GETFL) | O_NONBLOCK) != 0) fail("fcntl");
}

int milliseconds_until(Deadline deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void FileDescriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

WorkerProcess::WorkerProcess(const Command& command, const Sandbox& sandbox, Log log) : log_(std::move(log)) {
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe error = make_pipe();
  do_not_block(in.write);
  do_not_block(out.read);
  do_not_block(error.read);
  const Start start(command, sandbox);
  id_ = ::fork();
  if (id_ < 0) fail("fork");
  if (id_ == 0) become_worker(start, in.read.number(), out.write.number(), error.write.number());
  questions_ = std::move(in.write);
  answers_ = std::move(out.read);
  errors_ = std::move(error.read);
}

WorkerProcess::~WorkerProcess() {
  ::kill(id_, SIGKILL);
  while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
  }
  read_log();  // its last words
}

bool WorkerProcess::ready(Deadline deadline) {
  if (ready_) return true;
  const auto said = exchange({}, deadline);
  ready_ = said && said->get("kind") == "ready";
  return ready_;
}

std::optional<Fields> WorkerProcess::ask(const Fields& question, Deadline deadline) {
  return exchange(question.frame(), deadline);
}

// Writes, reads and logs at once, so that neither side waits for the other with a full pipe.
std::optional<Fields> WorkerProcess::exchange(std::string_view out, Deadline deadline) {
  for (;;) {
    std::array<pollfd, 3> ends{pollfd{answers_.number(), POLLIN, 0}, pollfd{errors_.number(), POLLIN, 0},
                               pollfd{out.empty() ? -1 : questions_.number(), POLLOUT, 0}};
    const int some = ::poll(ends.data(), ends.size(), milliseconds_until(deadline));
    if (some < 0 && errno != EINTR) fail("poll");
    if (ends[1].revents != 0) read_log();
    if (ends[2].revents != 0) {
      const ssize_t written = ::write(questions_.number(), out.data(), out.size());
      if (written > 0) out.remove_prefix(static_cast<std::size_t>(written));
      if (written < 0 && errno != EAGAIN && errno != EINTR) return std::nullopt;
    }
    if (ends[0].revents != 0 && !read_answers()) return std::nullopt;
    if (received_.size() >= frame_head) {
      const std::size_t whole = frame_head + frame_length(received_);
      if (whole > frame_head + largest_frame) return std::nullopt;
      if (received_.size() >= whole) {
        auto fields = Fields::read(std::string_view{received_}.substr(frame_head, whole - frame_head));
        received_.erase(0, whole);
        return fields;
      }
    }
    if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
  }
}

// False at the end: the process is gone.
bool WorkerProcess::read_answers() {
  std::array<char, 64 * 1024> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  const ssize_t got = ::read(answers_.number(), buffer.data(), buffer.size());
  if (got > 0) received_.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

void WorkerProcess::read_log() {
  std::array<char, 4096> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  const ssize_t got = ::read(errors_.number(), buffer.data(), buffer.size());
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) errors_.close();  // poll leaves out what is -1
  for (const char letter : std::string_view{buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0}) {
    if (letter == '\n') {
      if (log_) log_(line_);
      line_.clear();
    } else if (line_.size() < longest_line) {
      line_ += letter >= ' ' && letter <= '~' ? letter : '?';
    }
  }
}

std::size_t WorkerProcess::memory() const {
  std::ifstream statm("/proc/" + std::to_string(id_) + "/statm");
  std::size_t whole = 0;
  std::size_t resident = 0;  // pages
  statm >> whole >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace dumas::documents
