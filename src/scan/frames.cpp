#include "scan/frames.hpp"

#include "scan/mark.hpp"

namespace dumas::scan {
namespace {

constexpr std::uint64_t highest_number = 999;  // of a page, as mark.cpp reads it

class Writer {
 public:
  Writer& number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(value >> shift & 0xff);
    return *this;
  }
  Writer& text(std::string_view value) {
    number(value.size());
    bytes_ += value;
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// After the first thing that does not fit everything reads as 0 and good() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(std::uint64_t least = 0, std::uint64_t most = UINT64_MAX) {
    if (rest_.size() < 8) return fail();
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;) value = value << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(8);
    return value < least || value > most ? fail() : value;
  }
  std::string_view text() {
    const auto size = number(0, rest_.size());
    if (!good_ || size > rest_.size()) return fail(), std::string_view{};
    const auto value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }
  std::uint64_t fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::vector<int> read_numbers(Reader& reader) {
  std::vector<int> numbers;
  for (auto count = reader.number(0, highest_number); count > 0 && reader.good(); --count)
    numbers.push_back(static_cast<int>(reader.number(1, highest_number)));
  return numbers;
}

void write_numbers(Writer& writer, const std::vector<int>& numbers) {
  writer.number(numbers.size());
  for (const int number : numbers) writer.number(std::uint64_t(number));
}

bool is_token(std::string_view token);

}  // namespace

std::string frame_head(FrameKind kind, std::uint64_t size) {
  return static_cast<char>(kind) + Writer{}.number(size).take();
}

std::optional<FrameHead> read_frame_head(std::string_view bytes) {
  if (bytes.size() != frame_head_bytes) return std::nullopt;
  const auto kind = static_cast<unsigned char>(bytes.front());
  if (kind < std::uint8_t(FrameKind::Setup) || kind > std::uint8_t(FrameKind::TooLarge)) return std::nullopt;
  return FrameHead{static_cast<FrameKind>(kind), Reader{bytes.substr(1)}.number()};
}

std::string write_number(std::uint64_t number) { return Writer{}.number(number).take(); }

std::optional<std::uint64_t> read_number(std::string_view body) {
  Reader reader{body};
  const auto number = reader.number();
  return reader.finished() ? std::optional{number} : std::nullopt;
}

std::string write_setup(const Setup& setup) {
  Writer writer;
  const auto& limits = setup.limits;
  writer.text(setup.site).number(limits.bytes).number(limits.pages).number(limits.page_pixels).number(limits.memory);
  writer.number(std::uint64_t(limits.page_time.count())).number(std::uint64_t(limits.time.count()));
  writer.number(setup.formats.size());
  for (const auto format : setup.formats) writer.number(std::uint64_t(format));
  return writer.take();
}

std::optional<Setup> read_setup(std::string_view body) {
  Reader reader{body};
  Setup setup;
  setup.site = reader.text();
  setup.limits.bytes = reader.number();
  setup.limits.pages = static_cast<std::uint32_t>(reader.number(0, UINT32_MAX));
  setup.limits.page_pixels = reader.number();
  setup.limits.memory = reader.number();
  setup.limits.page_time = std::chrono::seconds(reader.number(0, INT32_MAX));
  setup.limits.time = std::chrono::seconds(reader.number(0, INT32_MAX));
  for (auto count = reader.number(); count > 0 && reader.good(); --count)
    setup.formats.push_back(static_cast<ScanFormat>(reader.number(0, std::uint64_t(ScanFormat::Tiff))));
  return reader.finished() ? std::optional{setup} : std::nullopt;
}

std::string write_reading(const ScanReading& reading) {
  Writer writer;
  writer.number(reading.papers.size());
  for (const auto& paper : reading.papers) {
    writer.text(paper.token).number(paper.pages.size());
    for (const auto& page : paper.pages)
      writer.number(std::uint64_t(page.number))
          .number(page.file)
          .number(std::uint64_t(page.source_page))
          .number(std::uint64_t(page.turn));
    write_numbers(writer, paper.missing);
    write_numbers(writer, paper.doubled);
    writer.number(std::uint64_t(paper.total.value_or(0))).text(paper.pdf);
  }
  writer.number(reading.unrecognised.size());
  for (const auto& page : reading.unrecognised)
    writer.number(page.file).number(std::uint64_t(page.source_page)).number(std::uint64_t(page.reason));
  return writer.text(reading.unrecognised_pdf).take();
}

std::optional<ScanReading> read_reading(std::string_view body, std::size_t files, std::uint32_t pages) {
  if (files == 0 || pages == 0) return std::nullopt;
  Reader reader{body};
  ScanReading reading;
  for (auto papers = reader.number(0, pages); papers > 0 && reader.good(); --papers) {
    ScannedPaper paper;
    paper.token = reader.text();
    if (!is_token(paper.token)) reader.fail();
    for (auto count = reader.number(1, pages); count > 0 && reader.good(); --count) {
      ScannedPage page;
      page.number = static_cast<int>(reader.number(1, highest_number));
      page.file = reader.number(0, files - 1);
      page.source_page = static_cast<int>(reader.number(1, pages));
      page.turn = static_cast<Turn>(reader.number(0, std::uint64_t(Turn::Left)));
      paper.pages.push_back(page);
    }
    paper.missing = read_numbers(reader);
    paper.doubled = read_numbers(reader);
    if (const auto total = reader.number(0, highest_number); total != 0) paper.total = static_cast<int>(total);
    paper.pdf = reader.text();
    reading.papers.push_back(std::move(paper));
  }
  for (auto count = reader.number(0, pages); count > 0 && reader.good(); --count) {
    UnrecognisedPage page;
    page.file = reader.number(0, files - 1);
    page.source_page = static_cast<int>(reader.number(1, pages));
    page.reason = static_cast<Unrecognised>(reader.number(0, std::uint64_t(Unrecognised::Ambiguous)));
    reading.unrecognised.push_back(page);
  }
  reading.unrecognised_pdf = reader.text();
  return reader.finished() ? std::optional{std::move(reading)} : std::nullopt;
}

namespace {

// By the same reading as from paper: a token that a mark could not hold is none.
bool is_token(std::string_view token) {
  const auto read = read_mark("https://x/periksa/" + std::string{token} + "?h=1", {});
  return read && read->mark.token == token;
}

}  // namespace
}  // namespace dumas::scan
