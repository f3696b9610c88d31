// The small text rules of HTTP declared in text.hpp.
#include "http/text.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

namespace dumas::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool alphanumeric(char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z'); }

}  // namespace

// The table of well-formed byte sequences: Unicode 15, table 3-7.
bool valid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = byte(i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    std::size_t more = 0;
    unsigned low = 0x80, high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
      more = 1;
    else if (first >= 0xE0 && first <= 0xEF)
      more = 2, low = first == 0xE0 ? 0xA0 : low, high = first == 0xED ? 0x9F : high;
    else if (first >= 0xF0 && first <= 0xF4)
      more = 3, low = first == 0xF0 ? 0x90 : low, high = first == 0xF4 ? 0x8F : high;
    else
      return false;
    if (text.size() - i <= more) return false;
    if (byte(i + 1) < low || byte(i + 1) > high) return false;
    for (std::size_t k = 2; k <= more; ++k) {
      if (byte(i + k) < 0x80 || byte(i + k) > 0xBF) return false;
    }
    i += more + 1;
  }
  return true;
}

bool well_formed_text(std::string_view text) { return text.find('\0') == std::string_view::npos && valid_utf8(text); }

std::optional<std::string> percent_decode(std::string_view encoded, Plus plus) {
  std::string raw;
  raw.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    if (c == '+' && plus == Plus::Space) {
      raw += ' ';
    } else if (c == '%') {
      if (encoded.size() - i < 3) return std::nullopt;
      const int high = hex_value(encoded[i + 1]);
      const int low = hex_value(encoded[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      raw += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      raw += c;
    }
  }
  return raw;
}

std::string percent_encode(std::string_view raw) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : raw) {
    if (alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return alphanumeric(c) || marks.find(c) != std::string_view::npos;
  });
}

std::string http_date(std::chrono::system_clock::time_point moment) {
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 64> buffer{};
  // Not %a and %b: they follow the locale.
  const std::string pattern = std::string(days[static_cast<std::size_t>(utc.tm_wday)]) + ", %d " +
                              months[static_cast<std::size_t>(utc.tm_mon)] + " %Y %H:%M:%S GMT";
  const auto length = std::strftime(buffer.data(), buffer.size(), pattern.c_str(), &utc);
  return {buffer.data(), length};
}

std::string random_hex(std::size_t bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string raw(bytes, '\0');
  for (std::size_t filled = 0; filled < bytes;) {
    const auto got = ::getrandom(raw.data() + filled, bytes - filled, 0);
    if (got < 0 && errno != EINTR) throw std::runtime_error("the system gives no random bytes");
    if (got > 0) filled += static_cast<std::size_t>(got);
  }
  std::string hex;
  hex.reserve(bytes * 2);
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    hex += {digits[byte >> 4], digits[byte & 15]};
  }
  return hex;
}

}  // namespace dumas::http
