// The multipart parser on whole bodies, on the same bodies split at every byte, and on what it must refuse.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "http/multipart.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;
using Status = MultipartParser::Status;

namespace {

std::string field(const std::string& name, const std::string& value) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file(const std::string& disposition, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: text/plain\r\n\r\n" + content +
         "\r\n";
}

const std::string end = "--b--\r\n";

// A disk on which `room` bytes are left.
class SmallDisk : public UploadSink {
 public:
  SmallDisk(const std::filesystem::path& folder, std::size_t room) : disk_(folder), room_(room) {}
  std::error_code open(std::filesystem::path& path) override { return disk_.open(path); }
  std::error_code write(std::string_view bytes) override {
    if (bytes.size() > room_) return std::make_error_code(std::errc::no_space_on_device);
    room_ -= bytes.size();
    return disk_.write(bytes);
  }
  std::error_code close() override { return disk_.close(); }

 private:
  DiskSink disk_;
  std::size_t room_;
};

// All that a page could see of a body, with the files' content.
std::string outcome(const std::string& body, std::size_t piece, const Limits& limits = {}) {
  static const Folder folder;
  DiskSink sink(folder.path());
  MultipartParser parser("b", limits, sink);
  for (std::size_t at = 0; at < body.size(); at += piece) (void)parser.feed(std::string_view(body).substr(at, piece));
  const Status status = parser.finish();
  if (status != Status::Good) return status == Status::Malformed ? "malformed" : "too large";
  std::string seen;
  for (const auto& [name, value] : parser.form().fields()) seen += name + "=" + value + "|";
  for (const auto& one : parser.files()) {
    std::ifstream stream(one.path, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(stream), {});
    seen += one.field + ":" + one.filename + ":" + std::to_string(one.size) + ":" +
            (one.too_big        ? "too big"
             : one.path.empty() ? "nothing"
                                : content) +
            "|";
  }
  return seen + std::to_string(static_cast<int>(parser.failure()));
}

struct Case {
  std::string body;
  std::string seen;
};

std::vector<Case> cases() {
  return {
      {end, "0"},
      {field("a", "1") + field("a", "") + end, "a=1|a=|0"},
      {field("a", "\r\n--") + field("b", "\r\n--c\r\n--\r") + end, "a=\r\n--|b=\r\n--c\r\n--\r|0"},
      {field("a", "--b") + end, "a=--b|0"},
      {file("name=f; filename=\"a.txt\"", "isi") + end, "f:a.txt:3:isi|0"},
      {file("name=f; filename=\"a.txt\"", "") + end, "f:a.txt:0:nothing|0"},
      {file("name=f; filename=\"\"", "") + end, "0"},  // an empty file input
      {file("name=f; filename=\"\"", "x") + end, "f::1:x|0"},
      {file("name=\"f\"; filename=\"a\\\"b\\\\c.txt\"", "x") + end, "f:a\"b\\c.txt:1:x|0"},
      {file("name=\"f\"; filename=\"C:\\dir\\a.txt\"", "x") + end, "f:C:\\dir\\a.txt:1:x|0"},
      {file("name=\"f\"; filename=\"a%22b.txt\"", "x") + end, "f:a\"b.txt:1:x|0"},
      {file("name=f; filename=\"../../etc/passwd\"", "x") + end, "f:../../etc/passwd:1:x|0"},
      {file("name=f; filename=x; filename*=UTF-8''na%C3%AFf%20%E2%80%AE.txt", "x") + end,
       "f:na\xC3\xAF"
       "f \xE2\x80\xAE.txt:1:x|0"},
      {file("name=f; filename=\"\xFF\xFE.txt\"", "x") + end, "f:__.txt:1:x|0"},
      {field("a", "\xC0\xAF") + end, "a=\xC0\xAF|0"},  // kept; Form::broken() names it
      {file("name=f; filename=big", std::string(41, 'x')) + field("a", "1") + end, "a=1|f:big:41:too big|0"},
      {file("name=f; filename=1", "x") + file("name=f; filename=2", "y") + file("name=f; filename=3", "z") + end,
       "f:1:1:x|f:2:1:y|3"},
      {field("a", "1") + "--b--epilogue\r\n--b\r\n", "a=1|0"},
      // Refused.
      {"", "malformed"},
      {field("a", "1"), "malformed"},
      {"preamble\r\n" + field("a", "1") + end, "malformed"},
      {"--bb\r\n", "malformed"},
      {"--b \r\n" + field("a", "1") + end, "malformed"},
      {"--b\r\n\r\nno header\r\n" + end, "malformed"},
      {"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\nx\r\n" + end, "malformed"},
      {"--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n" + end,
       "malformed"},
      {"--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n" + end,
       "malformed"},
      {file("name=f; filename*=UTF-7''x", "x") + end, "malformed"},
      {file("name=f; filename*=UTF-8''%zz", "x") + end, "malformed"},
      {"--b\r\nX: " + std::string(9000, 'x') + "\r\n\r\nx\r\n" + end, "malformed"},
      {field("a", "1") + field("a", "2") + field("a", "3") + field("a", "4") + end, "malformed"},
      {field("a", std::string(31, 'x')) + end, "too large"},
      {field("a", "") + end + std::string(20'000, 'x'), "too large"},
  };
}

const Limits small{
    .body_bytes = 60, .file_bytes = 40, .files = 2, .total_bytes = 15'000, .field_bytes = 30, .form_fields = 3};

}  // namespace

TEST_SUITE("multipart") {
  TEST_CASE("whole, and in pieces of every size") {
    for (const auto& one : cases()) {
      CAPTURE(one.body.substr(0, 300));
      CHECK(outcome(one.body, 1 << 20, small) == one.seen);
      for (const std::size_t piece : {1, 2, 3, 5, 7, 64}) CHECK(outcome(one.body, piece, small) == one.seen);
    }
  }

  TEST_CASE("split once, at every byte") {
    const std::string content = "isi\r\n--\r\n-b\r\n--a\r";
    const std::string body = field("a", "satu\r\n--") + file("name=f; filename=\"a b.txt\"", content) + end;
    for (std::size_t at = 0; at <= body.size(); ++at) {
      const Folder folder;
      DiskSink sink(folder.path());
      MultipartParser parser("b", small, sink);
      CHECK(parser.feed(std::string_view(body).substr(0, at)) == Status::Good);
      CHECK(parser.feed(std::string_view(body).substr(at)) == Status::Good);
      REQUIRE(parser.finish() == Status::Good);
      CHECK(parser.form().text("a") == "satu\r\n--");
      REQUIRE(parser.files().size() == 1);
      CHECK(parser.files()[0].size == content.size());
    }
  }

  TEST_CASE("a full disk keeps the text, leaves no file, and is told apart") {
    const Folder folder;
    SmallDisk sink(folder.path(), 4);
    MultipartParser parser("b", {}, sink);
    CHECK(parser.feed(file("name=f; filename=1", "abcd") + file("name=f; filename=2", "efgh") +
                      file("name=f; filename=3", "i") + field("cerita", "panjang") + end) == Status::Good);
    CHECK(parser.finish() == Status::Good);
    CHECK(parser.failure() == UploadFailure::DiskFull);
    CHECK(parser.form().text("cerita") == "panjang");
    REQUIRE(parser.files().size() == 3);
    CHECK(folder.files() == 1);
    CHECK(parser.files()[1].path.empty());
    CHECK(parser.files()[1].size == 4);
    parser.files().clear();
    CHECK(folder.files() == 0);
  }

  TEST_CASE("a folder that is not there is an upload failure, not a crash") {
    DiskSink sink("/nonexistent/folder");
    MultipartParser parser("b", {}, sink);
    CHECK(parser.feed(file("name=f; filename=1", "abcd") + field("a", "1") + end) == Status::Good);
    CHECK(parser.failure() == UploadFailure::WriteError);
    CHECK(parser.form().text("a") == "1");
  }

  TEST_CASE("boundaries") {
    const auto of = [](const char* type) { return MultipartParser::boundary_of(type).value_or("refused"); };
    CHECK(of("multipart/form-data; boundary=abc") == "abc");
    CHECK(of("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") == "a b");
    CHECK(of("multipart/form-data") == "refused");
    CHECK(of("multipart/form-data; boundary=") == "refused");
    CHECK(of("multipart/form-data; boundary=a; boundary=b") == "refused");
    CHECK(of("multipart/form-data; boundary=\"a\x01\"") == "refused");
    CHECK(of("multipart/mixed; boundary=a") == "refused");
    CHECK(MultipartParser::boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')) == std::nullopt);
  }
}
