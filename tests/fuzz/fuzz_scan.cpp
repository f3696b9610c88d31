// libFuzzer target of what the server itself reads of a scan: the text of a code, and the frames that come back from the
// child that decodes. A mark that is read must read the same when it is written again; so must an answer.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scan/frames.hpp"
#include "scan/mark.hpp"

using namespace dumas::scan;

namespace {

constexpr std::string_view site = "https://kpu.example";

void mark_is_stable(std::string_view text) {
  const auto read = read_mark(text, site);
  if (!read) return;
  const auto& mark = read->mark;
  const auto total = mark.total == 0 ? "" : "&dari=" + std::to_string(mark.total);
  const auto again =
      read_mark(std::string{site} + "/periksa/" + mark.token + "?h=" + std::to_string(mark.page) + total, site);
  if (!again || again->mark != mark || !again->own_site) std::abort();
}

void answer_is_stable(std::string_view body) {
  const auto reading = read_reading(body, 3, 100);
  if (reading && write_reading(*reading) != body) std::abort();
  const auto setup = read_setup(body);
  if (setup && write_setup(*setup) != body) std::abort();
  (void)read_frame_head(body.substr(0, frame_head_bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0)
    mark_is_stable(bytes);
  else
    answer_is_stable(bytes);
  return 0;
}
