// First bytes of the allowed types. What is not recognised here is refused: programs, HTML, SVG, archives and the rest.
#include "store/content_signature.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace dumas::store {

namespace {
std::optional<ContentType> type_in_riff(const std::string& head);
std::optional<ContentType> type_by_brand(const std::string& head);
std::optional<ContentType> type_by_audio_frame(ContentReader& file);
bool is_mail(ContentReader& file);
bool is_plain_text(ContentReader& file);
bool is_clean_text(ContentReader& file);
bool looks_like_markup(std::string_view text);
}  // namespace

std::optional<ContentType> type_by_content(ContentReader& file) {
  using namespace std::string_view_literals;
  const std::string head = file.at(0, 64);
  const auto begins = [&](std::string_view bytes) { return head.starts_with(bytes); };
  if (begins("%PDF-")) return ContentType::Pdf;
  if (begins("\xff\xd8\xff")) return ContentType::Jpeg;
  if (begins("\x89PNG\r\n\x1a\n")) return ContentType::Png;
  if (begins("GIF87a") || begins("GIF89a")) return ContentType::Gif;
  if (begins("RIFF")) return type_in_riff(head);
  if (head.size() > 12 && head.substr(4, 4) == "ftyp") return type_by_brand(head);
  if (begins("ID3")) return ContentType::Mp3;
  if (begins("OggS")) return ContentType::Ogg;
  if (begins("\x1a\x45\xdf\xa3") && head.find("webm") != std::string::npos) return ContentType::Webm;
  if (begins("PK\x03\x04")) return type_in_zip(file);
  if (begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return type_in_compound_file(file);
  if (const auto audio = type_by_audio_frame(file)) return audio;
  if (is_mail(file)) return ContentType::Mail;
  if (is_plain_text(file)) return ContentType::Text;
  return std::nullopt;
}

namespace {

std::optional<ContentType> type_in_riff(const std::string& head) {
  const std::string kind = head.size() < 12 ? "" : head.substr(8, 4);
  if (kind == "WAVE") return ContentType::Wav;
  if (kind == "WEBP") return ContentType::Webp;
  return std::nullopt;
}

// ISO base media (ISO/IEC 14496-12): the major brand of the first box.
std::optional<ContentType> type_by_brand(const std::string& head) {
  const std::string brand = head.substr(8, 4);
  const auto one_of = [&](std::initializer_list<std::string_view> brands) {
    return std::find(brands.begin(), brands.end(), brand) != brands.end();
  };
  if (head.find("avif") != std::string::npos) return std::nullopt;  // same container, not on the list
  if (one_of({"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"})) return ContentType::Heic;
  if (one_of({"M4A ", "M4B "})) return ContentType::M4a;
  if (brand.starts_with("3gp") || brand.starts_with("3g2")) return ContentType::Video3gp;
  if (one_of({"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"}))
    return ContentType::Mp4;
  return std::nullopt;
}

// Two bytes begin an audio frame, which chance produces: a second frame must follow where the first says.
std::optional<ContentType> type_by_audio_frame(ContentReader& file) {
  const std::uint32_t head = file.big(0, 4);
  if (head >> 21 != 0x7ff) return std::nullopt;
  const std::uint32_t version = head >> 19 & 3U;
  const std::uint32_t layer = head >> 17 & 3U;
  if (layer == 0) {  // ADTS
    const std::uint32_t length = file.big(3, 3) >> 5 & 0x1fffU;
    return length > 7 && file.big(length, 2) >> 4 == 0xfff ? std::optional(ContentType::Aac) : std::nullopt;
  }
  const std::uint32_t bit_rate = head >> 12 & 15U;
  const std::uint32_t sample_rate = head >> 10 & 3U;
  if (layer != 1 || version == 1 || bit_rate == 0 || bit_rate == 15 || sample_rate == 3) return std::nullopt;
  // ISO/IEC 11172-3 and 13818-3, layer III: kbit/s and Hz.
  static constexpr std::array<std::uint32_t, 15> kbit_1{0,   32,  40,  48,  56,  64,  80, 96,
                                                        112, 128, 160, 192, 224, 256, 320};
  static constexpr std::array<std::uint32_t, 15> kbit_2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  static constexpr std::array<std::uint32_t, 3> hertz{44'100, 48'000, 32'000};
  const std::uint32_t rate = hertz[sample_rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  const std::uint32_t bits = (version == 3 ? kbit_1 : kbit_2)[bit_rate] * 1000;
  const std::uint32_t length = (version == 3 ? 144 : 72) * bits / rate + (head >> 9 & 1U);
  return file.big(length, 2) >> 5 == 0x7ff ? std::optional(ContentType::Mp3) : std::nullopt;
}

// A message kept as a file (RFC 5322): header lines first, From and Date among them, then an empty line. It may carry
// HTML, which is why it is a type of its own: it is given out as a download and never shown.
bool is_mail(ContentReader& file) {
  const std::string text = file.at(0, 16'384);
  const auto end = std::min(text.find("\n\n"), text.find("\r\n\r\n"));
  if (end == std::string::npos) return false;
  const std::string header = '\n' + text.substr(0, end);
  const auto colon = header.find(':');
  const bool begins_with_field = colon != std::string::npos && colon > 1 && header.find_first_of(" <\n", 1) > colon;
  return begins_with_field && header.find("\nFrom: ") != std::string::npos &&
         header.find("\nDate: ") != std::string::npos && is_clean_text(file);
}

// Text that is not what a browser or a shell would run.
bool is_plain_text(ContentReader& file) { return !looks_like_markup(file.at(0, 4096)) && is_clean_text(file); }

// UTF-8 throughout, without control characters.
bool is_clean_text(ContentReader& file) {
  constexpr std::size_t piece = 65'536;
  std::string text;
  for (std::uint64_t offset = 0; offset < file.size();) {
    text = file.at(offset, piece);
    const auto length = static_cast<std::int32_t>(text.size());
    const bool last = offset + text.size() >= file.size();
    std::int32_t at = 0;
    while (at < length && (last || length - at >= 4)) {
      UChar32 letter = 0;
      U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, letter);
      if (letter < 0 || letter == 0x7f) return false;
      if (letter < 0x20 && letter != '\t' && letter != '\n' && letter != '\r' && letter != '\f') return false;
    }
    if (at == 0) return false;
    offset += static_cast<std::uint64_t>(at);
  }
  return true;
}

bool looks_like_markup(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
  if (text.starts_with('<') || text.starts_with("#!") || text.starts_with("{\\rtf") || text.starts_with("%!"))
    return true;
  std::string lower(text.substr(0, 4096));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower.find("<html") != std::string::npos || lower.find("<script") != std::string::npos ||
         lower.find("<svg") != std::string::npos;
}

}  // namespace
}  // namespace dumas::store
