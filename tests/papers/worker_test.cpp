// A worker that crashes, hangs or talks nonsense costs one retry and never a letter; none is left behind.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <thread>

#include "documents/frames.hpp"
#include "renderer_support.hpp"

using namespace dumas;
using namespace dumas::documents;
using std::chrono::steady_clock;

namespace {

// Until it holds, or for a minute.
template <class Condition>
bool becomes(Condition condition) {
  for (int i = 0; i < 6000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

std::size_t open_files() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

// Processes begun since then; other suites keep a worker of their own.
class Children {
 public:
  [[nodiscard]] std::vector<int> now() const {
    std::vector<int> all = children();
    std::erase_if(all, [this](int id) { return std::find(before_.begin(), before_.end(), id) != before_.end(); });
    return all;
  }

 private:
  std::vector<int> before_ = children();
};

bool lives(int process) { return ::kill(process, 0) == 0; }

}  // namespace

TEST_CASE("a worker that breaks costs one retry in a fresh one") {
  const Children begun;
  const WorkerCopy copy("broken.py");
  auto options = copy.options();
  options.letter.time = std::chrono::seconds(5);
  Renderer renderer(options);
  for (const char* how : {"crash", "hang", "garbage", "half", "wrong-letter", "secret"}) {
    CAPTURE(how);
    const auto before = renderer.figures();
    const auto pdf = renderer.render(page(fmt::format("<p>surat [{} first]</p>", how)), paper());
    REQUIRE(pdf.ok());
    CHECK(text_of(pdf.value()).find("surat") != std::string::npos);
    CHECK(renderer.figures().retried == before.retried + 1);
    CHECK(renderer.figures().started == before.started + (how == std::string_view{"crash"} ? 2U : 1U));
  }
  CHECK(renderer.figures().failed == 0);
  CHECK(begun.now().size() == 1);
}

TEST_CASE("a letter that breaks every worker is refused, and the next one printed") {
  const WorkerCopy copy("broken.py");
  auto options = copy.options();
  options.letter.time = std::chrono::seconds(4);
  Renderer renderer(options);
  for (const char* how : {"crash", "hang"}) {
    const auto refused = renderer.render(page(fmt::format("<p>[{} always]</p>", how)), paper());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.refusal().code == "RENDER_FAILED");
    CHECK(refused.refusal().key == "error.render_failed");
    CHECK(renderer.render(letter(), paper()).ok());
  }
  CHECK(renderer.figures().failed == 2);
}

TEST_CASE("kill -9 in the middle of a letter costs one retry") {
  const Children begun;
  const WorkerCopy copy("broken.py");
  Renderer renderer(copy.options());
  REQUIRE(renderer.render(letter(), paper()).ok());
  std::thread killer([&begun] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    for (const int child : begun.now()) ::kill(child, SIGKILL);
  });
  const auto pdf = renderer.render(page("<p>[slow first]</p>"), paper());
  killer.join();
  CHECK(pdf.ok());
  CHECK(renderer.figures().retried == 1);
}

TEST_CASE("a worker that talks without end neither stops nor spoils a letter, and its errors quote none") {
  const WorkerCopy copy("broken.py");
  auto options = copy.options();
  std::mutex mutex;
  std::string log;
  options.log = [&](std::string_view line) {
    const std::lock_guard lock(mutex);
    log.append(line) += '\n';
  };
  {
    Renderer renderer(options);
    CHECK(renderer.render(page("<p>[chatter always]</p>"), paper()).ok());
    CHECK(renderer.figures().retried == 0);
    CHECK_FALSE(renderer.render(page("<p>[secret always]</p>"), paper()).ok());
  }
  CHECK(log.find("many words") != std::string::npos);
  CHECK(log.find("ValueError at") != std::string::npos);
  CHECK(log.find("a name from a letter") == std::string::npos);
}

TEST_CASE("two hundred letters from many threads all come out, each its own, over changes of workers") {
  auto options = real_options();
  options.workers = 2;
  options.recycle_after = 15;
  Renderer renderer(options);
  renderer.warm();
  constexpr int letters = 200;
  std::atomic<int> next{0};
  std::atomic<int> right{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 20; ++i)
    callers.emplace_back([&] {
      for (int number = next++; number < letters; number = next++) {
        const auto title = fmt::format("Surat {:03}.", number);
        const auto made = renderer.print(page("<p>" + title + "</p>"), paper(title));
        if (made.ok() && made.value().pdf.find("(" + title + ")") != std::string::npos) ++right;
      }
    });
  for (auto& caller : callers) caller.join();
  CHECK(right == letters);
  CHECK(renderer.figures().printed == letters);
  CHECK(renderer.figures().retried == 0);
  CHECK(renderer.figures().started > 4);
  CHECK(renderer.figures().waiting == 0);
}

TEST_CASE("letters are printed in the order in which they were asked for") {
  const WorkerCopy copy("broken.py");
  Renderer renderer(copy.options());
  REQUIRE(renderer.render(letter(), paper()).ok());
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> callers;
  callers.emplace_back([&] { (void)renderer.render(page("<p>[slow first]</p>"), paper()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  for (int i = 0; i < 6; ++i) {
    callers.emplace_back([&, i] {
      const bool printed = renderer.render(page("<p>x</p>"), paper()).ok();
      const std::lock_guard lock(mutex);
      order.push_back(printed ? i : -1);
    });
    REQUIRE(becomes([&] { return renderer.figures().waiting == static_cast<std::size_t>(i) + 1; }));
  }
  for (auto& caller : callers) caller.join();
  CHECK(order == std::vector<int>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("a worn worker is followed by one that is warm already") {
  const Children begun;
  auto options = real_options();
  options.recycle_after = 2;
  Renderer renderer(options);
  for (int i = 0; i < 2; ++i) REQUIRE(renderer.render(letter(), paper()).ok());
  REQUIRE(becomes([&] { return renderer.figures().started == 2 && begun.now().size() == 1; }));  // the old one is gone
  CHECK(renderer.render(letter(), paper()).ok());
  CHECK(renderer.figures().retried == 0);
}

TEST_CASE("nothing is left behind: no process, no open file") {
  const Children begun;
  const auto files = open_files();
  for (int i = 0; i < 3; ++i) {
    Renderer renderer(real_options());
    renderer.warm();
    REQUIRE(becomes([&] { return begun.now().size() == 1; }));
    CHECK(renderer.render(letter(), paper()).ok());
  }
  CHECK(begun.now().empty());  // no zombie either: it would still be listed
  CHECK(open_files() == files);
}

// Run by the next case as a program of its own.
TEST_CASE("helper: print a letter, tell the worker's number, wait to be killed" * doctest::skip()) {
  Renderer renderer(real_options());
  REQUIRE(renderer.render(letter(), paper()).ok());
  fmt::print("worker {}\n", children().at(0));
  std::fflush(stdout);
  ::pause();
}

TEST_CASE("a worker dies with its parent, even by kill -9") {
  const Folder folder;
  const auto output = folder.path() / "output";
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const pid_t parent = ::fork();
  if (parent == 0) {
    ::execl("/bin/sh", "sh", "-c",
            fmt::format("exec {} --no-skip -tc='helper: print a letter*' >{}", self, output.string()).c_str(), nullptr);
    ::_exit(1);
  }
  int worker = 0;
  REQUIRE(becomes([&] {
    const std::string said = run("sed -n 's/^worker //p' " + output.string()).output;
    worker = std::atoi(said.c_str());
    return worker > 0;
  }));
  CHECK(lives(worker));
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  CHECK(becomes([&] { return !lives(worker); }));
}

TEST_CASE("a frame is read as it was written, and nothing else is a frame") {
  Fields fields;
  fields.add("name", std::string_view{"a\0b", 3});
  fields.add("empty", "");
  const std::string frame = fields.frame();
  REQUIRE(frame_length(frame) == frame.size() - frame_head);
  const std::string body = frame.substr(frame_head);
  const auto read = Fields::read(body);
  REQUIRE(read);
  CHECK(read->get("name") == std::string_view{"a\0b", 3});
  CHECK(read->get("other").empty());
  const std::size_t second_field = frame_head + 4 + frame_head + 3;
  for (std::size_t size = 1; size < body.size(); ++size)
    if (size != second_field) CHECK_FALSE(Fields::read(body.substr(0, size)));
  CHECK_FALSE(Fields::read("\xff\xff\xff\xff" + body));
}
