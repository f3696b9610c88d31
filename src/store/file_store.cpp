// The layout of a stored file: "DUMF", version, key id, the secretstream header (24 bytes), then pieces of 64 KiB, each
// 17 bytes longer than its content, the last one marked as the last. The file's name is authenticated with each piece.
#include "store/file_store.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "store/digest.hpp"
#include "store/sync_failure.hpp"

namespace dumas::store {

namespace {
constexpr std::string_view magic{"DUMF\x01\x01", 6};
constexpr std::size_t piece_size = 65'536;
constexpr std::size_t piece_overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t head_size = magic.size() + crypto_secretstream_xchacha20poly1305_HEADERBYTES;

class File;
struct Fingerprint {
  std::string name;
  std::string sha256;
  std::uint64_t size = 0;
};
Fingerprint fingerprint(const std::filesystem::path& source, const SecretKey& name_key);
void encrypt(const std::filesystem::path& source, File& target, const std::string& name, const SecretKey& key);
void sync_folder(const std::filesystem::path& folder);
bool is_name(std::string_view name);
[[noreturn]] void throw_errno(const std::filesystem::path& path, int error);
unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// A descriptor that closes itself. Reads and writes go to the end of what was asked, or throw.
class File {
 public:
  File(std::filesystem::path path, int flags)
      : path_(std::move(path)), descriptor_(::open(path_.c_str(), flags | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) throw_errno(path_, errno);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(descriptor_); }

  // Fewer bytes than asked: the end of the file.
  std::size_t read(std::string& into, std::size_t at_most) {
    into.resize(at_most);
    std::size_t got = 0;
    while (got < at_most) {
      const ssize_t count = ::read(descriptor_, into.data() + got, at_most - got);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw_errno(path_, errno);
      if (count == 0) break;
      got += static_cast<std::size_t>(count);
    }
    into.resize(got);
    return got;
  }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw_errno(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void sync() {
    if (::fsync(descriptor_) == 0) return;
    const int error = errno;
    if (error != ENOSPC && error != EDQUOT) remember_failed_sync();
    throw_errno(path_, error);
  }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

// Removes an unfinished file, whatever went wrong.
struct Unfinished {
  std::filesystem::path path;
  explicit Unfinished(std::filesystem::path at) : path(std::move(at)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};
}  // namespace

FileStore::FileStore(std::filesystem::path folder, const Vault& vault)
    : folder_(std::move(folder)),
      content_key_(vault.subkey(Subkey::Files)),
      name_key_(vault.subkey(Subkey::FileNames)) {
  std::filesystem::create_directories(folder_);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

Result<StoredFile> FileStore::keep(const std::filesystem::path& source) const {
  try {
    const Fingerprint print = fingerprint(source, name_key_);
    const std::filesystem::path target = path_of(print.name);
    const StoredFile stored{print.name, print.size, print.sha256};
    // The name alone does not vouch for bytes that have decayed since: a damaged copy is written anew.
    if (std::filesystem::exists(target) && verify(print.name) == Reading::Complete) {
      sync_folder(target.parent_path());
      return stored;
    }
    if (std::filesystem::create_directory(target.parent_path())) sync_folder(folder_);
    const Unfinished partial(folder_ / ("partial-" + to_hex(random_bytes(8))));
    {
      File file(partial.path, O_WRONLY | O_CREAT | O_EXCL);
      encrypt(source, file, print.name, content_key_);
      file.sync();
    }
    std::filesystem::rename(partial.path, target);
    sync_folder(target.parent_path());
    return stored;
  } catch (const std::system_error& error) {
    const bool full = error.code() == std::errc::no_space_on_device || error.code().value() == EDQUOT;
    if (!full) throw;
    return Refusal{"DISK_FULL", "", "error.disk_full"};
  }
}

Reading FileStore::read(std::string_view name, const std::function<Flow(std::string_view piece)>& sink) const {
  if (!is_name(name) || !std::filesystem::exists(path_of(name))) return Reading::Missing;
  File file(path_of(name), O_RDONLY);
  std::string head;
  if (file.read(head, head_size) != head_size || !head.starts_with(magic)) return Reading::Damaged;
  crypto_secretstream_xchacha20poly1305_state state;
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, octets(head) + magic.size(), content_key_.data()) != 0) {
    return Reading::Damaged;
  }
  std::string sealed;
  std::string plain(piece_size, '\0');
  while (file.read(sealed, piece_size + piece_overhead) >= piece_overhead) {
    unsigned long long length = 0;
    unsigned char tag = 0;
    const int code = crypto_secretstream_xchacha20poly1305_pull(&state, octets(plain), &length, &tag, octets(sealed),
                                                                sealed.size(), octets(name), name.size());
    if (code != 0) return Reading::Damaged;
    if (length > 0 && sink(std::string_view(plain).substr(0, length)) == Flow::Stop) return Reading::Stopped;
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
      return file.read(sealed, 1) == 0 ? Reading::Complete : Reading::Damaged;
    }
  }
  return Reading::Damaged;  // it ends before the piece that is marked as the last
}

std::optional<std::uint64_t> FileStore::size(std::string_view name) const {
  if (!is_name(name)) return std::nullopt;
  std::error_code error;
  const std::uintmax_t sealed = std::filesystem::file_size(path_of(name), error);
  if (error || sealed < head_size + piece_overhead) return std::nullopt;
  const std::uint64_t body = sealed - head_size;
  const std::uint64_t pieces = (body + piece_size + piece_overhead - 1) / (piece_size + piece_overhead);
  return body - pieces * piece_overhead;
}

Reading FileStore::verify(std::string_view name) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, name_key_.data(), SecretKey::size, 32);
  const Reading reading = read(name, [&](std::string_view piece) {
    crypto_generichash_update(&state, octets(piece), piece.size());
    return Flow::Continue;
  });
  if (reading != Reading::Complete) return reading;
  std::string hash(32, '\0');
  crypto_generichash_final(&state, octets(hash), hash.size());
  return to_hex(hash) == name ? Reading::Complete : Reading::Damaged;
}

void FileStore::remove(std::string_view name) const {
  if (!is_name(name)) return;
  const std::filesystem::path path = path_of(name);
  if (std::filesystem::remove(path)) sync_folder(path.parent_path());
}

std::filesystem::path FileStore::path_of(std::string_view name) const {
  return folder_ / name.substr(0, 2) / name.substr(2);
}

namespace {

Fingerprint fingerprint(const std::filesystem::path& source, const SecretKey& name_key) {
  Fingerprint print;
  Sha256 sha;
  crypto_generichash_state state;
  crypto_generichash_init(&state, name_key.data(), SecretKey::size, 32);
  File file(source, O_RDONLY);
  std::string piece;
  while (file.read(piece, piece_size) > 0) {
    sha.add(piece);
    crypto_generichash_update(&state, octets(std::string_view(piece)), piece.size());
    print.size += piece.size();
  }
  std::string hash(32, '\0');
  crypto_generichash_final(&state, octets(hash), hash.size());
  print.name = to_hex(hash);
  print.sha256 = to_hex(sha.finish());
  return print;
}

void encrypt(const std::filesystem::path& source, File& target, const std::string& name, const SecretKey& key) {
  crypto_secretstream_xchacha20poly1305_state state;
  std::string head(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&state, octets(head), key.data());
  target.write(magic);
  target.write(head);
  File file(source, O_RDONLY);
  std::string piece;
  std::string next;
  std::string sealed;
  file.read(piece, piece_size);
  for (bool last = false; !last;) {
    file.read(next, piece_size);
    last = next.empty();
    sealed.resize(piece.size() + piece_overhead);
    const unsigned char tag =
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&state, octets(sealed), nullptr, octets(std::string_view(piece)),
                                               piece.size(), octets(std::string_view(name)), name.size(), tag);
    target.write(sealed);
    std::swap(piece, next);
  }
}

void sync_folder(const std::filesystem::path& folder) { File(folder, O_RDONLY | O_DIRECTORY).sync(); }

// Nothing else reaches the file system, so that no name can climb out of the folder.
bool is_name(std::string_view name) {
  return name.size() == 64 &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void throw_errno(const std::filesystem::path& path, int error) {
  throw std::system_error(error, std::generic_category(), path.filename().string());
}

}  // namespace
}  // namespace dumas::store
