#include "store/file_store.hpp"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "store/digest.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;
namespace fs = std::filesystem;

namespace {
const Vault vault{SecretKey()};

std::string content_of(const FileStore& files, std::string_view name, Reading expected = Reading::Complete) {
  std::string content;
  CHECK(files.read(name, [&](std::string_view piece) {
    CHECK(piece.size() <= 65'536);
    content += piece;
    return Flow::Continue;
  }) == expected);
  return content;
}
fs::path place_of(const TemporaryFolder& folder, const std::string& name) {
  return folder / "files" / name.substr(0, 2) / name.substr(2);
}
std::size_t count_files(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
  return count;
}
}  // namespace

TEST_CASE("files of every length come back, and lie encrypted") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  for (const std::size_t length : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 131'072UL, 1'000'000UL}) {
    std::string content(length, 'x');
    for (std::size_t i = 0; i < length; ++i) content[i] = static_cast<char>(i * 31 / 7);
    const auto source = folder.write("upload", content);
    const StoredFile stored = *files.keep(source);
    CHECK(stored.size == length);
    CHECK(stored.sha256 == sha256_hex(content));
    CHECK(stored.name != stored.sha256);
    CHECK(content_of(files, stored.name) == content);
    CHECK(files.size(stored.name) == length);
    CHECK(files.verify(stored.name) == Reading::Complete);
    if (length > 100) CHECK(bytes_of(place_of(folder, stored.name)).find(content.substr(40, 32)) == std::string::npos);
  }
}

TEST_CASE("the same content is one file, and a removed file is gone") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  const StoredFile first = *files.keep(folder.write("a", "bukti"));
  CHECK(files.keep(folder.write("b", "bukti"))->name == first.name);
  CHECK(count_files(folder / "files") == 1);
  files.remove(first.name);
  CHECK(count_files(folder / "files") == 0);
  CHECK(files.verify(first.name) == Reading::Missing);
  CHECK_FALSE(files.size(first.name).has_value());
}

TEST_CASE("a changed, cut, lengthened or exchanged file is damaged, and keeping it again heals it") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  const std::string content(200'000, 'x');
  const auto source = folder.write("a", content);
  const std::string name = files.keep(source)->name;
  const auto place = place_of(folder, name);
  const std::string good = bytes_of(place);
  const auto put = [&](const std::string& bytes) { std::ofstream(place, std::ios::binary) << bytes; };
  for (const std::size_t at : {0UL, 5UL, 10UL, 100UL, 70'000UL, good.size() - 1}) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    put(bytes);
    CHECK(files.verify(name) == Reading::Damaged);
  }
  for (const std::size_t length : {0UL, 20UL, 30UL, 30UL + 65'553UL, good.size() - 1}) {
    put(good.substr(0, length));
    CHECK(files.verify(name) == Reading::Damaged);
  }
  put(good + "x");
  CHECK(files.verify(name) == Reading::Damaged);
  put(bytes_of(place_of(folder, files.keep(folder.write("b", "other"))->name)));
  CHECK(files.verify(name) == Reading::Damaged);
  CHECK(files.keep(source)->name == name);
  CHECK(content_of(files, name) == content);
}

TEST_CASE("a name is 64 hex digits and nothing else") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  folder.write("secret", "x");
  for (const std::string& name : {std::string(), std::string("../secret"), std::string(64, '.'), std::string(63, 'a'),
                                  "../" + std::string(61, 'a')}) {
    CHECK(files.verify(name) == Reading::Missing);
    files.remove(name);
  }
  CHECK(fs::exists(folder / "secret"));
}

TEST_CASE("a reader may stop") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  const std::string name = files.keep(folder.write("a", std::string(200'000, 'x')))->name;
  int pieces = 0;
  CHECK(files.read(name, [&](std::string_view) { return ++pieces, Flow::Stop; }) == Reading::Stopped);
  CHECK(pieces == 1);
}

TEST_CASE("what could not be written whole leaves nothing behind") {
  TemporaryFolder folder;
  const FileStore files(folder / "files", vault);
  const auto source = folder.write("a", std::string(200'000, 'x'));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  CHECK_THROWS_AS((void)files.keep(source), std::system_error);
  ::setrlimit(RLIMIT_FSIZE, &before);
  CHECK(count_files(folder / "files") == 0);
  CHECK(files.keep(source).ok());
  CHECK_THROWS_AS((void)files.keep(folder / "nothing"), std::system_error);
}

namespace {
// A disk of 64 KiB that this process alone sees.
bool mount_small_disk(const fs::path& folder) {
  const auto user = std::to_string(::geteuid());
  const bool root = user == "0";
  if (::unshare(root ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  if (!root) std::ofstream("/proc/self/uid_map") << user << ' ' << user << " 1";
  return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("none", folder.c_str(), "tmpfs", 0, "size=64k") == 0;
}
}  // namespace

TEST_CASE("a full disk is a refusal") {
  constexpr int cannot_mount = 77;
  TemporaryFolder folder;
  fs::create_directory(folder / "files");
  const auto source = folder.write("a", std::string(200'000, 'x'));
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      if (!mount_small_disk(folder / "files")) ::_exit(cannot_mount);
      const FileStore files(folder / "files", vault);
      const auto refused = files.keep(source);
      const bool right = !refused.ok() && refused.refusal().code == "DISK_FULL" && count_files(folder / "files") == 0;
      ::_exit(right ? 0 : 1);
    } catch (...) {
      ::_exit(2);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == cannot_mount) {
    WARN_MESSAGE(false, "NOT TESTED: this system lets nobody mount a small disk");
  } else {
    CHECK(WEXITSTATUS(status) == 0);
  }
}
