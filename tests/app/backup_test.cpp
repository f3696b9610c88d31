// Backup and restore of a whole office: what comes back is what was saved, a damaged archive is refused, and an archive
// without its key opens with the office's present one.
#include "app/backup.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "../support/road.hpp"
#include "app/verify.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

namespace fs = std::filesystem;

namespace {

// An empty folder beside the office's, gone with the test.
struct Folder {
  explicit Folder(const Office& office, const char* name) : path(office.folder().string() + "-" + name) {
    fs::create_directories(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] app::Folders folders() const { return {.share = DUMAS_SOURCE_DIR, .data = path}; }
  fs::path path;
};

std::string joined(const std::vector<std::string>& faults) {
  std::string all;
  for (const auto& fault : faults) all += fault + "\n";
  return all;
}

app::VerifyReport verified(const app::Folders& folders, const Clock& clock) {
  auto opened =
      app::Application::open({.folders = folders, .passwords = {.memory_kib = 8, .passes = 1}, .clock = &clock});
  REQUIRE(opened.ok());
  auto report = app::verify(**opened);
  CAPTURE(joined(report.faults));
  CHECK(report.faults.empty());
  return report;
}

void spoil(const fs::path& file, std::string_view find, std::string_view put) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto place = bytes.find(find);
  REQUIRE(place != std::string::npos);
  bytes.replace(place, put.size(), put);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("an office restored into a new folder is the office that was saved") {
  Office o;
  o.open();
  const Walk w = walk(o);
  const auto before = app::verify(*o.app);
  const Folder shelf(o, "shelf"), fresh(o, "fresh");
  const auto archive = shelf.path / "office.tar";
  REQUIRE(app::backup(*o.app, archive, app::KeyInBackup::Included).ok());
  CHECK(app::backup(*o.app, archive, app::KeyInBackup::Included).refusal().code == "TARGET_EXISTS");
  CHECK((fs::status(archive).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);

  CHECK_FALSE(app::restore_waits(fresh.folders()));
  const auto staged = app::stage_restore(fresh.folders(), archive);
  REQUIRE_MESSAGE(staged.ok(), (staged.ok() ? "" : staged.refusal().arguments.front()));
  REQUIRE(app::restore_waits(fresh.folders()));
  app::swap_in_restore(fresh.folders(), o.clock.now());
  CHECK_FALSE(app::restore_waits(fresh.folders()));
  const auto after = verified(fresh.folders(), o.clock);
  CHECK(after.head == before.head);
  CHECK(after.events == before.events);
  CHECK(after.records == before.records);
  CHECK(after.files == before.files);
  CHECK(after.files == 1);

  // It works on: the next number follows the last.
  auto opened = app::Application::open(
      {.folders = fresh.folders(), .passwords = {.memory_kib = 8, .passes = 1}, .clock = &o.clock});
  REQUIRE(opened.ok());
  const Actor fo = o.as("loket", Role::FrontDesk);
  const auto told = app::execute(**opened, {.command = complaint_of("Sesudah pulih"),
                                            .actor = fo,
                                            .case_id = {},
                                            .expected_version = {},
                                            .idempotency_key = {},
                                            .file_owner = {}});
  REQUIRE(told.ok());
  const auto registered = app::execute(**opened, {.command = entry(),
                                                  .actor = fo,
                                                  .case_id = told->case_id,
                                                  .expected_version = {},
                                                  .idempotency_key = {},
                                                  .file_owner = {}});
  REQUIRE(registered.ok());
  CHECK(registered->number == "0002/DUMAS/2026");
}

TEST_CASE("a restore goes back to the day of the backup and keeps what stood before") {
  Office o;
  o.open();
  const Actor fo = o.as("loket", Role::FrontDesk);
  o.must({}, fo, complaint_of("Sebelum"));
  const auto saved = app::verify(*o.app);
  const Folder shelf(o, "shelf");
  const auto archive = shelf.path / "office.tar";
  REQUIRE(app::backup(*o.app, archive, app::KeyInBackup::Included).ok());
  o.must({}, fo, complaint_of("Sesudah"));
  CHECK(app::verify(*o.app).head != saved.head);
  REQUIRE(app::stage_restore(o.folders(), archive).ok());
  CHECK(app::verify(*o.app).head != saved.head);  // staged only: the office works on
  o.close();
  app::swap_in_restore(o.folders(), o.clock.now());
  CHECK(verified(o.folders(), o.clock).head == saved.head);
  int kept = 0;
  for (const auto& entry : fs::directory_iterator(o.folder()))
    if (entry.path().filename().string().starts_with("before-restore-"))
      kept += fs::exists(entry.path() / "dumas.db") ? 1 : 0;
  CHECK(kept == 1);
}

TEST_CASE("an archive without its key opens with the office's present key, and with no other") {
  Office o;
  o.open();
  walk(o);
  const auto before = app::verify(*o.app);
  const Folder shelf(o, "shelf"), fresh(o, "fresh"), other(o, "other");
  const auto archive = shelf.path / "without-key.tar";
  REQUIRE(app::backup(*o.app, archive, app::KeyInBackup::LeftOut).ok());

  fs::copy(o.folder() / "keys", fresh.path / "keys", fs::copy_options::recursive);
  REQUIRE(app::stage_restore(fresh.folders(), archive).ok());
  app::swap_in_restore(fresh.folders(), o.clock.now());
  CHECK(verified(fresh.folders(), o.clock).head == before.head);

  {
    REQUIRE(app::Application::open({.folders = other.folders(), .passwords = {.memory_kib = 8, .passes = 1}}).ok());
  }  // a key of its own
  const Folder keyless(o, "keyless");
  for (const Folder* folder : {&other, &keyless}) {
    const auto refused = app::stage_restore(folder->folders(), archive);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.refusal().code == "RESTORE_KEY");
    CHECK(refused.refusal().arguments.front() == (folder->path / "keys" / "data.key").string());
    CHECK_FALSE(app::restore_waits(folder->folders()));
  }
}

TEST_CASE("a damaged archive is refused and the office stays as it is") {
  Office o;
  o.open();
  walk(o);
  const auto before = app::verify(*o.app);
  const Folder shelf(o, "shelf");
  const auto archive = shelf.path / "office.tar";
  REQUIRE(app::backup(*o.app, archive, app::KeyInBackup::Included).ok());

  SUBCASE("there is none") {
    CHECK(app::stage_restore(o.folders(), shelf.path / "nothing.tar").refusal().code == "RESTORE_FAILED");
  }
  SUBCASE("no archive at all") {
    std::ofstream(shelf.path / "letter.tar") << "Dengan hormat,";
    CHECK(app::stage_restore(o.folders(), shelf.path / "letter.tar").refusal().code == "RESTORE_FAILED");
  }
  SUBCASE("cut off") {
    fs::resize_file(archive, fs::file_size(archive) / 2);
    CHECK_FALSE(app::stage_restore(o.folders(), archive).ok());
  }
  SUBCASE("an event was changed") {
    spoil(archive, "complaint.received", "complaint.recieved");
    CHECK_FALSE(app::stage_restore(o.folders(), archive).ok());
  }
  SUBCASE("the database is garbage") {
    spoil(archive, "SQLite format 3", "SQLite farmat 3");
    CHECK_FALSE(app::stage_restore(o.folders(), archive).ok());
  }
  CHECK_FALSE(app::restore_waits(o.folders()));
  const auto after = app::verify(*o.app);
  CHECK(after.head == before.head);
  CHECK(after.faults.empty());
}
