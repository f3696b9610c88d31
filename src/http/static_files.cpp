// Listing of the asset folder, choice of the encoded sibling, caching headers.
#include "http/static_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "http/compress.hpp"

namespace dumas::http {
namespace {

namespace fs = std::filesystem;

// Larger files are read while they are sent.
constexpr std::uint64_t held_in_memory = 256 * 1024;

struct Variant {
  fs::path path;
  std::uint64_t size = 0;
  std::string content;  // empty when the file is larger than held_in_memory
};

struct Asset {
  Variant plain;
  std::optional<Variant> brotli;
  std::optional<Variant> gzip;
  std::string etag;
  bool hashed_name = false;
};

Variant variant_of(const fs::path& path) {
  Variant variant{path, fs::file_size(path), {}};
  if (variant.size > held_in_memory) return variant;
  std::ifstream file(path, std::ios::binary);
  variant.content.assign(std::istreambuf_iterator<char>(file), {});
  variant.size = variant.content.size();
  return variant;
}

// FNV-1a over the content, or over size and time of a large file: an ETag must change, not resist an attacker.
std::string etag_of(const Variant& variant) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto mix = [&](std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  };
  mix(variant.content);
  mix(std::to_string(variant.size));
  if (variant.content.empty()) mix(std::to_string(fs::last_write_time(variant.path).time_since_epoch().count()));
  std::string digits;
  for (; hash; hash >>= 4) digits += "0123456789abcdef"[hash & 15];
  return "W/\"" + digits + "\"";  // weak: shared by the encoded siblings
}

// "app-3f9a1c2b.css", "app.3f9a1c2b.css": eight or more hexadecimal digits before the extension.
bool has_hash(const fs::path& path) {
  const std::string stem = path.stem().string();
  const auto from = stem.find_last_of("-.");
  if (from == std::string::npos || stem.size() - from - 1 < 8) return false;
  return stem.find_first_not_of("0123456789abcdef", from + 1) == std::string::npos;
}

}  // namespace

struct StaticFiles::Listing {
  std::map<std::string, Asset, std::less<>> assets;
};

StaticFiles::StaticFiles(const fs::path& directory) : listing_(std::make_unique<Listing>()) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(directory, error)) {
    const fs::path& path = entry.path();
    if (!entry.is_regular_file() || path.filename().string().front() == '.') continue;
    if (path.extension() == ".br" || path.extension() == ".gz") continue;
    Asset asset{.plain = variant_of(path), .brotli = {}, .gzip = {}, .etag = {}, .hashed_name = has_hash(path)};
    asset.etag = etag_of(asset.plain);
    if (fs::is_regular_file(path.string() + ".br")) asset.brotli = variant_of(path.string() + ".br");
    if (fs::is_regular_file(path.string() + ".gz")) asset.gzip = variant_of(path.string() + ".gz");
    listing_->assets.emplace(path.lexically_relative(directory).generic_string(), std::move(asset));
  }
}

StaticFiles::~StaticFiles() = default;
StaticFiles::StaticFiles(StaticFiles&&) noexcept = default;
StaticFiles& StaticFiles::operator=(StaticFiles&&) noexcept = default;

std::optional<Response> StaticFiles::serve(const Request& request, std::string_view name) const {
  const auto found = listing_->assets.find(name);
  if (found == listing_->assets.end()) return std::nullopt;
  const Asset& asset = found->second;
  Response response;
  response.set_header("ETag", asset.etag);
  response.set_header("Cache-Control", asset.hashed_name ? "public, max-age=31536000, immutable"
                                                         : "public, max-age=300, must-revalidate");
  if (asset.brotli || asset.gzip) response.set_header("Vary", "Accept-Encoding");
  const auto known = request.header("If-None-Match");
  if (known && (*known == "*" || known->find(asset.etag) != std::string::npos)) {
    response.status = 304;
    return response;
  }
  response.set_header("Content-Type", content_type_of(name));
  response.set_header("X-Content-Type-Options", "nosniff");
  const auto accepted = request.header("Accept-Encoding").value_or("");
  const Variant* chosen = &asset.plain;
  if (asset.brotli && accepts_coding(accepted, "br")) {
    chosen = &*asset.brotli;
    response.set_header("Content-Encoding", "br");
  } else if (asset.gzip && accepts_coding(accepted, "gzip")) {
    chosen = &*asset.gzip;
    response.set_header("Content-Encoding", "gzip");
  }
  if (chosen->size > held_in_memory)
    response.body = FileBody{chosen->path, chosen->size};
  else
    response.body = chosen->content;
  return response;
}

bool StaticFiles::has(std::string_view name) const { return listing_->assets.contains(name); }

std::string_view content_type_of(std::string_view filename) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".ttf", "font/ttf"},
      {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"},
      {".pdf", "application/pdf"},
      {".map", "application/json"}};
  for (const auto& [ending, type] : types) {
    if (filename.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace dumas::http
