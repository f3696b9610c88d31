// Templates and the catalogue: every page of views/ loads in both languages, and hostile values stay text.
#include "web/view.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

#include "locale/catalogue.hpp"
#include "web/fields.hpp"

using namespace dumas;
using namespace dumas::web;

namespace {

std::filesystem::path const source = DUMAS_SOURCE_DIR;

// A folder with views/ and locale/ of a test's own.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dumas-view-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    std::filesystem::create_directories(path_ / "views" / "partials");
    std::filesystem::create_directories(path_ / "locale");
    locale("id", "[a]\nb = \"Halo <b> & {{NAME}}\"\nc_html = \"<b>tebal</b>\"\nn = \"{0} dari {1}\"\n");
    locale("en", "[a]\nb = \"Hello <b> & {{NAME}}\"\nc_html = \"<b>bold</b>\"\nn = \"{0} of {1}\"\n");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;

  void view(std::string const& name, std::string const& text) const { write(path_ / "views" / name, text); }
  void locale(std::string const& name, std::string const& text) const {
    write(path_ / "locale" / (name + ".toml"), text);
  }
  [[nodiscard]] Catalogue catalogue() const { return Catalogue(path_ / "locale"); }
  [[nodiscard]] std::string render(std::string const& name, View const& view,
                                   Language language = Language::Indonesian) const {
    return Views(path_ / "views", catalogue()).render(name, language, view);
  }

 private:
  static void write(std::filesystem::path const& file, std::string const& text) { std::ofstream(file) << text; }
  std::filesystem::path path_{};
};

std::string rendered(std::string const& text, std::string const& value) {
  Folder folder;
  folder.view("page.html", text);
  View view;
  view.set("X", value);
  return folder.render("page.html", view);
}

}  // namespace

TEST_CASE("every template loads in both languages, and the two catalogues say the same") {
  Catalogue const catalogue(source / "locale");
  for (auto const& complaint : catalogue.missing()) FAIL_CHECK(complaint);
  Views const views(source / "views", catalogue);
  CHECK_FALSE(views.names().empty());
  for (auto const& name : views.names()) {
    CAPTURE(name);
    for (Language const language : {Language::Indonesian, Language::English}) {
      std::string const page = views.render(name, language, View());
      CHECK(page.find("[[") == std::string::npos);
      CHECK(page.find("{{") == std::string::npos);
    }
  }
}

TEST_CASE("a value is escaped for the place it stands in") {
  CHECK(rendered("<p>{{X}}</p>", "<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  CHECK(rendered("<input value=\"{{X}}\">", "\" onfocus=\"alert(1)").find("\" onfocus") == std::string::npos);
  CHECK(rendered("<input value='{{X}}'>", "' onfocus='alert(1)").find("' onfocus") == std::string::npos);
  CHECK(rendered("<a href=\"{{X}}\">a</a>", "javascript:alert(1)").find("javascript") == std::string::npos);
  CHECK(rendered("<a href=\"{{X}}\">a</a>", "/kasus/7") == "<a href=\"/kasus/7\">a</a>");
  CHECK(rendered("<form action=\"{{X}}\">", " JaVaScRiPt:alert(1)").find("alert") == std::string::npos);
  CHECK(rendered("<a href=\"/q?a={{X:url_query_escape}}\">a</a>", "a&b=\"c d\"") ==
        "<a href=\"/q?a=a%26b%3D%22c+d%22\">a</a>");
  CHECK(rendered("<p>{{X}}</p>", "Drs. Nur'aini, M.Si") == "<p>Drs. Nur&#39;aini, M.Si</p>");
}

TEST_CASE("line breaks of a citizen's text are kept where they matter") {
  CHECK(rendered("<textarea>\n{{X:pre_escape}}</textarea>", "a\r\n\tb </textarea>") ==
        "<textarea>\na\r\n\tb &lt;/textarea&gt;</textarea>");
}

TEST_CASE("a sentence of the catalogue is escaped, its markers are filled, _html is trusted") {
  Folder folder;
  folder.view("page.html", "<p title=\"[[a.b]]\">[[a.b]] [[a.c_html]]</p>");
  View view;
  view.set("NAME", "<Siti>");
  CHECK(folder.render("page.html", view) ==
        "<p title=\"Halo &lt;b&gt; &amp; &lt;Siti&gt;\">Halo &lt;b&gt; &amp; &lt;Siti&gt; <b>tebal</b></p>");
  CHECK(folder.render("page.html", view, Language::English).find("Hello") != std::string::npos);
}

TEST_CASE("layouts, partials and their arguments") {
  Folder folder;
  folder.view("layout.html",
              "{{! what it needs: LANG !}}\n<html lang=\"{{LANG}}\"><title>[[%text:title]]</title>[[%content]]");
  folder.view("partials/field.html",
              "<label for=\"[[%name]]\">[[%text:label]]</label>[[%if hint]]<i>[[%text:hint]]</i>[[%end]]"
              "<input id=\"[[%name]]\" value=\"{{[[%P]]VALUE}}\">");
  folder.view("page.html",
              "[[%extends layout.html title=a.c_html]]\n[[%use partials/field.html name=where label=a.b]]");
  folder.view("any.html", "[[%use partials/field.html name={{ID}} label=\"{{LABEL}} 1\" hint=a.b]]");
  folder.view("list.html", "{{#ROWS}}<li>{{OUTER}}{{N}}</li>{{/ROWS}}{{>FIELD}}");
  View view;
  view.set("WHERE_VALUE", "\"x\"").set("NAME", "Siti");
  CHECK(folder.render("page.html", view) ==
        "<html lang=\"id\"><title><b>tebal</b></title>"
        "<label for=\"where\">Halo &lt;b&gt; &amp; Siti</label><input id=\"where\" value=\"&quot;x&quot;\">");

  View list;
  list.set("OUTER", "o");
  list.section("ROWS").set_integer("N", 1);
  list.section("ROWS").set_integer("N", 2);
  list.include("FIELD", "any.html").set("ID", "q").set("LABEL", "<L>").set("VALUE", "v");
  CHECK(folder.render("list.html", list) ==
        "<li>o1</li><li>o2</li><label for=\"q\">&lt;L&gt; 1</label><i>Halo &lt;b&gt; &amp; </i><input id=\"q\" "
        "value=\"v\">");
}

TEST_CASE("a section sees what is around it, the nearest first; an included template sees its own alone") {
  Folder folder;
  folder.view("inner.html", "({{A}}{{#MARK}}!{{/MARK}}{{LANG}}{{#DEEP}}{{A}}{{B}}{{/DEEP}})");
  folder.view(
      "page.html",
      "{{#ROW}}[{{A}}{{B}}{{#MARK}}({{M}}){{/MARK}}{{#CELL}}{{A}}{{B}}{{/CELL}}]{{/ROW}}{{#NONE}}x{{/NONE}}{{>IN}}");
  View view;
  view.set("A", "1").set("B", "2").set("B", "3").show("MARK");
  view.section("ROW");
  auto row = view.section("ROW");
  row.set("A", "4");
  row.section("CELL").set("B", "5");
  row.section("CELL");
  row.section("MARK").set("M", "m");
  row.section("MARK").set("M", "n");
  auto inner = view.include("IN", "inner.html");
  inner.section("DEEP").set("B", "7");
  inner.set("A", "6");
  view.include("IN", "inner.html").show("MARK");
  CHECK(folder.render("page.html", view) == "[13()][43(m)(n)4543](6id67)(!id)");
}

TEST_CASE("a template with an unknown key, partial or unsafe place is refused at start, with its name") {
  for (std::string const bad : {"[[a.unknown]]", "[[%use partials/none.html]]", "[[a.b", "[[a.n]]",
                                "{{#ROWS}}never closed", "<a {{X}}=\"1\" on{{X}}>", "<p>[[%if a]]x</p>"}) {
    CAPTURE(bad);
    Folder folder;
    folder.view("page.html", bad);
    CHECK_THROWS_AS((void)folder.render("page.html", View()), std::runtime_error);
  }
}

TEST_CASE("the catalogue fills places, and names what one language lacks") {
  Folder folder;
  CHECK(folder.catalogue().text(Language::Indonesian, "a.n", {"2", "5"}) == "2 dari 5");
  CHECK(folder.catalogue().text(Language::English, "a.none") == "[a.none]");
  CHECK(folder.catalogue().missing().empty());
  folder.locale("en.more", "x = \"only here\"\n");
  CHECK(folder.catalogue().missing().size() == 1);
  folder.locale("en.again", "x = \"twice\"\n");
  CHECK_THROWS_AS(folder.catalogue(), std::runtime_error);
}

TEST_CASE("a refusal stands in the summary and beside its field, which keeps what was typed") {
  Catalogue const catalogue(source / "locale");
  Views const views(source / "views", catalogue);
  View view;
  show_value(view, "subject", "<b>\"perihal\"");
  show_refusal(view, catalogue, Language::Indonesian,
               {"INVALID_INPUT", "subject", "common.file_too_big", {}, {{"NO_SPACE", "", "not_saved.disk_full"}}});
  std::string const page = views.render("public/report_event.html", Language::Indonesian, view);
  CHECK(page.find("<a href=\"#subject\">Berkas ini terlalu besar") != std::string::npos);
  CHECK(page.find("id=\"subject-error\"") != std::string::npos);
  CHECK(page.find("aria-describedby=\"subject-hint subject-error\" aria-invalid=\"true\"") != std::string::npos);
  CHECK(page.find("value=\"&lt;b&gt;&quot;perihal&quot;\"") != std::string::npos);
  CHECK(page.find("<li>Tempat penyimpanan kami") != std::string::npos);
  CHECK(page.find("id=\"story-error\"") == std::string::npos);
}

TEST_CASE("a refusal speaks the reader's language, down to its words") {
  Catalogue const catalogue(source / "locale");
  Refusal const missing{"MISSING_DOC:RECEIPT", "", "refusal.missing_doc", {"RECEIPT"}};
  CHECK(refusal_sentence(catalogue, Language::Indonesian, missing) == "Dokumen ini belum ada: Tanda Terima.");
  CHECK(refusal_sentence(catalogue, Language::English, missing) == "This document is still missing: Receipt.");
  Refusal const taken{"NUMBER_TAKEN", "number", "refusal.number_taken", {"CHAIR"}};
  CHECK(refusal_sentence(catalogue, Language::English, taken) == "The number CHAIR is taken.");
}

TEST_CASE("every sentence that src/ names stands in the catalogue") {
  Catalogue const catalogue(source / "locale");
  std::regex const named(R"~("((?:error|refusal|http|notice|common|not_saved)\.[a-z0-9_.]+[a-z0-9])")~");
  for (auto const& entry : std::filesystem::recursive_directory_iterator(source / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream stream(entry.path());
    std::string const text{std::istreambuf_iterator<char>(stream), {}};
    for (std::sregex_iterator found(text.begin(), text.end(), named), end; found != end; ++found) {
      CAPTURE(entry.path().filename().string());
      CHECK_MESSAGE(catalogue.has((*found)[1].str()), (*found)[1].str());
    }
  }
}
