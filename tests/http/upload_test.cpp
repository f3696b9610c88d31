// Uploads through the server: streamed, bounded in memory, kept or cleaned away.
#include <doctest/doctest.h>

#include <sys/resource.h>
#include <csignal>
#include <fstream>

#include "client.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;

namespace {

constexpr const char* multipart = "multipart/form-data; boundary=b";

std::string part(const std::string& filename, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; name=\"bukti\"; filename=\"" + filename + "\"\r\n\r\n" + content +
         "\r\n";
}

std::string field(const std::string& name, const std::string& value) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

long resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  }
  return 0;
}

}  // namespace

TEST_SUITE("upload") {
  TEST_CASE("fields and files arrive, temporary files go") {
    Site site;
    const auto reply =
        ask(site.port, post("/echo", multipart, field("judul", "Satu") + part("a.pdf", "isi") + "--b--\r\n"));
    CHECK(reply.status == 200);
    CHECK(reply.body.find("form judul=Satu\nfile bukti a.pdf 3 kept\n") != std::string::npos);
    CHECK(site.uploads.files() == 0);
  }

  TEST_CASE("a moved file stays") {
    const Folder folder;
    Options options;
    options.upload_directory = folder.path();
    const auto kept = folder.path() / "disimpan";
    Server server(
        {},
        [&](const Request& request) {
          std::filesystem::rename(request.files.at(0).path, kept);
          return text(200, "");
        },
        options);
    CHECK(ask(server.start(), post("/", multipart, part("a", "isi") + "--b--\r\n")).status == 200);
    CHECK(folder.files() == 1);
    CHECK(std::filesystem::file_size(kept) == 3);
  }

  TEST_CASE("20 MiB without memory") {
    Site site;
    const std::string block(1 << 20, 'x');
    const std::string before = "--b\r\nContent-Disposition: form-data; name=f; filename=besar\r\n\r\n";
    const std::string after = "\r\n" + field("judul", "ada") + "--b--\r\n";
    const auto length = before.size() + after.size() + 20 * block.size();
    Client client(site.port);
    CHECK(client.ask(get("/")).status == 200);
    const long rss = resident_kib();
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                std::to_string(length) + "\r\n\r\n" + before);
    for (int i = 0; i < 20; ++i) client.send(block);
    CHECK(site.uploads.files() == 1);
    const long growth = resident_kib() - rss;
    client.send(after);
    const auto reply = client.reply();
    CHECK(reply.body.find("form judul=ada\nfile f besar 20971520 kept\n") != std::string::npos);
    CHECK(growth < 4 * 1024);
    CHECK(site.uploads.files() == 0);
  }

  TEST_CASE("a file too big, an eleventh file, a whole too big") {
    Site site({.file_bytes = 100'000, .total_bytes = 400'000});
    const auto big = ask(site.port, post("/echo", multipart,
                                         part("besar", std::string(150'000, 'x')) + part("kecil", "y") +
                                             field("judul", "ada") + "--b--\r\n"));
    CHECK(big.status == 200);
    CHECK(
        big.body.find("form judul=ada\nfile bukti besar 150000 too-big not-kept\nfile bukti kecil 1 kept\nfailure 0") !=
        std::string::npos);
    std::string eleven;
    for (int i = 1; i <= 11; ++i) eleven += part(std::to_string(i), "x");
    const auto many = ask(site.port, post("/echo", multipart, eleven + field("judul", "ada") + "--b--\r\n"));
    CHECK(many.status == 200);
    CHECK(many.body.find("file bukti 10 1 kept\nfailure 3\n") != std::string::npos);
    CHECK(many.body.find("file bukti 11") == std::string::npos);
    CHECK(ask(site.port, post("/echo", multipart, part("x", std::string(450'000, 'x')) + "--b--\r\n")).status == 413);
    CHECK(site.uploads.files() == 0);
  }

  TEST_CASE("a disk that takes no more: the text is there, the server lives") {
    Site site;
    // The nearest to a full disk without one: this process may write no file beyond 64 KiB.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit tight = before;
    tight.rlim_cur = 64 * 1024;
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto reply = ask(site.port, post("/echo", multipart,
                                           part("a", std::string(200'000, 'x')) + field("judul", "ada") + "--b--\r\n"));
    setrlimit(RLIMIT_FSIZE, &before);
    CHECK(reply.status == 200);
    CHECK(reply.body.find("form judul=ada\nfile bukti a 200000 not-kept\nfailure 1\n") != std::string::npos);
    CHECK(site.uploads.files() == 0);
  }

  TEST_CASE("an upload broken off leaves nothing") {
    Site site;
    {
      Client client(site.port);
      client.send(
          "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
          "900000\r\n\r\n" +
          part("a", std::string(200'000, 'x')));
      for (int i = 0; i < 200 && site.uploads.files() == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      CHECK(site.uploads.files() == 1);
    }
    for (int i = 0; i < 200 && site.uploads.files() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(site.uploads.files() == 0);
  }
}
