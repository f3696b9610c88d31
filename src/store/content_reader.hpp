// Looks at bytes anywhere in an uploaded file, for content_*.cpp. Past the end it reads nothing and says so; numbers
// that are not there are 0, so that a cut file is judged and never overruns.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace dumas::store {

class ContentReader {
 public:
  explicit ContentReader(const std::filesystem::path& file);  // std::system_error when it cannot be read
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::string at(std::uint64_t offset, std::size_t count);  // shorter at the end
  [[nodiscard]] std::uint32_t big(std::uint64_t offset, int bytes);
  [[nodiscard]] std::uint32_t little(std::uint64_t offset, int bytes);

 private:
  std::ifstream stream_;
  std::uint64_t size_;
};

}  // namespace dumas::store
