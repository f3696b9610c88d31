// A small site for the server's tests: echoes, waits, fails, sends files.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/router.hpp"
#include "http/server.hpp"

namespace dumas::http::test {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "dumas-http-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::size_t files() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path_)) ++count;
    return count;
  }

 private:
  std::filesystem::path path_;
};

inline std::string described(const Request& request) {
  std::string text;
  for (const auto& [name, value] : request.query.fields()) text += "query " + name + "=" + value + "\n";
  for (const auto& [name, value] : request.form.fields()) text += "form " + name + "=" + value + "\n";
  for (const auto& [name, value] : request.cookies) text += "cookie " + name + "=" + value + "\n";
  for (const auto& [name, value] : request.parameters) text += "parameter " + name + "=" + value + "\n";
  for (const auto& file : request.files) {
    text += "file " + file.field + " " + file.filename + " " + std::to_string(file.size) +
            (file.too_big ? " too-big" : "") + (file.path.empty() ? " not-kept" : " kept") + "\n";
  }
  text += "failure " + std::to_string(static_cast<int>(request.upload_failure)) + "\n";
  text += "from " + request.remote_address + " host " + request.host + " path " + request.path + "\n";
  text += "body " + request.body;
  return text;
}

struct Site {
  Folder uploads;
  Folder files;
  std::atomic<int> running{0};
  std::atomic<int> finished{0};
  Server server;
  std::uint16_t port;

  explicit Site(Limits limits = {}, Options options = {})
      : server(limits, routes(), with_folder(std::move(options))), port(server.start()) {}

 private:
  Options with_folder(Options options) const {
    options.upload_directory = uploads.path();
    return options;
  }

  Router routes() {
    Router router;
    const Handler echo = [](const Request& request) { return text(200, described(request)); };
    router.add(Method::Get, "/", [](const Request&) { return html(200, "<p>halo</p>"); });
    router.add(Method::Get, "/echo", echo).add(Method::Post, "/echo", echo).add(Method::Put, "/echo", echo);
    router.add(Method::Get, "/kasus/{id}/dokumen/{doc}", echo);
    router.add(Method::Get, "/kasus/baru", [](const Request&) { return text(200, "baru"); });
    router.add(Method::Get, "/kasus/{id}", echo);
    router.add(Method::Get, "/rusak", [](const Request&) -> Response { throw std::runtime_error("rahasia"); });
    router.add(Method::Get, "/penuh", [](const Request&) -> Response { throw std::bad_alloc{}; });
    router.add(Method::Get, "/pelan", [this](const Request&) {
      ++running;
      std::this_thread::sleep_for(std::chrono::milliseconds(400));
      ++finished;
      return text(200, "selesai");
    });
    router.add(Method::Get, "/besar", [this](const Request&) {
      return file_download(files.path() / "besar", "Surat \"penting\" – jawab.pdf", "application/pdf");
    });
    router.add(Method::Get, "/hilang", [this](const Request&) {
      Response response;
      response.body = FileBody{files.path() / "tidak-ada", 10};
      return response;
    });
    router.add(Method::Get, "/panjang", [](const Request&) { return html(200, std::string(20'000, 'a')).compress(); });
    router.add(Method::Get, "/rahasia", [](const Request&) { return html(200, std::string(20'000, 'a')); });
    router.add(Method::Post, "/pindah", [](const Request&) {
      return see_other("/kasus/1?pesan=dua kata\r\nX: y").set_cookie({.name = "sesi", .value = "abc"});
    });
    return router;
  }
};

}  // namespace dumas::http::test
