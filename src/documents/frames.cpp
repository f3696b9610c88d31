#include "documents/frames.hpp"

#include <stdexcept>

namespace dumas::documents {
namespace {

void put_length(std::string& out, std::size_t length) {
  if (length > largest_frame) throw std::length_error("a field of a frame is too long");
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>((length >> shift) & 0xFFU);
}

void put(std::string& out, std::string_view piece) {
  put_length(out, piece.size());
  out += piece;
}

// Takes a piece from the front of the rest.
std::optional<std::string_view> take(std::string_view& rest) {
  if (rest.size() < frame_head) return std::nullopt;
  const std::size_t size = frame_length(rest);
  rest.remove_prefix(frame_head);
  if (size > rest.size()) return std::nullopt;
  const std::string_view piece = rest.substr(0, size);
  rest.remove_prefix(size);
  return piece;
}

}  // namespace

std::string_view Fields::get(std::string_view name) const {
  for (const auto& [own, value] : fields_)
    if (own == name) return value;
  return {};
}

std::string Fields::frame() const {
  std::size_t size = 0;
  for (const auto& [name, value] : fields_) size += 2 * frame_head + name.size() + value.size();
  std::string out;
  out.reserve(frame_head + size);
  put_length(out, size);
  for (const auto& [name, value] : fields_) {
    put(out, name);
    put(out, value);
  }
  return out;
}

std::optional<Fields> Fields::read(std::string_view body) {
  Fields fields;
  while (!body.empty()) {
    const auto name = take(body);
    const auto value = name ? take(body) : std::nullopt;
    if (!value) return std::nullopt;
    fields.add(*name, *value);
  }
  return fields;
}

std::uint32_t frame_length(std::string_view head) {
  std::uint32_t length = 0;
  for (const char byte : head.substr(0, frame_head)) length = (length << 8U) | static_cast<unsigned char>(byte);
  return length;
}

}  // namespace dumas::documents
