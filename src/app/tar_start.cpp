#include "app/tar_start.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

namespace dumas::app {
namespace {

constexpr std::size_t piece = 1 << 20;
constexpr off_t given_back_at_once = 64 << 20;  // each time the file system writes down what is free

[[noreturn]] void fail(int error) {
  throw std::system_error(error > 0 ? error : EIO, std::generic_category(), "archive");
}

class File {
 public:
  File(const std::filesystem::path& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {  // NOLINT(cppcoreguidelines-pro-type-vararg)
    if (descriptor_ < 0) fail(errno);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(descriptor_); }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] off_t size() const {
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0) fail(errno);
    return about.st_size;
  }

 private:
  int descriptor_;
};

void check(archive* tar, long code) {
  if (code < ARCHIVE_WARN) fail(archive_errno(tar));
}

void write_whole(archive* tar, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto taken = archive_write_data(tar, bytes.data(), bytes.size());
    check(tar, taken);
    if (taken == 0) throw std::logic_error("the file is longer than it said");
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
}

}  // namespace

void start_tar(const std::filesystem::path& archive, const std::filesystem::path& file, const std::string& name) {
  const File from(file, O_RDWR), to(archive, O_WRONLY | O_CREAT | O_EXCL);
  const std::unique_ptr<::archive, decltype(&archive_write_free)> tar{archive_write_new(), &archive_write_free};
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry{archive_entry_new(), &archive_entry_free};
  if (!tar || !entry) throw std::bad_alloc();
  check(tar.get(), archive_write_set_format_gnutar(tar.get()));  // as tar itself writes it
  check(tar.get(), archive_write_open_fd(tar.get(), to.descriptor()));
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), from.size());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_mtime(entry.get(), ::time(nullptr), 0);
  check(tar.get(), archive_write_header(tar.get(), entry.get()));

  std::vector<char> bytes(piece);
  off_t done = 0, given_back = 0;
  for (;;) {
    const auto got = ::read(from.descriptor(), bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(errno);
    if (got == 0) break;
    write_whole(tar.get(), {bytes.data(), static_cast<std::size_t>(got)});
    done += got;
    if (done - given_back < given_back_at_once) continue;
    // A file system that cannot needs the room twice, as tar does.
    static_cast<void>(
        ::fallocate(from.descriptor(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, given_back, done - given_back));
    given_back = done;
  }
  if (done != from.size()) throw std::logic_error("the file is shorter than it said");
  check(tar.get(), archive_write_close(tar.get()));
}

}  // namespace dumas::app
