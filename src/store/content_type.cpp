// The allow list, and the order of the questions asked of a file.
#include "store/content_type.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "store/content_signature.hpp"

namespace dumas::store {

namespace {
struct TypeRow {
  ContentType type;
  std::string_view mime;
  std::string_view extensions;  // the usual one first
};
// In the order of the enum.
constexpr std::array<TypeRow, 21> types{{
    {ContentType::Pdf, "application/pdf", "pdf"},
    {ContentType::Jpeg, "image/jpeg", "jpg jpeg jpe jfif"},
    {ContentType::Png, "image/png", "png"},
    {ContentType::Gif, "image/gif", "gif"},
    {ContentType::Webp, "image/webp", "webp"},
    {ContentType::Heic, "image/heic", "heic heif"},
    {ContentType::Mp3, "audio/mpeg", "mp3"},
    {ContentType::M4a, "audio/mp4", "m4a m4b mp4 aac"},
    {ContentType::Aac, "audio/aac", "aac"},
    {ContentType::Ogg, "audio/ogg", "ogg oga opus"},
    {ContentType::Wav, "audio/wav", "wav wave"},
    {ContentType::Mp4, "video/mp4", "mp4 m4v m4a 3gp"},  // recorders on phones write one brand under many names
    {ContentType::Video3gp, "video/3gpp", "3gp 3gpp 3g2 mp4 m4a"},
    {ContentType::Webm, "video/webm", "webm"},
    {ContentType::Text, "text/plain", "txt text"},
    {ContentType::Mail, "message/rfc822", "eml txt"},  // a sent message kept as a file is proof of SOP row 8
    {ContentType::Odt, "application/vnd.oasis.opendocument.text", "odt"},
    {ContentType::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {ContentType::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {ContentType::Doc, "application/msword", "doc"},
    {ContentType::Xls, "application/vnd.ms-excel", "xls"},
}};

const TypeRow& row_of(ContentType type) { return types.at(static_cast<std::size_t>(type)); }
bool is_safe_name(std::string_view name);
std::optional<std::string> ending_of(std::string_view name);
bool allows(std::string_view extensions, std::string_view ending);
Refusal refused(std::string key, std::vector<std::string> arguments = {});
}  // namespace

std::string_view mime_of(ContentType type) { return row_of(type).mime; }

std::string_view extension_of(ContentType type) {
  const std::string_view all = row_of(type).extensions;
  return all.substr(0, all.find(' '));
}

Result<FileKind> judge(const std::filesystem::path& path, std::string_view client_name, const ImageLimits& limits) {
  if (!is_safe_name(client_name)) return refused("error.file_name");
  ContentReader file(path);
  if (file.size() == 0) return refused("error.file_empty");
  const std::optional<ContentType> type = type_by_content(file);
  if (!type) return refused("error.file_type");
  const std::optional<std::string> ending = ending_of(client_name);
  if (ending && !allows(row_of(*type).extensions, *ending)) return refused("error.file_mismatch", {*ending});

  const ImageSize size = image_size(file, *type);
  const bool too_large =
      size.width > limits.side || size.height > limits.side || std::uint64_t{size.width} * size.height > limits.pixels;
  if (too_large) {
    return refused("error.image_too_large", {std::to_string(limits.side), std::to_string(limits.pixels / 1'000'000)});
  }
  return FileKind{*type, size.width, size.height};
}

namespace {

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.size() > 255 || name == "." || name == "..") return false;
  const auto length = static_cast<std::int32_t>(name.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(name.data()), at, length, letter);
    if (letter < 0 || letter == '/' || letter == '\\') return false;
    const bool joiner = letter == 0x200c || letter == 0x200d;  // of emoji and of some scripts
    const auto kind = u_charType(letter);
    if (kind == U_CONTROL_CHAR || kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR) return false;
    if (kind == U_FORMAT_CHAR && !joiner) return false;  // among them the marks that turn the direction of reading
  }
  return true;
}

// What stands after the last dot, in lower case, when it can be meant as a type: "foto 12.10.2026" has no ending.
std::optional<std::string> ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending(name.substr(dot + 1));
  if (ending.empty() || ending.size() > 8) return std::nullopt;
  bool letters = false;
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (c < 'a' || c > 'z')) return std::nullopt;
    letters = letters || !digit;
  }
  return letters ? std::optional(ending) : std::nullopt;
}

bool allows(std::string_view extensions, std::string_view ending) {
  return fmt::format(" {} ", extensions).find(fmt::format(" {} ", ending)) != std::string::npos;
}

Refusal refused(std::string key, std::vector<std::string> arguments) {
  return Refusal{"INVALID_INPUT", "", std::move(key), std::move(arguments)};
}

}  // namespace
}  // namespace dumas::store
