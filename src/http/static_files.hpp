// Assets of a folder: content types, ETag, caching for ever for names with a hash ("app-3f9a1c2b7d.css"), the
// precompressed .br and .gz siblings. The folder is listed once at construction, and only listed names are served:
// no path of a client ever reaches the file system.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace dumas::http {

class StaticFiles {
 public:
  // Lists `directory` with its sub-folders; a folder that does not exist is empty. Small files are held in memory.
  explicit StaticFiles(const std::filesystem::path& directory);
  ~StaticFiles();
  StaticFiles(StaticFiles&&) noexcept;
  StaticFiles& operator=(StaticFiles&&) noexcept;

  // `name` is relative to the folder, e.g. request.parameter("path"). 304 when If-None-Match has the ETag; nothing
  // when there is no such asset.
  [[nodiscard]] std::optional<Response> serve(const Request& request, std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  struct Listing;
  std::unique_ptr<Listing> listing_;
};

[[nodiscard]] std::string_view content_type_of(std::string_view filename);

}  // namespace dumas::http
