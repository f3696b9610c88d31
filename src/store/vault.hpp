// Personal data at rest: names, addresses, free text and files are sealed with a key that lives in a file outside the
// database, so that a copied database alone says nothing. Used by people, files, accounts and search of store/, and by
// app/ for the look-up of tracking codes, PINs and session tokens.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dumas::store {

// 32 secret bytes, wiped when they go out of scope.
class SecretKey {
 public:
  static constexpr std::size_t size = 32;
  SecretKey() = default;
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();
  [[nodiscard]] unsigned char* data() { return bytes_.data(); }
  [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }

 private:
  std::array<unsigned char, size> bytes_{};
};

// Keys derived from the master key, one for each use. The numbers are stored data's meaning: never renumber.
enum class Subkey : std::uint64_t { Seal = 1, Lookup = 2, Files = 3, FileNames = 4, Search = 5, Checkpoint = 6 };

// Whether something may be sealed with a key already.
enum class SealedData { None, Present };

class Vault {
 public:
  // Reads the key file (32 bytes), or makes one (mode 0600, its folder 0700) when there is none and no `database`
  // either. Refusals: KEY_MISSING (error.key_missing {path}: a database exists, its key does not), KEY_EXPOSED
  // (error.key_exposed {path}: group or others may read it), KEY_INVALID (error.key_invalid {path}: not 32 bytes).
  static Result<Vault> open_or_create(const std::filesystem::path& key_file, const std::filesystem::path& database);
  // The same where the database is no file.
  static Result<Vault> open_or_create(const std::filesystem::path& key_file, SealedData data);
  explicit Vault(const SecretKey& master);

  // XChaCha20-Poly1305 with a random nonce: version, key id, nonce, ciphertext and tag; 42 bytes longer than `plain`.
  // `context` says what it belongs to, e.g. "record:42"; it is not stored, and open() needs the same.
  [[nodiscard]] std::string seal(std::string_view plain, std::string_view context) const;
  // nullopt: changed, cut, sealed with another key or for another context.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

  // Keyed BLAKE2b-256, 64 hex digits: finds a tracking code, session token or idempotency key without storing it.
  // The same value has another hash for another purpose.
  [[nodiscard]] std::string lookup_hash(std::string_view purpose, std::string_view value) const;

  [[nodiscard]] SecretKey subkey(Subkey use) const;

 private:
  SecretKey master_;
  SecretKey seal_;
  SecretKey lookup_;
};

// Compares in a time that depends on the length alone.
[[nodiscard]] bool equal(std::string_view a, std::string_view b);

// Bytes from the system's generator, for tokens, codes and keys.
[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace dumas::store
