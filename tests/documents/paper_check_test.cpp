// The checker names what is wrong in an office's own template: the file, the line, and what it might have meant.
#include <doctest/doctest.h>

#include "papers_folder.hpp"

using namespace dumas;
using namespace dumas::documents;
using namespace dumas::documents::test;

namespace {

using Arguments = std::vector<std::string>;
const std::string letter = "answer_letter/paper.html";

// `wrong` stands in place of `right` in the shipped letter: exactly this one fault, on the line of `at`.
void check_slip(const std::string& right, const std::string& wrong, const std::string& at, const std::string& reason,
                const Arguments& arguments, const std::string& file = letter) {
  const OwnPapers own;
  own.change(file, right, wrong);
  const auto faults = own.faults();
  CAPTURE(wrong);
  for (const auto& fault : faults) INFO(plain(fault));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == file);
  CHECK(faults[0].line == line_of(text_of(own.folder() / file), at));
  CHECK(faults[0].reason == reason);
  CHECK(faults[0].arguments == arguments);
}

void check_slip(const std::string& right, const std::string& wrong, const std::string& reason,
                const Arguments& arguments) {
  check_slip(right, wrong, wrong, reason, arguments);
}

const std::string after = "<p class=\"closing\">";  // a place of the letter with no section around it

}  // namespace

TEST_CASE("an office without papers of its own, and one that copied all, have no fault") {
  const OwnPapers own;
  CHECK(own.faults().empty());
  for (const auto* name : {"answer_letter", "case_note", "disposition_sheet", "blank_form"}) {
    for (const auto* file : {"/paper.html", "/paper.css"}) own.change(name + std::string(file), "", "");
  }
  own.change("common/letterhead.html", "", "");
  own.change("common/base.css", "", "");
  CHECK(own.faults().empty());
}

TEST_CASE("names") {
  check_slip("{{REGISTER_NO}}", "{{REGISTER_NO}} {{REGISTR_NO}}", "unknown_field_near", {"REGISTR_NO", "REGISTER_NO"});
  check_slip(after, "{{SHOE_SIZE}}\n" + after, "{{SHOE_SIZE}}", "unknown_field", {"SHOE_SIZE"});
  check_slip(after, "{{#HAS_NEXT_STEP}}x{{/HAS_NEXT_STEP}}" + after, "unknown_section_near",
             {"HAS_NEXT_STEP", "HAS_NEXT_STEPS"});
  SUBCASE("a field is known only within its section") {
    check_slip(after, "{{TEXT}}" + after, "unknown_field", {"TEXT"});
  }
  SUBCASE("what is always there has no HAS_") {
    check_slip(after, "{{#HAS_NUMBER}}x{{/HAS_NUMBER}}" + after, "unknown_section", {"HAS_NUMBER"});
  }
}

TEST_CASE("a required field that was left out") {
  const OwnPapers own;
  own.change(letter, "{{REGISTER_NO}} ", " ");
  REQUIRE(own.faults().size() == 1);
  CHECK(own.faults()[0] == TemplateFault{letter, 0, "missing_field", {"REGISTER_NO"}});
  own.change(letter, "[[include page.html]]", "");
  REQUIRE(own.faults().size() == 3);
  CHECK(own.faults()[0] == TemplateFault{letter, 0, "missing_section", {"DRAFT"}});
}

TEST_CASE("sections that do not close, or cross") {
  check_slip(after, "{{#COPIES}}" + after, "section_not_closed", {"COPIES"});
  check_slip(after, "{{/COPIES}}" + after, "section_not_open", {"COPIES"});
  SUBCASE("the lines of both are told") {
    const std::string wrong = "{{#DRAFT}}\n{{#COPY}}\n{{/DRAFT}}\n{{/COPY}}\n" + after;
    const OwnPapers own;
    own.change(letter, after, wrong);
    const auto faults = own.faults();
    REQUIRE(faults.size() == 2);
    const int first = line_of(text_of(own.folder() / letter), "{{#DRAFT}}");
    CHECK(faults[0] ==
          TemplateFault{letter, first + 2, "sections_cross", {"DRAFT", "COPY", std::to_string(first + 1)}});
    CHECK(faults[1] == TemplateFault{letter, first + 3, "section_not_open", {"COPY"}});
  }
}

TEST_CASE("marks that the program does not know") {
  check_slip(after, "[[include kop.html]]" + after, "unknown_include", {"kop.html"});
  check_slip(after, "[[include ../../office.toml]]" + after, "unknown_include", {"../../office.toml"});
  check_slip(after, "[[logo]]" + after, "unknown_mark", {"[[logo]]"});
  check_slip(after, "{{>OTHER}}" + after, "unknown_mark", {"{{>OTHER}}"});
  check_slip(after, "{{%AUTOESCAPE context=\"CSS\"}}" + after, "unknown_mark", {"{{%AUTOESCAPE context=\"CSS\"}}"});
  check_slip(after, "{{NAME:none}}" + after, "unknown_modifier", {":none"});
  SUBCASE("an include that includes itself ends") {
    const OwnPapers own;
    own.write("common/copies.html", "<p>x</p>\n[[include copies.html]]");
    REQUIRE_FALSE(own.faults().empty());
    CHECK(own.faults()[0] == TemplateFault{"common/copies.html", 2, "include_too_deep", {"copies.html"}});
  }
}

TEST_CASE("markup in which a value could become code, and what would fetch something") {
  const auto slip = [](const std::string& markup, const std::string& reason, const Arguments& arguments) {
    const OwnPapers own;
    own.change(letter, after, "\n" + markup + after);
    const auto faults = own.faults();
    CAPTURE(markup);
    REQUIRE_FALSE(faults.empty());
    const int line = line_of(text_of(own.folder() / letter), markup);
    for (const auto& fault : faults) CHECK(fault.line == line);
    CHECK(faults[0].reason == reason);
    CHECK(faults[0].arguments == arguments);
  };
  slip("<script>var x = {{NUMBER}};</script>", "element_refused", {"script"});
  slip("<STYLE>p { color: {{NUMBER}} }</STYLE>", "element_refused", {"style"});
  slip("<!DOCTYPE html>", "element_refused", {"!doctype"});
  slip("<a href=\"javascript:alert(1)\">x</a>", "element_refused", {"a"});
  slip("<p style=\"color: red\">x</p>", "attribute_refused", {"style", "p"});
  slip("<p onclick=\"x()\">x</p>", "attribute_refused", {"onclick", "p"});
  slip("<p src=\"data:image/png;base64,x\">x</p>", "attribute_refused", {"src", "p"});
  slip("<p title={{NAME}}>x</p>", "value_misplaced", {"title"});
  slip("<p {{NAME}}>x</p>", "value_misplaced", {"<p"});
  slip("<{{NAME}}>x", "value_misplaced", {"<"});
  slip("<img src=\"https://x.example/a.png\">", "image_outside", {"https://x.example/a.png"});
  slip("<img src=\"file:///etc/passwd\">", "image_outside", {"file:///etc/passwd"});
  slip("<img src=\"data:image/{{NAME}}\">", "value_misplaced", {"src"});
  slip("<p title=\"x>", "attribute_refused", {"closing\"", "p"});  // what follows is read as attributes
  slip("<p title", "tag_not_closed", {"p"});
  slip("<div><p>x</div>", "unclosed_element", {"p"});
  slip("x</span>", "unopened_element", {"span"});
  SUBCASE("comments hide nothing from a reader and show nothing on paper") {
    const OwnPapers own;
    own.change(letter, after, "<!-- <script>\n{{X}} -->{{! {{#DRAFT}} }}<p title='{{NAME}}'>x</p>" + after);
    CHECK(own.faults().empty());
  }
}

TEST_CASE("faults of the style sheet") {
  const auto slip = [](const std::string& css, int line, const std::string& reason, const std::string& argument) {
    const OwnPapers own;
    own.write("answer_letter/paper.css", css);
    const auto faults = own.faults();
    CAPTURE(css);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0] == TemplateFault{"answer_letter/paper.css", line, reason, {argument}});
  };
  slip("/* a\n*/\n@import \"https://x.example/a.css\";", 3, "style_outside", "@import");
  slip(".paper { background: URL( 'file:///etc/passwd') }", 1, "style_outside", "url()");
  slip(".paper { background: image-set('a.png' 1x) }", 1, "style_outside", "image-set()");
  slip(".paper { background: u\\72l(x) }", 1, "style_character", "\\");
  slip(".paper { color: red }</style>", 1, "style_character", "<");
  slip(".paper::before { content: \"</style>\" }", 1, "style_character", "<");
  slip(".paper {\n color: red;\n", 1, "style_unbalanced", "{");
  slip(".paper { }\n}", 2, "style_unbalanced", "}");
  slip(".paper { content: \"a }\n", 1, "style_unbalanced", "\"");
}

TEST_CASE("files that cannot be used") {
  const OwnPapers own;
  SUBCASE("not UTF-8") {
    own.write(letter, "caf\xE9");
    CHECK(own.faults()[0] == TemplateFault{letter, 0, "not_utf8", {}});
  }
  SUBCASE("too large") {
    own.write(letter, std::string(300 * 1024, 'x'));
    CHECK(own.faults()[0] == TemplateFault{letter, 0, "too_large", {"256"}});
  }
  SUBCASE("a folder in the place of a file") {
    std::filesystem::create_directories(own.folder() / letter);
    CHECK(own.faults()[0] == TemplateFault{letter, 0, "unreadable", {}});
  }
  SUBCASE("names that would never be read") {
    own.write("answer_leter/paper.html", "x");
    own.write("answer_letter/papper.html", "x");
    own.write("answer_letter/fields.toml", "x");
    auto faults = own.faults();
    std::sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    REQUIRE(faults.size() == 3);
    CHECK(faults[0] == TemplateFault{"answer_leter", 0, "unknown_folder_near", {"answer_letter"}});
    CHECK(faults[1] == TemplateFault{"answer_letter/fields.toml", 0, "own_fields", {}});
    CHECK(faults[2] == TemplateFault{"answer_letter/papper.html", 0, "unknown_file", {}});
  }
}
