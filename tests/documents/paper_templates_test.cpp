// Papers from templates: the shipped ones, an office's own before them, and a broken one that stops nothing.
#include "documents/paper_templates.hpp"

#include <doctest/doctest.h>

#include "complaint/office.hpp"
#include "documents/common_fields.hpp"
#include "papers_folder.hpp"

using namespace dumas;
using namespace dumas::documents;
using namespace dumas::documents::test;
using complaint::PaperKind;

namespace {

const PaperTemplates& shipped() {
  static const PaperTemplates papers(shipped_papers(), {});
  return papers;
}

Model answer_with(std::string_view name, std::string_view text) {
  Model model = shipped().description(PaperKind::AnswerLetter).sample;
  return model.set(name, text);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Every sample value of a paper, as it must come out.
void check_samples(const PaperSection& section, const Model& model, const std::string& page,
                   const std::string& markup) {
  for (const auto& field : section.fields) {
    CAPTURE(field.name);
    CHECK(holds(markup, "{{" + field.name));
    const auto text = model.text(field.name);
    if (!text.empty() && text.find_first_of("&<>\"'\n") == std::string::npos) CHECK(holds(page, text));
  }
  for (const auto& inner : section.sections) {
    CAPTURE(inner.name);
    CHECK((holds(markup, "{{#" + inner.name + "}}") || holds(markup, "{{#HAS_" + inner.name + "}}")));
    const auto rows = model.sections().find(inner.name);
    if (rows == model.sections().end()) continue;
    for (const auto& row : rows->second) check_samples(inner, row, page, markup);
  }
}

}  // namespace

TEST_CASE("every shipped paper shows its sample, and uses every field of its own") {
  std::string common;
  for (const auto& entry : std::filesystem::directory_iterator(shipped_papers() / "common")) {
    if (entry.path().extension() == ".html") common += text_of(entry.path());
  }
  REQUIRE(shipped().kinds().size() >= 4);
  for (const auto kind : shipped().kinds()) {
    CAPTURE(name(kind));
    const auto& paper = shipped().description(kind);
    CHECK_FALSE(paper.title.empty());
    const auto page = shipped().document(kind, paper.sample, PaperSize::A4);
    CHECK(holds(page, "<html lang=\"id\">"));
    CHECK(holds(page, "<title>" + paper.title));
    CHECK_FALSE(holds(page, "{{"));
    CHECK_FALSE(holds(page, "[["));
    CHECK(shipped().differences(kind, paper.sample).empty());
    // The common ones are every paper's choice; its own are declared because it prints them.
    PaperSection own = paper.fields;
    std::erase_if(own.fields, [](const auto& field) {
      return holds(text_of(shipped_papers() / "common/fields.toml"), "\n" + field.name + " = ");
    });
    std::erase_if(own.sections, [](const auto& section) {
      return holds(text_of(shipped_papers() / "common/fields.toml"), "[section." + section.name + "]");
    });
    check_samples(own, paper.sample, page, text_of(shipped_papers() / std::string(name(kind)) / "paper.html") + common);
  }
}

TEST_CASE("every word of PaperKind has its folder") {
  std::string missing;
  for (const auto& [kind, word] : Names<PaperKind>::table) {
    const auto kinds = shipped().kinds();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) missing += " " + std::string(word);
  }
  CHECK_MESSAGE(missing.empty(), "papers without a template:" << missing);
  for (const auto kind :
       {PaperKind::AnswerLetter, PaperKind::DispositionSheet, PaperKind::BlankForm, PaperKind::CaseNote}) {
    CHECK_FALSE(shipped().description(kind).title.empty());
  }
}

TEST_CASE("the size of the sheet") {
  const auto model = shipped().description(PaperKind::AnswerLetter).sample;
  CHECK(holds(shipped().document(PaperKind::AnswerLetter, model, PaperSize::A4), "size: 210mm 297mm"));
  CHECK(holds(shipped().document(PaperKind::AnswerLetter, model, PaperSize::F4), "size: 215mm 330mm"));
  CHECK_FALSE(holds(shipped().style(PaperKind::AnswerLetter), "size: 2"));

  complaint::OfficeSettings office;
  PaperDescription paper;
  CHECK(paper_size(office, PaperKind::Analysis, paper) == PaperSize::A4);
  office.papers.usual = PaperSize::F4;
  CHECK(paper_size(office, PaperKind::Analysis, paper) == PaperSize::F4);
  paper.size = PaperSize::A4;
  CHECK(paper_size(office, PaperKind::Analysis, paper) == PaperSize::A4);
  office.papers.of_kind[PaperKind::Analysis] = PaperSize::F4;
  CHECK(paper_size(office, PaperKind::Analysis, paper) == PaperSize::F4);
}

TEST_CASE("hostile values print as text") {
  const auto body = [](std::string_view value) {
    return shipped().body(PaperKind::AnswerLetter, answer_with("NAME", value));
  };
  CHECK(holds(body("<img src=file:///etc/passwd>"), "&lt;img src=file:///etc/passwd&gt;"));
  CHECK(holds(body("</main><script>alert(1)</script>"), "&lt;/main&gt;&lt;script&gt;"));
  CHECK(holds(body("{{NUMBER}} [[include x.html]]"), "{{NUMBER}} [[include x.html]]"));
  CHECK(holds(body("Siti \"Ani\" & 'Budi'"), "Siti &quot;Ani&quot; &amp; &#39;Budi&#39;"));
  SUBCASE("an override of the reading direction goes, the letters of other scripts stay") {
    CHECK(holds(body("a\u202Eb\u2066c"), ">abc<"));
    CHECK(holds(body("ꦱꦶꦠꦶ عائشة"), "ꦱꦶꦠꦶ عائشة"));
  }
  SUBCASE("controls and bytes that are no text") {
    CHECK(holds(body("a\x01\x7F"
                     "b"),
                ">ab<"));
    CHECK(holds(body("a\xFF"
                     "b"),
                ">a\uFFFDb<"));
  }
  SUBCASE("line breaks stay where a template asks for them") {
    const auto page = shipped().body(PaperKind::AnswerLetter, answer_with("DECISION", "satu\ndua <b>"));
    CHECK(holds(page, "satu\ndua &lt;b&gt;"));
  }
  SUBCASE("in the title of the document too") {
    const auto page =
        shipped().document(PaperKind::AnswerLetter, answer_with("NUMBER", "</title><script>"), PaperSize::A4);
    CHECK(holds(page, "<title>Surat Jawaban &lt;/title&gt;&lt;script&gt;</title>"));
  }
}

TEST_CASE("a value within an attribute cannot leave it") {
  const OwnPapers own;
  own.change("answer_letter/paper.html", "<div class=\"addressee\">", "<div class=\"addressee\" title=\"{{NAME}}\">");
  const auto papers = own.templates();
  REQUIRE(papers.is_own(PaperKind::AnswerLetter));
  const auto page = papers.body(PaperKind::AnswerLetter, answer_with("NAME", "x\" onclick=\"alert(1)"));
  CHECK(holds(page, "title=\"x&quot; onclick=&quot;alert(1)\""));
}

TEST_CASE("a row without a value never shows that of the paper around it") {
  Model model = shipped().description(PaperKind::CaseNote).sample;
  model.set("TITLE", "Judul");
  Model empty;
  empty.set("TITLE", "Judul").section("PARTS").set("HEADING", "Pertama");
  Signer signer{.title = "Ketua", .name = "Ani"};
  add_signer(empty, signer);
  add_signer(empty, {.title = "Sekretaris", .name = "Budi", .nip = "123"});
  const auto page = shipped().body(PaperKind::CaseNote, empty);
  CHECK(holds(page, "NIP 123"));
  CHECK(page.find("NIP") == page.rfind("NIP"));
  CHECK(page.find("NIP") > page.find("Budi"));
}

TEST_CASE("what a paper has not, it does not show") {
  const auto kind = PaperKind::AnswerLetter;
  Model model = shipped().description(kind).sample;
  CHECK_FALSE(holds(shipped().body(kind, model), "KONSEP"));
  CHECK_FALSE(holds(shipped().body(kind, model), "SALINAN"));
  model.show("DRAFT").show("COPY").set("OBJECTION_DAYS", "");
  const auto page = shipped().body(kind, model);
  CHECK(holds(page, "KONSEP"));
  CHECK(holds(page, "SALINAN</strong> – identitas pelapor disamarkan"));
  CHECK_FALSE(holds(page, "keberatan dapat disampaikan"));
}

TEST_CASE("the common fields come from the office's settings") {
  complaint::OfficeSettings office;
  office.name = "Komisi Pemilihan Umum Kota Contoh";
  office.short_name = "KPU Kota Contoh";
  office.letterhead = {{"KOMISI PEMILIHAN UMUM", "KOTA CONTOH"}, "SEKRETARIAT"};
  auto model = common_fields(office, {.standing = Standing::Draft, .foot = "Agenda 7"});
  add_signer(model, {.on_behalf = "a.n. Ketua", .title = "Plh. Sekretaris", .under = "u.b. Kasubbag", .name = ""});
  for (const auto* field : {"TITLE"}) model.set(field, "Judul");
  model.section("PARTS").set("HEADING", "Satu");
  CHECK(shipped().differences(PaperKind::CaseNote, model).empty());
  auto page = shipped().body(PaperKind::CaseNote, model);
  for (const auto* part :
       {"KOTA CONTOH", "KONSEP", "Agenda 7", "a.n. Ketua", "Plh. Sekretaris<br>u.b. Kasubbag,", "(…"}) {
    CHECK(holds(page, part));
  }
  CHECK_FALSE(holds(page, "SEKRETARIAT"));
  page = shipped().body(PaperKind::CaseNote, common_fields(office, {.letterhead = Letterhead::Secretariat}));
  CHECK(holds(page, "SEKRETARIAT"));
  CHECK_FALSE(holds(page, "KONSEP"));
}

TEST_CASE("differences between a model and the fields are named") {
  Model model = shipped().description(PaperKind::AnswerLetter).sample;
  Model other;
  for (const auto& [field, text] : model.texts()) {
    if (field != "NUMBER") other.set(field, text);
  }
  other.set("NUMBR", "1").section("COPIES").set("TEKS", "Arsip");
  CHECK(shipped().differences(PaperKind::AnswerLetter, other) ==
        std::vector<std::string>{"missing NUMBER", "unknown NUMBR", "missing COPIES / TEXT", "unknown COPIES / TEKS"});
}

TEST_CASE("an office's own file goes before the shipped one, file by file") {
  const OwnPapers own;
  own.change("answer_letter/paper.html", "Yth. Sdr./Sdri.", "Yth. Bapak/Ibu");
  own.write("common/copies.html", "{{#HAS_COPIES}}<p>cc</p>{{/HAS_COPIES}}");
  own.write("case_note/paper.css", ".paper.case_note h1 { color: #700; }");
  const auto papers = own.templates();
  CHECK(papers.faults().empty());
  const auto page = papers.body(PaperKind::AnswerLetter, papers.description(PaperKind::AnswerLetter).sample);
  CHECK(holds(page, "Yth. Bapak/Ibu"));
  CHECK(holds(page, "<p>cc</p>"));
  CHECK(holds(papers.style(PaperKind::CaseNote), "color: #700"));
  CHECK(holds(papers.style(PaperKind::CaseNote), ".letterhead"));
  CHECK(papers.is_own(PaperKind::CaseNote));
  CHECK_FALSE(papers.is_own(PaperKind::BlankForm));
}

TEST_CASE("a broken own template gives way to the shipped one, and is read anew when it is mended") {
  const OwnPapers own;
  own.change("answer_letter/paper.html", "Yth. Sdr./Sdri. <bdi dir=\"auto\">{{NAME}}",
             "Yth. Ibu <bdi dir=\"auto\">{{NAMA}}");
  auto papers = own.templates();
  const auto kind = PaperKind::AnswerLetter;
  const auto sample = papers.description(kind).sample;
  CHECK_FALSE(papers.is_own(kind));
  CHECK(papers.body(kind, sample) == shipped().body(kind, sample));
  REQUIRE_FALSE(papers.faults().empty());
  CHECK(papers.faults()[0].file == "answer_letter/paper.html");

  own.change("answer_letter/paper.html", "Yth. Sdr./Sdri.", "Yth. Ibu");
  papers.reload();
  CHECK(papers.faults().empty());
  CHECK(papers.is_own(kind));
  CHECK(holds(papers.body(kind, sample), "Yth. Ibu"));
}

TEST_CASE("a broken common file costs itself alone") {
  const OwnPapers own;
  own.change("answer_letter/paper.html", "Yth. Sdr./Sdri.", "Yth. Ibu");
  own.write("common/base.css", ".paper { background: url(https://x.example/a.png); }");
  const auto papers = own.templates();
  const auto kind = PaperKind::AnswerLetter;
  CHECK(holds(papers.body(kind, papers.description(kind).sample), "Yth. Ibu"));
  CHECK_FALSE(holds(papers.style(kind), "x.example"));
  REQUIRE(papers.faults().size() == 1);  // once, not once for each paper
  CHECK(papers.faults()[0] == TemplateFault{"common/base.css", 1, "style_outside", {"url()"}});
}

TEST_CASE("shipped papers that are broken stop the program, with file and line") {
  const OwnPapers own;
  std::filesystem::copy(shipped_papers(), own.folder(), std::filesystem::copy_options::recursive);
  own.change("case_note/paper.html", "<h1>", "<h1>\n{{WHO}}");
  try {
    const PaperTemplates papers(own.folder(), {});
    FAIL("they were taken");
  } catch (const std::runtime_error& error) {
    const std::string text = error.what();
    CAPTURE(text);
    CHECK(holds(text, "case_note/paper.html:5: unknown_field WHO"));
  }
}
