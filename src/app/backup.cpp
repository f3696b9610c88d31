#include "app/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <system_error>
#include <vector>

#include "app/tar_start.hpp"
#include "app/verify.hpp"
#include "store/transfer.hpp"

extern char** environ;

namespace dumas::app {
namespace {

namespace fs = std::filesystem;

// What belongs to an office, beside the database. uploads/ holds unfinished uploads only.
constexpr const char* parts[] = {"files", "office"};

Refusal failed(std::string code, std::string sentence) {
  return {.code = std::move(code), .key = "error.backup", .arguments = {std::move(sentence)}};
}

// tar of the system: a format every archivist can open without us.
bool run_tar(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "tar");
  std::vector<char*> pointers;
  for (auto& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, "tar", nullptr, nullptr, pointers.data(), environ) != 0) return false;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// `how`: fsync for the file or folder alone; syncfs for all that was written to its file system, as an unpacked archive is.
bool sync_path(const fs::path& path, int (*how)(int) = ::fsync) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (descriptor < 0) return false;
  const bool done = how(descriptor) == 0;
  ::close(descriptor);
  return done;
}

// One moment of it, as SQLite's file whichever the engine: an archive can be put back on either.
Checked copy_database(Application& app, const fs::path& target) {
  if (app.database().dialect() == store::Dialect::Sqlite) {
    store::Connection::open(app.database()).copy_to(target);
    return Done{};
  }
  const auto copied = store::transfer(app.database(), target, to_millis(app.clock().now()), store::Others::MayWork);
  if (!copied) return copied.refusal();
  // What the copy's own log of SQLite still holds belongs into the file that is archived.
  const fs::path whole = target.string() + ".whole";
  store::Connection::open(target).copy_to(whole);
  for (const char* ending : {"-wal", "-shm"}) fs::remove(target.string() + ending);
  fs::rename(whole, target);
  return Done{};
}

enum class KeyOrigin { Archive, Office };
Checked prove(const Folders& unpacked, KeyOrigin key, const fs::path& office_key);

class Removed {
 public:
  explicit Removed(fs::path path) : path_(std::move(path)) {}
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  ~Removed() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

 private:
  fs::path path_;
};

}  // namespace

Checked backup(Application& app, const fs::path& target, KeyInBackup key) {
  if (fs::exists(target)) return failed("TARGET_EXISTS", fmt::format("{} exists already", target.string()));
  const fs::path& data = app.folders().data;
  const fs::path folder = data / ("backup-" + url_token(app.randomness(), 9));
  const Removed folder_after(folder);
  fs::create_directories(folder);
  // The database first: files that arrive meanwhile are more than it needs, never less.
  if (const auto copied = copy_database(app, folder / "dumas.db"); !copied) return copied.refusal();

  const fs::path partial = fs::absolute(target).string() + ".partial";
  fs::remove(partial);
  const Removed partial_after(partial);
  try {
    start_tar(partial, folder / "dumas.db", "dumas.db");
  } catch (const std::system_error& error) {
    return failed("BACKUP_FAILED", fmt::format("the archive could not be written: {}", error.code().message()));
  }
  std::vector<std::string> arguments{"--append", "--file", partial.string(), "-C", fs::absolute(data).string()};
  const auto options = arguments.size();
  for (const char* part : parts)
    if (fs::exists(data / part)) arguments.emplace_back(part);
  if (key == KeyInBackup::Included) arguments.emplace_back("keys");
  if (arguments.size() > options && !run_tar(std::move(arguments)))
    return failed("BACKUP_FAILED", "tar could not write the archive");
  if (!sync_path(partial)) return failed("BACKUP_FAILED", "the archive did not reach the disk");
  fs::rename(partial, fs::absolute(target));
  sync_path(fs::absolute(target).parent_path());
  return Done{};
}

Checked stage_restore(const Folders& folders, const fs::path& archive) {
  if (!fs::exists(archive)) return failed("RESTORE_FAILED", fmt::format("{} does not exist", archive.string()));
  const fs::path staging = folders.data / "restore.partial";
  fs::remove_all(staging);
  fs::remove_all(folders.data / "restore");
  fs::create_directories(staging);
  if (!run_tar({"--extract", "--file", fs::absolute(archive).string(), "-C", fs::absolute(staging).string(),
                "--no-same-owner"}))
    return failed("RESTORE_FAILED", fmt::format("{} is no backup of Dumas", archive.string()));
  const auto key = fs::exists(staging / "keys") ? KeyOrigin::Archive : KeyOrigin::Office;
  if (key == KeyOrigin::Office && fs::exists(folders.data / "keys"))
    fs::copy(folders.data / "keys", staging / "keys", fs::copy_options::recursive);
  const Folders unpacked{.share = folders.share, .data = staging};
  if (const auto proven = prove(unpacked, key, folders.data / "keys" / "data.key"); !proven) return proven.refusal();
  // It takes the place of an office that is on the disk.
  if (!sync_path(staging, ::syncfs)) return failed("RESTORE_FAILED", "what was unpacked did not reach the disk");
  fs::rename(staging, folders.data / "restore");
  return Done{};
}

namespace {

// Closed again when this returns: the folder is moved next. A database that is none, or breaks off, throws when read.
Checked prove(const Folders& unpacked, KeyOrigin key, const fs::path& office_key) try {
  auto app = Application::open({.folders = unpacked, .database = store::DatabasePlace{unpacked.database()}});
  if (!app) {
    const std::string& code = app.refusal().code;
    if (key == KeyOrigin::Office && (code == "KEY_OTHER" || code == "KEY_MISSING"))
      return Refusal{.code = "RESTORE_KEY", .key = "error.restore_key", .arguments = {office_key.string()}};
    return code == "KEY_OTHER" ? app.refusal() : failed("RESTORE_FAILED", code);
  }
  const auto report = verify(**app);
  if (!report.faults.empty()) return failed("RESTORE_DAMAGED", report.faults.front());
  return Done{};
} catch (const store::DatabaseError& error) {
  return failed("RESTORE_DAMAGED", error.what());
}

}  // namespace

Checked restore_into(const Folders& folders, const store::DatabasePlace& place, Instant now) {
  const fs::path file = folders.data / "restore" / "dumas.db";
  if (const auto moved = store::transfer(file, place, to_millis(now)); !moved) return moved.refusal();
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
  swap_in_restore(folders, now);
  return Done{};
}

bool restore_waits(const Folders& folders) { return fs::exists(folders.data / "restore" / "dumas.db"); }

void swap_in_restore(const Folders& folders, Instant now) {
  const fs::path before = folders.data / fmt::format("before-restore-{}", to_millis(now));
  fs::create_directories(before);
  for (const char* part : {"dumas.db", "dumas.db-wal", "dumas.db-shm", "files", "keys", "office"})
    if (fs::exists(folders.data / part)) fs::rename(folders.data / part, before / part);
  for (const auto& entry : fs::directory_iterator(folders.data / "restore"))
    fs::rename(entry.path(), folders.data / entry.path().filename());
  fs::remove_all(folders.data / "restore");
  sync_path(folders.data);
}

}  // namespace dumas::app
