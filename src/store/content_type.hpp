// Judges an uploaded file by its bytes, never by what the client says. Called by app/ before FileStore::keep.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace dumas::store {

enum class ContentType {
  Pdf,
  Jpeg,
  Png,
  Gif,
  Webp,
  Heic,
  Mp3,
  M4a,
  Aac,
  Ogg,
  Wav,
  Mp4,
  Video3gp,
  Webm,
  Text,
  Mail,
  Odt,
  Docx,
  Xlsx,
  Doc,
  Xls
};

[[nodiscard]] std::string_view mime_of(ContentType type);       // e.g. "application/pdf"
[[nodiscard]] std::string_view extension_of(ContentType type);  // e.g. "pdf", the usual one

struct FileKind {
  ContentType type;
  std::uint32_t width = 0;  // pixels as the header says; 0: not an image or not said
  std::uint32_t height = 0;
};

// What a picture may measure, so that opening it does not exhaust whoever opens it. Settings of the office.
struct ImageLimits {
  std::uint32_t side = 12'000;
  std::uint64_t pixels = 80'000'000;
};

// `client_name` is the name the client gave. Refusals (code INVALID_INPUT): error.file_name (path parts, control or
// direction characters, broken UTF-8, empty, over 255 bytes), error.file_empty, error.file_type (not on the allow list:
// programs, HTML, SVG, archives, unknown), error.file_mismatch {extension} (the name's ending says another type),
// error.image_too_large {side} {megapixels}. Throws std::system_error when the file cannot be read.
[[nodiscard]] Result<FileKind> judge(const std::filesystem::path& file, std::string_view client_name,
                                     const ImageLimits& limits = {});

}  // namespace dumas::store
