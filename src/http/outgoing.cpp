// Handler call, refusals, the head of an answer.
#include "http/outgoing.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "http/compress.hpp"
#include "http/text.hpp"

namespace dumas::http {
namespace {

Response error_page(const Options& options, const Request& request, const std::string& what) {
  if (options.on_error) {
    try {
      return options.on_error(request, what);
    } catch (...) {  // the page about the error failed too: the plain text is left
    }
  }
  return text(500,
              "Terjadi kesalahan pada sistem kami. Silakan coba lagi. / Our system made an error. Please try again.\n");
}

// Nothing when the file is missing or shorter than promised.
OpenFile open_body(const FileBody& body) {
  OpenFile file(::open(body.path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (!file.open() || ::stat(body.path.c_str(), &about) != 0 || !S_ISREG(about.st_mode) ||
      static_cast<std::uint64_t>(about.st_size) < body.size) {
    return {};
  }
  return file;
}

bool set_by_server(std::string_view name) {
  for (const std::string_view own : {"Content-Length", "Transfer-Encoding", "Connection", "Date", "X-Request-Id"}) {
    if (equals_ignoring_case(name, own)) return true;
  }
  return false;
}

std::string_view sentence(int status) {
  switch (status) {
    case 408: return "Permintaan terlalu lama dikirim. / The request took too long to arrive.\n";
    case 413: return "Kiriman terlalu besar. / What was sent is too large.\n";
    case 414:
    case 431: return "Alamat atau kepala permintaan terlalu panjang. / The address or header is too long.\n";
    case 421: return "Alamat situs ini tidak dikenal. / This site's address is not known here.\n";
    case 501: return "Permintaan jenis ini tidak dilayani. / This kind of request is not served.\n";
    case 503:
      return "Sistem sedang sibuk. Silakan coba lagi sebentar lagi. / The system is busy. Please try again shortly.\n";
    default: return "Permintaan tidak dapat dibaca. / The request cannot be read.\n";
  }
}

}  // namespace

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t OpenFile::read(std::uint64_t offset, char* into, std::size_t size) const {
  std::size_t filled = 0;
  while (filled < size) {
    const auto got = ::pread(descriptor_, into + filled, size - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Answer make_answer(const Handler& handler, const Options& options, const Request& request) {
  Answer answer;
  const auto fail = [&](const std::string& what) {
    answer.handler_failed = true;
    answer.response = error_page(options, request, what);
  };
  try {
    answer.response = handler(request);
  } catch (const std::bad_alloc&) {  // too much at once, which passes
    answer.response = refusal(options, 503, request);
  } catch (const std::exception& error) {
    fail(error.what());
  } catch (...) {
    fail("unknown exception");
  }
  if (const auto* body = std::get_if<FileBody>(&answer.response.body)) {
    answer.file = open_body(*body);
    if (!answer.file.open()) fail("file of an answer cannot be read: " + body->path.filename().string());
  }
  if (std::holds_alternative<FileBody>(answer.response.body) && !answer.file.open()) answer.response.body = "";
  compress_if_wanted(request, answer.response);
  return answer;
}

Response refusal(const Options& options, int status, const Request& head) {
  Response response;
  bool made = false;
  if (options.on_refused) {
    try {
      response = options.on_refused(status, head);
      made = std::holds_alternative<std::string>(response.body);
    } catch (...) {  // the plain text is left
    }
  }
  if (!made) response = text(status, std::string(sentence(status)));
  response.status = status;
  if (status == 503) response.set_header("Retry-After", "2");
  return response;
}

std::uint64_t body_size(const Response& response) {
  if (const auto* file = std::get_if<FileBody>(&response.body)) return file->size;
  return std::get<std::string>(response.body).size();
}

std::string response_head(const Response& response, const Request& request, After after) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head += reason_phrase(response.status);
  head += "\r\nDate: " + http_date(std::chrono::system_clock::now());
  for (const auto& [name, value] : response.headers) {
    if (!set_by_server(name)) head += "\r\n" + name + ": " + value;
  }
  if (response.status != 204 && response.status != 304) {
    head += "\r\nContent-Length: " + std::to_string(body_size(response));
  }
  if (!request.id.empty()) head += "\r\nX-Request-Id: " + request.id;
  switch (after) {
    case After::KeepOpen: break;
    case After::KeepOpenOld: head += "\r\nConnection: keep-alive"; break;
    case After::Close: head += "\r\nConnection: close"; break;
  }
  return head + "\r\n\r\n";
}

bool sends_body(const Request& request, int status) {
  return request.method != Method::Head && status != 204 && status != 304;
}

}  // namespace dumas::http
