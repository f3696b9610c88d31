#include "app/dossier/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace dumas::app::dossier {
namespace {

// A file without a name: opened for us alone, its name taken away at once.
class Nameless {
 public:
  explicit Nameless(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::string name = (folder / "dossier-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "dossier");
    ::unlink(name.c_str());
  }
  explicit Nameless(InMemory) : descriptor_(::memfd_create("zip", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "zip");
  }
  Nameless(const Nameless&) = delete;
  Nameless& operator=(const Nameless&) = delete;
  ~Nameless() { ::close(descriptor_); }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Linux opens a descriptor's file again by this path, whether it has a name or not.
  [[nodiscard]] std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_ = -1;
};

}  // namespace

struct ZipWriter::Open {
  std::shared_ptr<const Nameless> file;
  archive* zip = nullptr;

  explicit Open(std::shared_ptr<const Nameless> nameless) : file(std::move(nameless)) {
    zip = archive_write_new();
    if (zip == nullptr) throw std::bad_alloc();
    archive_write_set_format_zip(zip);
    archive_write_set_bytes_in_last_block(zip, 1);  // no filling behind the end
    check(archive_write_open_fd(zip, file->descriptor()));
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    if (zip != nullptr) archive_write_free(zip);
  }

  void check(long code) const {
    if (code >= ARCHIVE_WARN) return;
    const int error = archive_errno(zip);
    throw std::system_error(error > 0 ? error : EIO, std::generic_category(), "dossier");
  }
};

ZipWriter::ZipWriter(const std::filesystem::path& folder)
    : open_(std::make_unique<Open>(std::make_shared<const Nameless>(folder))) {}
ZipWriter::ZipWriter(InMemory memory) : open_(std::make_unique<Open>(std::make_shared<const Nameless>(memory))) {}
ZipWriter::~ZipWriter() = default;

void ZipWriter::add(std::string_view name, Instant changed, Packing packing, std::string_view content) {
  add(name, changed, packing, content.size(), [content](const Sink& sink) { sink(content); });
}

void ZipWriter::add(std::string_view name, Instant changed, Packing packing, std::uint64_t size,
                    const std::function<void(const Sink&)>& feed) {
  archive* zip = open_->zip;
  open_->check(packing == Packing::Store ? archive_write_zip_set_compression_store(zip)
                                         : archive_write_zip_set_compression_deflate(zip));
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry{archive_entry_new(), &archive_entry_free};
  archive_entry_set_pathname(entry.get(), std::string{name}.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), static_cast<time_t>(to_millis(changed) / 1000), 0);
  open_->check(archive_write_header(zip, entry.get()));
  std::uint64_t written = 0;
  feed([&](std::string_view piece) {
    while (!piece.empty()) {
      const auto taken = archive_write_data(zip, piece.data(), piece.size());
      open_->check(taken);
      if (taken == 0) throw std::logic_error("an entry is longer than it said");
      piece.remove_prefix(static_cast<std::size_t>(taken));
      written += static_cast<std::uint64_t>(taken);
    }
  });
  if (written != size) throw std::logic_error("an entry is shorter than it said");
  open_->check(archive_write_finish_entry(zip));
}

ZipFile ZipWriter::finish() {
  open_->check(archive_write_close(open_->zip));
  struct stat about {};
  if (::fstat(open_->file->descriptor(), &about) != 0)
    throw std::system_error(errno, std::generic_category(), "dossier");
  return {.path = open_->file->path(), .size = static_cast<std::uint64_t>(about.st_size), .keeper = open_->file};
}

}  // namespace dumas::app::dossier
