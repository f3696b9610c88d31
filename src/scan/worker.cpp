#include "scan/worker.hpp"

#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "scan/assembly.hpp"
#include "scan/confine.hpp"
#include "scan/frames.hpp"
#include "scan/sorting.hpp"
#include "scan/source.hpp"

namespace dumas::scan {
namespace {

constexpr int first_dpi = 200, second_dpi = 300;  // of a PDF's pages

class Channel {
 public:
  Channel(int input, int output) : input_(input), output_(output) {}
  void say(FrameKind kind, std::string_view body);
  [[nodiscard]] std::string hear(FrameKind kind, std::uint64_t most);  // throws when something else comes

 private:
  void write_all(std::string_view bytes) const;
  [[nodiscard]] std::string read_exactly(std::size_t count) const;
  int input_, output_;
};

class ScanWork {
 public:
  ScanWork(Channel& channel, const Setup& setup) : channel_(channel), setup_(setup) {}
  void run();

 private:
  void open_files();
  void look_at_pages();
  PageMark look_at(SourceFile& file, int page, bool& blank) const;
  void append(std::size_t file, int source_page, Turn turn);
  void turn_to(std::size_t file);

  Channel& channel_;
  const Setup& setup_;
  std::uint64_t current_ = 0;  // number of the file that is worked on, for a refusal
  std::vector<std::string> bytes_;
  std::vector<std::unique_ptr<SourceFile>> files_;
  std::vector<SeenPage> seen_;
  Assembly assembly_;
};

std::unique_ptr<SourceFile> open_file(ScanFormat format, std::string_view bytes, PageBounds bounds);

}  // namespace

int run_worker(int input, int output) {
  Channel channel{input, output};
  constexpr std::uint64_t longest_setup = 1 << 20;
  const auto setup = read_setup(channel.hear(FrameKind::Setup, longest_setup));
  if (!setup) return 2;
  confine(setup->limits);
  ScanWork{channel, *setup}.run();
  return 0;
}

namespace {

void ScanWork::run() {
  try {
    for (std::size_t file = 0; file < setup_.formats.size(); ++file)
      bytes_.push_back(channel_.hear(FrameKind::Data, setup_.limits.bytes));
    open_files();
    look_at_pages();
    ScanReading reading = sort_pages(seen_);
    for (auto& paper : reading.papers) {
      assembly_.begin();
      for (const auto& page : paper.pages) append(page.file, page.source_page, page.turn);
      paper.pdf = assembly_.finish();
    }
    if (!reading.unrecognised.empty()) {
      assembly_.begin();
      for (const auto& page : reading.unrecognised) append(page.file, page.source_page, Turn::None);
      reading.unrecognised_pdf = assembly_.finish();
    }
    channel_.say(FrameKind::Reading, write_reading(reading));
  } catch (const TooLarge&) {
    channel_.say(FrameKind::TooLarge, write_number(current_));
  } catch (const std::system_error&) {
    throw;                           // the server is gone
  } catch (const std::exception&) {  // ours, libqpdf's, or no memory left
    channel_.say(FrameKind::CannotRead, write_number(current_));
  }
}

void ScanWork::open_files() {
  std::uint64_t pages = 0;
  for (std::size_t file = 0; file < bytes_.size(); ++file) {
    turn_to(file);
    files_.push_back(open_file(setup_.formats[file], bytes_[file], {setup_.limits.page_pixels}));
    const int count = files_.back()->pages();
    pages += std::uint64_t(count);
    if (pages > setup_.limits.pages) throw TooLarge("too many pages");
    if (setup_.formats[file] == ScanFormat::Pdf) assembly_.add_pdf(file, bytes_[file], count);
  }
}

void ScanWork::look_at_pages() {
  for (std::size_t file = 0; file < files_.size(); ++file)
    for (int page = 0; page < files_[file]->pages(); ++page) {
      turn_to(file);
      SeenPage seen{.file = file, .source_page = page + 1};
      seen.found = look_at(*files_[file], page, seen.blank);
      seen_.push_back(std::move(seen));
    }
}

PageMark ScanWork::look_at(SourceFile& file, int page, bool& blank) const {
  GreyPicture picture = file.picture(page, first_dpi);
  PageMark found = find_mark(picture, setup_.site, Effort::FirstLook);
  if (found.choice != MarkChoice::None) return found;
  blank = is_blank(picture);
  if (blank) return found;
  // An untrusted page size may be fine at 200 dpi and too large at 300: then the first picture has to do.
  try {
    picture = file.picture(page, second_dpi);
  } catch (const TooLarge&) {
  }
  return find_mark(picture, setup_.site, Effort::Thorough);
}

void ScanWork::append(std::size_t file, int source_page, Turn turn) {
  turn_to(file);
  if (const auto picture = files_[file]->stored(source_page - 1))
    assembly_.append_picture(*picture, turn);
  else
    assembly_.append_pdf_page(file, source_page - 1, turn);
}

void ScanWork::turn_to(std::size_t file) {
  current_ = file + 1;
  channel_.say(FrameKind::Progress, write_number(current_));
}

std::unique_ptr<SourceFile> open_file(ScanFormat format, std::string_view bytes, PageBounds bounds) {
  switch (format) {
    case ScanFormat::Pdf: return open_pdf(bytes, bounds);
    case ScanFormat::Jpeg: return open_jpeg(bytes, bounds);
    case ScanFormat::Png: return open_png(bytes, bounds);
    case ScanFormat::Tiff: return open_tiff(bytes, bounds);
  }
  throw std::logic_error("a scan's format");
}

void Channel::say(FrameKind kind, std::string_view body) {
  write_all(frame_head(kind, body.size()));
  write_all(body);
}

std::string Channel::hear(FrameKind kind, std::uint64_t most) {
  const auto head = read_frame_head(read_exactly(frame_head_bytes));
  if (!head || head->kind != kind || head->size > most)
    throw std::system_error(EPROTO, std::generic_category(), "scan worker");
  return read_exactly(head->size);
}

void Channel::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(output_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
    if (count > 0) bytes.remove_prefix(std::size_t(count));
  }
}

std::string Channel::read_exactly(std::size_t count) const {
  std::string bytes(count, '\0');
  for (std::size_t at = 0; at < count;) {
    const ssize_t got = ::read(input_, bytes.data() + at, count - at);
    if (got == 0) throw std::system_error(ECONNRESET, std::generic_category(), "scan worker");
    if (got < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
    if (got > 0) at += std::size_t(got);
  }
  return bytes;
}

}  // namespace
}  // namespace dumas::scan
