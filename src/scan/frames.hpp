// What server and worker say to each other over a socket: frames of one kind byte, eight bytes of length (little
// endian), and that many bytes. The server believes no byte of what comes back: every count, index and word is checked.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/reading.hpp"

namespace dumas::scan {

// Setup and one Data per file go to the worker. It answers Progress with the number of the file (from 1) it turns to,
// and at last Reading, or one of the two refusals with that number (0: none in particular).
enum class FrameKind : std::uint8_t { Setup = 1, Data, Progress, Reading, CannotRead, TooLarge };

struct FrameHead {
  FrameKind kind{};
  std::uint64_t size = 0;
};
constexpr std::size_t frame_head_bytes = 9;
[[nodiscard]] std::string frame_head(FrameKind kind, std::uint64_t size);
[[nodiscard]] std::optional<FrameHead> read_frame_head(std::string_view bytes);

struct Setup {
  std::string site;
  ScanLimits limits;
  std::vector<ScanFormat> formats;  // of the files that follow
};
[[nodiscard]] std::string write_setup(const Setup& setup);
[[nodiscard]] std::optional<Setup> read_setup(std::string_view body);

[[nodiscard]] std::string write_number(std::uint64_t number);
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view body);

// `files` and `pages` bound what a reading may speak of.
[[nodiscard]] std::string write_reading(const ScanReading& reading);
[[nodiscard]] std::optional<ScanReading> read_reading(std::string_view body, std::size_t files, std::uint32_t pages);

}  // namespace dumas::scan
