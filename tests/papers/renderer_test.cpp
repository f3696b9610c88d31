// A letter comes out as an archive and a reader want it, and a hostile text prints as text.
#include "documents/renderer.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "renderer_support.hpp"

using namespace dumas;
using namespace dumas::documents;

namespace {

// One for the whole suite: the process stays warm. Patient, because the machine that tests may be busy with more.
Renderer& renderer() {
  static Renderer made([] {
    auto options = real_options();
    options.letter.time = std::chrono::seconds(90);
    return options;
  }());
  return made;
}

std::string print(const std::string& html) {
  auto made = renderer().print(html, paper());
  REQUIRE_MESSAGE(made.ok(), made.refusal().code);
  return made.value().pdf;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr int header_lines = 2;  // of pdfimages -list

// A red PNG of 8 x 8 dots.
constexpr std::string_view picture =
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC";

// A socket that listens on the loopback address, and whether anybody came.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(socket_, 5) == 0);
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = std::to_string(ntohs(address.sin_port));
  }
  ~Listener() { ::close(socket_); }
  [[nodiscard]] const std::string& port() const { return port_; }
  [[nodiscard]] bool visited() const {
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
  }

 private:
  int socket_;
  std::string port_;
};

}  // namespace

TEST_CASE("a letter comes out as PDF/A-3 with tags, fonts, title and language") {
  auto made = renderer().print(letter(), paper("Surat jawaban <123> & lampiran"));
  REQUIRE(made.ok());
  CHECK(made.value().pages == 1);
  const auto checked = check_pdf(made.value().pdf);
  CHECK_MESSAGE(checked.status == 0, checked.output);
  const std::string text = text_of(made.value().pdf);
  CHECK(has(text, "123/HM.02-SD/3571/2026"));
  CHECK(has(text, "Menindaklanjuti pengaduan Saudara"));
  const Folder folder;
  const std::string info = run("pdfinfo " + folder.write("letter.pdf", made.value().pdf).string()).output;
  CHECK(has(info, "Surat jawaban <123> & lampiran"));
  CHECK(has(info, "KPU Kota Contoh"));
  CHECK(has(info, "2026"));
  CHECK(has(info, "609.4"));  // F4: 215 mm
}

TEST_CASE("the same letter gives the same bytes, in this process and in another") {
  const std::string first = print(letter());
  CHECK(print(page("<p>Surat lain dengan huruf lain: ꦱꦸꦫꦧꦪ</p>")) != first);
  CHECK(print(letter()) == first);
  Renderer another(real_options());
  CHECK(another.render(letter(), paper()).value() == first);
}

TEST_CASE("every script of the office prints with embedded fonts and can be searched") {
  const std::string pdf =
      print(page("<p style='font-family:\"Bookman Old Style\"'>Kantor <i>miring</i> <b>tebal</b> official fi fl</p>"
                 "<p style='font-family:Arial'>Aksara Jawa ꦱꦸꦫꦧꦪ ꦏꦺꦝꦶꦫꦶ</p><p>Arab العربية السلام عليكم</p><p>Pilihan ☐ ☑ "
                 "✓ – • €</p>"));
  const auto checked = check_pdf(pdf);
  CHECK_MESSAGE(checked.status == 0, checked.output);
  const std::string text = text_of(pdf);
  for (const char* part : {"Kantor miring tebal official fi fl", "ꦱꦸꦫꦧꦪ ꦏꦺꦝꦶꦫꦶ", "العربية السلام عليكم", "☐ ☑ ✓ – • €"})
    CHECK_MESSAGE(has(text, part), part, " in ", text);
  const Folder folder;
  const std::string fonts = run("pdffonts " + folder.write("fonts.pdf", pdf).string()).output;
  for (const char* name : {"URW-Bookman", "Liberation-Sans", "Noto-Sans-Javanese", "Noto-Naskh-Arabic"})
    CHECK_MESSAGE(has(fonts, name), name, " in ", fonts);
}

TEST_CASE("a character that no font has is drawn as a replacement, not left out") {
  const std::string text = text_of(print(page("<p>awal \xF0\x92\x80\x80\xF3\xB0\x80\x80 akhir</p>")));
  CHECK_MESSAGE(has(text, "\uFFFD akhir"), text);
}

TEST_CASE("hostile texts print as text") {
  for (const char* hostile : {"<img src=file:///etc/passwd>", "<script>alert(1)</script>", "</style></body><h1>x",
                              "{{7*7}} <!-- -->", "asset:../worker.py", "<?php system('id') ?>"}) {
    const std::string text = text_of(print(page(fmt::format("<p>[{}]</p>", escaped(hostile)))));
    CHECK_MESSAGE(has(text, fmt::format("[{}]", hostile)), text);
  }
}

TEST_CASE("what a text turns, hides or breaks off stays in its place") {
  const std::string pdf =
      print(page("<p>awal \u202Etxet\u202C \u2066a\u2069 &#8238;b&#0;c\x01 \xC3\x28 \xFF akhir</p><p>baris dua</p>"));
  const std::string text = text_of(pdf);
  CHECK_MESSAGE(has(text, "awal txet a b"), text);
  CHECK_MESSAGE(has(text, "akhir"), text);
  CHECK_MESSAGE(has(text, "baris dua"), text);
  CHECK_FALSE(has(text, "\u202E"));
  CHECK(check_pdf(pdf).status == 0);
  const std::string nul = print(page(std::string("<p>sebelum\0sesudah</p>", 22)));
  CHECK(has(text_of(nul), "sesudah"));
}

TEST_CASE("nothing outside is loaded, however a text asks for it") {
  const Folder folder;
  const auto outside =
      folder.write("red.svg", "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>");
  const auto style = folder.write("loaded.css", "body::before{content:'LOADED'}");
  const Listener listener;
  const std::string web = "http://127.0.0.1:" + listener.port() + "/x";
  std::string body;
  const std::vector<std::string> urls{
      "file://" + outside.string(), "file:///etc/passwd", outside.string(),         web,
      "../assets/fonts.css",        "asset:../worker.py", "asset:%2e%2e/worker.py", "data:text/plain;base64,QQ=="};
  for (const auto& url : urls) {
    for (const std::string_view way :
         {"<img src='{}'>", "<object data='{}'></object>", "<embed src='{}'>", "<iframe src='{}'></iframe>",
          "<link rel=stylesheet href='{}'>", "<link rel=attachment href='{}'>", "<a rel=attachment href='{}'>a</a>",
          "<div style='background:url({})'>d</div>",
          "<svg xmlns='http://www.w3.org/2000/svg'><image href='{0}'/><use href='{0}#a'/></svg>"})
      body += fmt::format(fmt::runtime(way), url);
  }
  body += fmt::format(
      "<style>@import 'file://{}'; @import '{}'; @font-face{{font-family:x;src:url({})}} p{{font-family:x}}</style>",
      style.string(), web, web);
  body += "<base href='file:///etc/'><p>tetap tercetak</p>";
  const std::string pdf = print(page(body));
  const std::string text = text_of(pdf);
  CHECK_MESSAGE(has(text, "tetap tercetak"), text);
  CHECK_FALSE(has(text, "root:"));
  CHECK_FALSE(has(text, "LOADED"));
  CHECK_FALSE(listener.visited());
  CHECK(lines_of("pdfimages -list {}", pdf) == header_lines);
  CHECK(lines_of("pdfdetach -list {} | grep -v '^0 embedded files'", pdf) == 0);
}

TEST_CASE("pictures come from the folders of assets, the office's own first, and from the text itself") {
  const Folder office;
  const Folder shipped;
  const std::string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'><text y='15'>";
  office.write("logo.svg", svg + "Kantor</text></svg>");
  shipped.write("logo.svg", svg + "Bawaan</text></svg>");
  shipped.write("seal.svg", svg + "Meterai</text></svg>");
  auto options = real_options();
  options.assets = {office.path(), shipped.path()};
  Renderer own(options);
  const auto pdf =
      own.render(page("<img src='asset:logo.svg'><img src='asset:seal.svg'><img src='data:image/png;base64," +
                      std::string{picture} + "'>"),
                 paper());
  REQUIRE(pdf.ok());
  const std::string text = text_of(pdf.value());
  CHECK_MESSAGE(has(text, "Kantor"), text);
  CHECK_MESSAGE(has(text, "Meterai"), text);
  CHECK_FALSE(has(text, "Bawaan"));
  CHECK(lines_of("pdfimages -list {}", pdf.value()) == header_lines + 1);
  const auto checked = check_pdf(pdf.value());
  CHECK_MESSAGE(checked.status == 0, checked.output);
}

TEST_CASE("a very long word is broken and printed whole, an endless one refused in time") {
  const std::string text = text_of(print(page("<p>" + std::string(30'000, 'A') + "</p>")));
  CHECK(std::count(text.begin(), text.end(), 'A') == 30'000);

  // Five seconds of a processor; the machine that tests may be busy with more.
  auto options = real_options();
  options.letter.time = std::chrono::seconds(90);
  Renderer patient(options);
  const auto refused = patient.print(page("<p>" + std::string(1'000'000, 'A') + "</p>"), paper());
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.refusal().code == "RENDER_TOO_LONG");
  CHECK(refused.refusal().arguments == std::vector<std::string>{"60"});
  CHECK(patient.figures().retried == 0);
  CHECK(patient.print(letter(), paper()).ok());
}

TEST_CASE("more than the bounds is refused before a worker sees it") {
  auto options = real_options();
  options.largest_html = 1024 * 1024;
  Renderer small(options);
  const auto refused = small.print(std::string(1024 * 1024 + 1, 'a'), paper());
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.refusal().code == "RENDER_TOO_LARGE");
  CHECK(small.figures().started == 0);
}

TEST_CASE("a paper without title or with an identifier of other letters is a bug") {
  auto options = paper();
  options.title.clear();
  CHECK_THROWS_AS((void)renderer().print("x", options), std::invalid_argument);
  options = paper();
  options.identifier = "a)b";
  CHECK_THROWS_AS((void)renderer().print("x", options), std::invalid_argument);
  CHECK_THROWS_AS(Renderer({.worker = "/nowhere/worker.py"}), std::invalid_argument);
}

TEST_CASE("the checker of PDFs sees what is missing") {
  const std::string good = print(letter());
  REQUIRE(check_pdf(good).status == 0);
  // Of the same length each, so that the file stays whole.
  const std::pair<std::string_view, std::string_view> harms[] = {{"conformance>B<", "conformance>A<"},
                                                                 {"/Marked true", "/Marked null"},
                                                                 {"/StructTreeRoot ", "/StructTreeRoo_ "},
                                                                 {"/Lang (id)", "/Long (id)"},
                                                                 {"/FontFile3", "/FontFilex"},
                                                                 {"/OutputIntents", "/OutputIntentx"},
                                                                 {"/ID [", "/Ix ["},
                                                                 {"/ToUnicode", "/ToUnicodx"},
                                                                 {"/DisplayDocTitle true", "/DisplayDocTitle null"}};
  for (const auto& [part, harm] : harms) {
    std::string bad = good;
    for (auto at = bad.find(part); at != std::string::npos; at = bad.find(part, at + 1))
      bad.replace(at, part.size(), harm);
    REQUIRE_MESSAGE(bad != good, part);
    const auto checked = check_pdf(bad);
    CHECK_MESSAGE(checked.status == 1, part, ": ", checked.output);
  }
  CHECK(check_pdf("no PDF at all").status == 1);
}
