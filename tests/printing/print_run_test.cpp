// All letters of a period at once, with the real printer: from the button of the outgoing book to the zip.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "store/numbered_papers.hpp"
#include "store/papers.hpp"
#include "store/security_log.hpp"
#include "visitor.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

namespace {

using app::PrintStanding;

constexpr store::BookPeriod year{.year = 2026};
const std::string book = "/surat-keluar?tahun=2026&bulan=0";
const std::vector<std::pair<std::string, std::string>> whole_year{{"tahun", "2026"}, {"bulan", "0"}};

std::vector<DuePaper> numbered(Place& place) {
  return place.office.app->readers().with([&](store::Connection& connection) {
    return store::numbered_papers(connection, place.office.app->office(), year, Zone::Wib);
  });
}

std::string location(const http::Response& response) { return response.header("Location").value_or(""); }

// Asks until the run is over; tells every progress it saw.
std::vector<app::PrintProgress> watch(app::PrintRuns& runs, UserId user, app::PrintRunId id) {
  std::vector<app::PrintProgress> seen;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(10);
  do {
    if (std::chrono::steady_clock::now() > patience) FAIL("the run stands at " << seen.back().done);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto now = runs.progress(user, id);
    if (!now) FAIL("the run is gone");
    seen.push_back(*now);
  } while (seen.back().standing == PrintStanding::Working);
  return seen;
}

// The same through the page, as a browser that reloads it.
http::Response reload(Visitor& visitor, const std::string& href) {
  for (int times = 0; times < 12000; ++times) {
    auto answer = visitor.get(href);
    if (!answer.header("Refresh")) return answer;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  FAIL("the run does not end");
  return {};
}

std::vector<std::string> unpacked(Place& place, const std::string& zip) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(place.unpack(zip) / "surat"))
    files.push_back(bytes_of(entry.path()));
  std::sort(files.begin(), files.end());
  return files;
}

// What stands frozen, of these papers.
std::vector<std::string> frozen(Place& place, const std::vector<DuePaper>& papers) {
  std::vector<std::string> files;
  for (const auto& paper : papers) {
    auto made = place.paper_desk->issued(paper.record, paper.paper);
    REQUIRE(made.ok());
    files.push_back(std::move(made->pdf));
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_issued(Place& place, const DuePaper& paper) {
  return place.office.app->readers().with([&](store::Connection& connection) {
    return store::find_paper_of(connection, paper.record, paper.paper).has_value();
  });
}

}  // namespace

TEST_CASE("all letters of the period come in one zip, as they were frozen, to who asked and to nobody else") {
  Place place;
  walk(place.office);
  walk(place.office);
  const auto papers = numbered(place);
  REQUIRE(papers.size() == 8);  // invitation, minutes, answer and memo of each
  // One is frozen already, the others wait for the printer.
  REQUIRE(place.paper_desk->issued(papers[1].record, papers[1].paper).ok());
  CHECK(numbered(place).size() == 8);

  Visitor secretary{place, "sekretaris2", Role::Secretary};
  const auto shown = secretary.get(book);
  REQUIRE(shown.status == 200);
  CHECK(has(shown.text_body(), "Siapkan semua surat (8)"));
  const auto started = secretary.post("/surat-keluar/cetak", shown, whole_year);
  REQUIRE(started.status == 303);
  const auto href = location(started);
  CHECK(has(secretary.get(book).text_body(), href));

  const auto early = secretary.get(href);
  CHECK(early.status == 200);
  CHECK(early.header("Refresh") == "3");
  CHECK(has(early.text_body(), "max=\"8\""));
  CHECK_FALSE(has(early.text_body(), "surat.zip"));
  CHECK(secretary.get(href + "/surat.zip").status == 404);
  const auto again = secretary.post("/surat-keluar/cetak", shown, whole_year);
  CHECK(again.status == 409);
  CHECK(has(again.text_body(), "Masih ada cetakan lain yang sedang disiapkan."));

  const auto ready = reload(secretary, href);
  CHECK(has(ready.text_body(), "8 dari 8 surat selesai"));
  CHECK(has(ready.text_body(), href + "/surat.zip"));
  const auto zip = secretary.get(href + "/surat.zip");
  REQUIRE(zip.status == 200);
  CHECK(zip.header("Content-Type") == "application/zip");
  CHECK(unpacked(place, body_of(zip)) == frozen(place, papers));
  std::string names;
  for (const auto& entry : std::filesystem::directory_iterator(place.unpack(body_of(zip)) / "surat"))
    names += entry.path().filename().string() + "\n";
  CHECK(has(names, "surat-jawaban-"));
  CHECK_FALSE(std::filesystem::exists(place.office.folder() / "uploads" / "surat"));

  Visitor unit{place, "unit2", Role::ComplaintUnit};
  for (const auto& path : {href, href + "/surat.zip", std::string{"/surat-keluar/cetak/0000000000001"}}) {
    const auto answer = unit.get(path);
    CHECK(answer.status == 404);
    CHECK(has(answer.text_body(), "Cetakan ini sudah tidak ada."));
  }

  const auto entries = place.office.app->readers().with([&](store::Connection& connection) {
    return store::read_security_log(connection, place.office.app->vault(), place.office.app->office(),
                                    {.kind = store::SecurityKind::Revealed});
  });
  REQUIRE(entries.size() == 1);  // the one that was refused is none
  CHECK(entries.front().code == "print_run 2026-00 8");
  CHECK(entries.front().role == Role::Secretary);

  // Half an hour later it is forgotten.
  place.office.clock.advance(std::chrono::minutes(29));
  CHECK(secretary.get(href).status == 200);
  place.office.clock.advance(std::chrono::minutes(1));
  CHECK(secretary.get(href).status == 404);
}

TEST_CASE("who may not have the bytes has no button; who reads no meetings gets no invitation") {
  Place place;
  walk(place.office);
  Visitor desk{place, "loket2", Role::FrontDesk};
  CHECK(has(desk.get(book).text_body(), "Siapkan semua surat (3)"));
  Visitor auditor{place, "auditor2", Role::Auditor};
  const auto shown = auditor.get(book);
  CHECK(shown.status == 200);
  CHECK_FALSE(has(shown.text_body(), "/surat-keluar/cetak"));
  const auto empty = desk.get("/surat-keluar?tahun=2025&bulan=0");
  CHECK_FALSE(has(empty.text_body(), "Siapkan semua surat"));
  const auto none = desk.post("/surat-keluar/cetak", desk.get(book), {{"tahun", "2025"}, {"bulan", "0"}});
  CHECK(none.status == 409);
  CHECK(has(none.text_body(), "Tidak ada surat pada masa ini."));
}

TEST_CASE("the run tells how far it is, and the printer serves a single letter between two of its papers") {
  Place place;
  for (int times = 0; times < 3; ++times) walk(place.office);
  const auto papers = numbered(place);
  REQUIRE(papers.size() == 12);
  const UserId user = place.office.users.at("sekretaris");
  const auto id = place.print_runs->start(user, papers);
  REQUIRE(id.ok());
  const auto single = place.paper_desk->issued(papers.back().record, papers.back().paper);
  CHECK(single.ok());
  CHECK_FALSE(is_issued(place, papers[papers.size() - 2]));  // it did not wait for the whole run
  const auto seen = watch(*place.print_runs, user, *id);
  CHECK(std::is_sorted(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.done < b.done; }));
  CHECK(std::any_of(seen.begin(), seen.end(), [](const auto& now) { return now.done > 0 && now.done < now.total; }));
  CHECK(seen.back().standing == PrintStanding::Ready);
  CHECK(seen.back().done == 12);
  CHECK(seen.back().failed == 0);
}

TEST_CASE("a paper that cannot be had is counted, and the rest is there") {
  Place place;
  walk(place.office);
  auto papers = numbered(place);
  const auto spoilt = place.paper_desk->issued(papers[2].record, papers[2].paper);
  REQUIRE(spoilt.ok());
  const auto& stored = spoilt->paper.issued.file.stored_as;
  std::filesystem::resize_file(place.office.folder() / "files" / stored.substr(0, 2) / stored.substr(2), 10);
  REQUIRE(place.paper_desk->issued(papers[2].record, papers[2].paper).refusal().code == "PAPER_DAMAGED");

  Visitor secretary{place, "sekretaris2", Role::Secretary};
  const auto href = location(secretary.post("/surat-keluar/cetak", secretary.get(book), whole_year));
  const auto ended = reload(secretary, href);
  CHECK(has(ended.text_body(), "4 dari 4 surat selesai"));
  CHECK(has(ended.text_body(), "1 surat tidak dapat dicetak dan tidak ada dalam berkas."));
  CHECK_FALSE(has(ended.text_body(), "Semua surat siap."));
  const DuePaper damaged = papers[2];
  papers.erase(papers.begin() + 2);
  CHECK(unpacked(place, body_of(secretary.get(href + "/surat.zip"))) == frozen(place, papers));

  // A run of that paper alone has nothing to give.
  const UserId user = place.office.users.at("ketua");
  const auto id = place.print_runs->start(user, {damaged});
  REQUIRE(id.ok());
  CHECK(watch(*place.print_runs, user, *id).back().failed == 1);
  CHECK_FALSE(place.print_runs->take(user, *id).has_value());
}

TEST_CASE("what is kept and what waits is bounded") {
  Place place;
  walk(place.office);
  const auto papers = numbered(place);
  const auto each = frozen(place, papers);
  std::uint64_t all = 0;
  for (const auto& file : each) all += file.size();
  const UserId chair = place.office.users.at("ketua"), unit = place.office.users.at("unit");

  app::PrintRuns narrow{*place.paper_desk, {.bytes = all - 1}};
  const auto large = narrow.start(chair, papers);
  REQUIRE(large.ok());
  CHECK(watch(narrow, chair, *large).back().standing == PrintStanding::TooLarge);
  CHECK_FALSE(narrow.take(chair, *large).has_value());

  app::PrintRuns room_for_one{*place.paper_desk, {.bytes = all + all / 2, .unfinished = 1}};
  const auto one = room_for_one.start(chair, papers);
  REQUIRE(one.ok());
  CHECK(watch(room_for_one, chair, *one).back().standing == PrintStanding::Ready);
  const auto held = room_for_one.take(chair, *one);
  REQUIRE(held.has_value());
  const auto two = room_for_one.start(unit, papers);
  REQUIRE(two.ok());
  CHECK(watch(room_for_one, unit, *two).back().standing == PrintStanding::Ready);
  CHECK_FALSE(room_for_one.progress(chair, *one).has_value());  // the older one made room
  CHECK_FALSE(room_for_one.progress(chair, *two).has_value());  // and this one is not his
  CHECK(unpacked(place, bytes_of(held->path)) == each);         // a download under way ends well
  const auto three = room_for_one.start(unit, papers);          // his next run takes the place of his last
  REQUIRE(three.ok());
  CHECK_FALSE(room_for_one.progress(unit, *two).has_value());
  CHECK(room_for_one.newest_of(unit) == *three);
}

TEST_CASE("a run waits its turn, and too many are refused") {
  Place place;
  walk(place.office);
  const auto papers = numbered(place);
  app::PrintRuns two{*place.paper_desk, {.unfinished = 2}};
  const UserId chair = place.office.users.at("ketua"), unit = place.office.users.at("unit");
  const auto first = two.start(chair, papers), second = two.start(unit, papers);
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(two.start(chair, papers).refusal().code == "PRINT_BUSY");
  CHECK(two.start(place.office.users.at("sekretaris"), papers).refusal().code == "PRINT_BUSY");
  CHECK(two.start(place.office.users.at("sekretaris"), {}).refusal().code == "PRINT_NONE");
  CHECK(watch(two, unit, *second).back().standing == PrintStanding::Ready);
  CHECK(two.progress(chair, *first)->standing == PrintStanding::Ready);  // asked for first, done first
  CHECK(two.start(place.office.users.at("sekretaris"), papers).ok());
}
