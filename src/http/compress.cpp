// gzip through zlib.
#include "http/compress.hpp"

#include <zlib.h>

#include <algorithm>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/text.hpp"

namespace dumas::http {

void compress_if_wanted(const Request& request, Response& response) {
  constexpr std::size_t worth_it = 1024;  // below, the header and the work cost more than they save
  auto* body = std::get_if<std::string>(&response.body);
  if (response.compression == Compression::Off || !body || body->size() < worth_it) return;
  if (response.header("Content-Encoding")) return;
  response.add_header("Vary", "Accept-Encoding");
  if (!accepts_coding(request.header("Accept-Encoding").value_or(""), "gzip")) return;
  auto packed = gzip(*body);
  if (!packed) return;
  *body = std::move(*packed);
  response.set_header("Content-Encoding", "gzip");
}

bool accepts_coding(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    const auto item = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    if (!equals_ignoring_case(trimmed(item.substr(0, item.find(';'))), coding)) continue;
    const auto weight = item.find("q=");
    return weight == std::string_view::npos ||
           item.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

std::optional<std::string> gzip(std::string_view plain) {
  constexpr int level = 3;
  constexpr int window_with_gzip_header = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_with_gzip_header, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) return {};
  return packed;
}

}  // namespace dumas::http
