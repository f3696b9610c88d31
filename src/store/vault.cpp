// The key file, sealing and keyed look-up hashes.
#include "store/vault.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "store/digest.hpp"

namespace dumas::store {

namespace {
// A sealed value: version, key id, nonce, ciphertext, tag. The id leaves room for a second key; there is one so far.
constexpr char seal_version = 1;
constexpr char key_id = 1;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t head_size = 2 + nonce_size;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char derivation_context[] = "dumasv01";

enum class KeyFile { Made, Exists };
KeyFile make_key_file(const std::filesystem::path& path);
Result<SecretKey> read_key_file(const std::filesystem::path& path);
[[noreturn]] void throw_errno(const std::filesystem::path& path);
std::string authenticated(std::string_view head, std::string_view context);
unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
}  // namespace

Result<Vault> Vault::open_or_create(const std::filesystem::path& key_file, const std::filesystem::path& database) {
  return open_or_create(key_file, std::filesystem::exists(database) ? SealedData::Present : SealedData::None);
}

Result<Vault> Vault::open_or_create(const std::filesystem::path& key_file, SealedData data) {
  if (!std::filesystem::exists(key_file)) {
    if (data == SealedData::Present) return Refusal{"KEY_MISSING", "", "error.key_missing", {key_file.string()}};
    make_key_file(key_file);
  }
  const Result<SecretKey> key = read_key_file(key_file);
  if (!key) return key.refusal();
  return Vault(*key);
}

Vault::Vault(const SecretKey& master) : master_(master) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  seal_ = subkey(Subkey::Seal);
  lookup_ = subkey(Subkey::Lookup);
}

std::string Vault::seal(std::string_view plain, std::string_view context) const {
  std::string sealed(head_size + plain.size() + tag_size, '\0');
  sealed[0] = seal_version;
  sealed[1] = key_id;
  randombytes_buf(sealed.data() + 2, nonce_size);
  const std::string bound = authenticated(std::string_view(sealed).substr(0, 2), context);
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(sealed) + head_size, nullptr, octets(plain), plain.size(),
                                             octets(std::string_view(bound)), bound.size(), nullptr, octets(sealed) + 2,
                                             seal_.data());
  return sealed;
}

std::optional<std::string> Vault::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < head_size + tag_size || sealed[0] != seal_version || sealed[1] != key_id) return std::nullopt;
  const std::string bound = authenticated(sealed.substr(0, 2), context);
  std::string plain(sealed.size() - head_size - tag_size, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      octets(plain), nullptr, nullptr, octets(sealed) + head_size, sealed.size() - head_size,
      octets(std::string_view(bound)), bound.size(), octets(sealed) + 2, seal_.data());
  if (code != 0) return std::nullopt;
  return plain;
}

std::string Vault::lookup_hash(std::string_view purpose, std::string_view value) const {
  std::string hash(32, '\0');
  crypto_generichash_state state;
  crypto_generichash_init(&state, lookup_.data(), SecretKey::size, hash.size());
  // The length between them keeps ("ab", "c") and ("a", "bc") apart.
  const std::uint64_t length = purpose.size();
  unsigned char length_bytes[8];
  for (unsigned i = 0; i < 8; ++i) length_bytes[i] = static_cast<unsigned char>(length >> (8 * i));
  crypto_generichash_update(&state, length_bytes, sizeof length_bytes);
  crypto_generichash_update(&state, octets(purpose), purpose.size());
  crypto_generichash_update(&state, octets(value), value.size());
  crypto_generichash_final(&state, octets(hash), hash.size());
  return to_hex(hash);
}

SecretKey Vault::subkey(Subkey use) const {
  SecretKey key;
  crypto_kdf_derive_from_key(key.data(), SecretKey::size, static_cast<std::uint64_t>(use), derivation_context,
                             master_.data());
  return key;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

namespace {

KeyFile make_key_file(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  if (std::filesystem::create_directories(folder)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  }
  const std::string key = random_bytes(SecretKey::size);
  // Of two programs that make it at once in a shared folder, both read the first one's, and neither reads half of it: a
  // link appears whole and takes nobody's place.
  const std::filesystem::path partial = path.string() + "." + to_hex(random_bytes(8)) + ".partial";
  const int file = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) throw_errno(partial);
  const bool written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  ::close(file);
  const bool linked = written && ::link(partial.c_str(), path.c_str()) == 0;
  const int reason = errno;
  ::unlink(partial.c_str());
  if (written && !linked && reason == EEXIST) return KeyFile::Exists;
  if (!linked) throw std::system_error(reason, std::generic_category(), path.string());
  const int parent = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent < 0 || ::fsync(parent) != 0) throw_errno(folder);
  ::close(parent);
  return KeyFile::Made;
}

Result<SecretKey> read_key_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw_errno(path);
  struct stat about {};
  const bool known = ::fstat(file, &about) == 0;
  SecretKey key;
  const bool whole = known && about.st_size == SecretKey::size &&
                     ::read(file, key.data(), SecretKey::size) == static_cast<ssize_t>(SecretKey::size);
  ::close(file);
  if (known && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return Refusal{"KEY_EXPOSED", "", "error.key_exposed", {path.string()}};
  if (!whole) return Refusal{"KEY_INVALID", "", "error.key_invalid", {path.string()}};
  return key;
}

void throw_errno(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

// Version and key id are authenticated with the context, so that neither can be exchanged.
std::string authenticated(std::string_view head, std::string_view context) { return std::string(head).append(context); }

}  // namespace
}  // namespace dumas::store
