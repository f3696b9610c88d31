#include "print_shop.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace dumas::testing {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>{stream}, {}};
}

void write(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

class Scratch {
 public:
  Scratch() {
    SystemRandomness randomness;
    folder_ = fs::temp_directory_path() / ("dumas-desk-" + url_token(randomness, 9));
    fs::create_directories(folder_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] fs::path operator/(const char* name) const { return folder_ / name; }
  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

void run(const std::string& command) {
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread here
  REQUIRE_MESSAGE(status == 0, command);
}

}  // namespace

PrintShop::PrintShop(const Settings& settings) {
  if (!settings.empty()) {
    std::string text = read(fs::path{DUMAS_SOURCE_DIR} / "config" / "office.toml");
    for (const auto& [from, to] : settings) {
      const auto place = text.find(from);
      REQUIRE_MESSAGE(place != std::string::npos, from);
      text.replace(place, from.size(), to);
    }
    write(office.folder() / "office" / "office.toml", text);
  }
  reopen();
}

void PrintShop::reopen() {
  desk.reset();
  office.open();
  templates = std::make_unique<documents::PaperTemplates>(fs::path{DUMAS_SOURCE_DIR} / "papers",
                                                          office.folder() / "office" / "papers");
  desk = std::make_unique<app::PaperDesk>(*office.app, words, *templates, renderer,
                                          std::vector<std::string>{DUMAS_PROGRAM_PATH, "scan-worker"});
}

std::vector<store::PaperRow> PrintShop::papers(CaseId id) {
  return office.app->readers().with(
      [&](store::Connection& c) { return store::papers_of(c, complaint::PaperOf::Case, id.value); });
}

store::PaperRow PrintShop::paper(CaseId id, complaint::PaperKind kind) {
  auto rows = papers(id);
  const auto found =
      std::find_if(rows.rbegin(), rows.rend(), [kind](const auto& row) { return row.issued.paper == kind; });
  if (found == rows.rend()) FAIL("no " << name(kind));
  return *found;
}

std::vector<store::DuePaperRow> PrintShop::due(CaseId id) {
  return office.app->readers().with(
      [&](store::Connection& c) { return store::due_papers_of(c, complaint::PaperOf::Case, id.value); });
}

RecordId PrintShop::record(CaseId id, complaint::DocumentType type) {
  return office.app->readers().with([&](store::Connection& c) { return store::load_case(c, id).documents.at(type); });
}

SignedCase sign_answer(Office& o) {
  using namespace complaint;  // NOLINT(google-build-using-namespace)
  SignedCase made;
  const Actor unit = o.as("unit", Role::ComplaintUnit), secretary = o.as("sekretaris", Role::Secretary);
  const Actor chair = o.as("ketua", Role::Chair), front = o.as("loket", Role::FrontDesk);
  made.id = o.must({}, front, complaint_of("Loket kosong")).case_id;
  o.must(made.id, front, entry());
  o.must(made.id, front, SubmitToLeadership{});
  o.must(made.id, secretary, note());
  o.must(made.id, chair, note());
  o.must(made.id, unit, AcceptDisposition{});
  o.must(made.id, unit,
         ReportAnalysis{.subject = "Loket",
                        .facts = "Benar kosong.",
                        .legal_basis = "UU 25/2009",
                        .authority = Authority::Own,
                        .analysis = "Jadwal tidak diatur.",
                        .options = {"Atur jadwal"},
                        .recommendation = "Atur jadwal."});
  const auto called =
      app::execute(*o.app, app::MeetingRequest{.command = CallMeeting{.mode = PlenaryMode::Routine,
                                                                      .openness = Openness::Closed,
                                                                      .date = local_date(o.clock.now(), Zone::Wib),
                                                                      .time = "10:00",
                                                                      .place = "Ruang rapat"},
                                               .actor = secretary});
  REQUIRE(called.ok());
  made.meeting = called->meeting;
  o.must(made.id, secretary, SchedulePlenary{.review_note = "Setuju.", .meeting = made.meeting});
  o.must(made.id, chair, SchedulePlenary{.review_note = "Setuju."});
  REQUIRE(app::execute(
              *o.app,
              app::MeetingRequest{.command = RecordAttendance{.present = {o.users["ketua"], o.users["anggota1"],
                                                                          o.users["anggota2"], o.users["anggota3"]}},
                                  .actor = secretary,
                                  .meeting = made.meeting})
              .ok());
  o.must(made.id, secretary,
         DraftMinutes{.points = {"Loket"},
                      .discussion = "Dibahas.",
                      .resolution = Resolution::Answer,
                      .decision = {"Loket dijaga bergiliran."},
                      .in_favour = 4});
  o.must(made.id, chair, ConfirmMinutes{});
  o.must(made.id, secretary, RecordDecision{});
  made.answer_no = sign_again(o, made.id);
  return made;
}

std::string sign_again(Office& o, CaseId id) {
  using namespace complaint;  // NOLINT(google-build-using-namespace)
  o.must(id, o.as("unit", Role::ComplaintUnit),
         DraftAnswer{.findings = {"Benar."},
                     .legal_basis = {"UU 25/2009"},
                     .decision = "Loket dijaga.",
                     .next_steps = "Mulai besok.",
                     .signatory = Role::Secretary});
  o.must(id, o.as("kasubbag", Role::SubsectionHead), InitialAnswer{});
  return o.must(id, o.as("sekretaris", Role::Secretary), SignAnswer{}).number;
}

std::string text_of(const std::string& pdf) {
  const Scratch scratch;
  write(scratch / "a.pdf", pdf);
  run("pdftotext -layout '" + (scratch / "a.pdf").string() + "' '" + (scratch / "a.txt").string() + "'");
  return read(scratch / "a.txt");
}

std::vector<std::string> pictures_of(const std::string& pdf, int dpi) {
  const Scratch scratch;
  write(scratch / "a.pdf", pdf);
  run("pdftoppm -gray -png -r " + std::to_string(dpi) + " '" + (scratch / "a.pdf").string() + "' '" +
      (scratch / "page").string() + "'");
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(scratch.folder()))
    if (entry.path().extension() == ".png") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> pictures;
  for (const auto& file : files) pictures.push_back(read(file));
  return pictures;
}

std::string worn(const std::string& png, const std::string& steps) {
  const Scratch scratch;
  write(scratch / "a.png", png);
  run("echo '" + (scratch / "a.png").string() + " " + (scratch / "b.png").string() + " " + steps +
      "' | /usr/bin/python3 -s '" DUMAS_SOURCE_DIR "/tests/scan/degrade.py'");
  return read(scratch / "b.png");
}

std::string without_code(const std::string& png) {
  const Scratch scratch;
  write(scratch / "a.png", png);
  run("/usr/bin/python3 -s -c \"from PIL import Image\nimage = Image.open('" + (scratch / "a.png").string() +
      "')\nimage.paste(255, (0, image.height * 85 // 100, image.width // 2, image.height))\nimage.save('" +
      (scratch / "b.png").string() + "')\"");
  return read(scratch / "b.png");
}

}  // namespace dumas::testing
