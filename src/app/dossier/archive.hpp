// A zip written forward into a file that has no name, on the disk or in memory: closed to others, gone with its last
// user, also after kill -9. The same entries in the same order give the same bytes. Called by dossier.cpp and
// papers/print_run.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dumas::app::dossier {

// The finished zip. `path` can be opened as long as `keeper` lives.
struct ZipFile {
  std::filesystem::path path;
  std::uint64_t size = 0;
  std::shared_ptr<const void> keeper{};
};

// Deflate for text; Store for what is compressed already (PDF, pictures, recordings).
enum class Packing { Deflate, Store };

// For names in clear that must not lie on the disk, even without a file's name: who calls bounds the size.
struct InMemory {};

class ZipWriter {
 public:
  // In `folder`, which is created. Throws std::system_error when no file can be made there.
  explicit ZipWriter(const std::filesystem::path& folder);
  explicit ZipWriter(InMemory);
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;
  ~ZipWriter();

  // Names are ASCII: every unpacker reads those alike. Throws std::system_error when the disk has no room.
  void add(std::string_view name, Instant changed, Packing, std::string_view content);
  // `feed` hands over exactly `size` bytes, in pieces.
  using Sink = std::function<void(std::string_view piece)>;
  void add(std::string_view name, Instant changed, Packing, std::uint64_t size,
           const std::function<void(const Sink&)>& feed);
  [[nodiscard]] ZipFile finish();

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

}  // namespace dumas::app::dossier
