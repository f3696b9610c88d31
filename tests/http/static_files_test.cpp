// Assets: encodings, caching, and that only listed names are served.
#include <doctest/doctest.h>

#include "http/static_files.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;

namespace {

void write(const std::filesystem::path& path, const std::string& content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

Request asking(std::string name = "", std::string value = "") {
  Request request;
  if (!name.empty()) request.headers.emplace_back(std::move(name), std::move(value));
  return request;
}

}  // namespace

TEST_SUITE("static_files") {
  TEST_CASE("assets") {
    const Folder folder;
    write(folder.path() / "aset/app-3f9a1c2b7d.css", "a{}");
    write(folder.path() / "aset/app-3f9a1c2b7d.css.br", "BR");
    write(folder.path() / "aset/app-3f9a1c2b7d.css.gz", "GZ");
    write(folder.path() / "aset/fonts/besar.woff2", std::string(300'000, 'x'));
    write(folder.path() / "aset/logo.svg", "<svg/>");
    write(folder.path() / "rahasia.txt", "rahasia");
    const StaticFiles assets(folder.path() / "aset");

    const auto plain = assets.serve(asking(), "app-3f9a1c2b7d.css");
    REQUIRE(plain);
    CHECK(plain->text_body() == "a{}");
    CHECK(plain->header("Content-Type") == "text/css; charset=utf-8");
    CHECK(plain->header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(plain->header("Vary") == "Accept-Encoding");
    CHECK(assets.serve(asking("Accept-Encoding", "gzip, br"), "app-3f9a1c2b7d.css")->text_body() == "BR");
    const auto packed = assets.serve(asking("Accept-Encoding", "gzip, br;q=0"), "app-3f9a1c2b7d.css");
    CHECK(packed->text_body() == "GZ");
    CHECK(packed->header("Content-Encoding") == "gzip");
    CHECK(assets.serve(asking("If-None-Match", *plain->header("ETag")), "app-3f9a1c2b7d.css")->status == 304);
    CHECK(assets.serve(asking("If-None-Match", "\"lain\""), "app-3f9a1c2b7d.css")->status == 200);

    CHECK(assets.serve(asking(), "logo.svg")->header("Cache-Control") == "public, max-age=300, must-revalidate");
    const auto big = assets.serve(asking(), "fonts/besar.woff2");
    CHECK(std::get<FileBody>(big->body).size == 300'000);

    for (const char* name :
         {"../rahasia.txt", "/etc/passwd", "", ".", "fonts", "app-3f9a1c2b7d.css.br", "fonts/../logo.svg"}) {
      CAPTURE(std::string(name));
      CHECK_FALSE(assets.serve(asking(), name));
    }
    CHECK_FALSE(StaticFiles(folder.path() / "tidak-ada").has("a"));
  }
}
