#include "store/content_reader.hpp"

#include <cerrno>
#include <new>
#include <system_error>

namespace dumas::store {

ContentReader::ContentReader(const std::filesystem::path& file) : stream_(file, std::ios::binary), size_(0) {
  if (!stream_ && errno == ENOMEM) throw std::bad_alloc{};  // of the stream's buffer: it passes, as any want of memory
  if (!stream_) throw std::system_error(errno, std::generic_category(), file.filename().string());
  size_ = std::filesystem::file_size(file);
}

std::string ContentReader::at(std::uint64_t offset, std::size_t count) {
  if (offset >= size_) return {};
  std::string bytes(count, '\0');
  stream_.clear();
  stream_.seekg(static_cast<std::streamoff>(offset));
  stream_.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(stream_.gcount()));
  return bytes;
}

std::uint32_t ContentReader::big(std::uint64_t offset, int bytes) {
  std::uint32_t number = 0;
  const std::string octets = at(offset, static_cast<std::size_t>(bytes));
  if (octets.size() < static_cast<std::size_t>(bytes)) return 0;
  for (const char octet : octets) number = number << 8 | static_cast<unsigned char>(octet);
  return number;
}

std::uint32_t ContentReader::little(std::uint64_t offset, int bytes) {
  std::uint32_t number = 0;
  const std::string octets = at(offset, static_cast<std::size_t>(bytes));
  if (octets.size() < static_cast<std::size_t>(bytes)) return 0;
  for (auto octet = octets.rbegin(); octet != octets.rend(); ++octet)
    number = number << 8 | static_cast<unsigned char>(*octet);
  return number;
}

}  // namespace dumas::store
