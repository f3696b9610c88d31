#include "store/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace dumas::store {

// A place among the hashes that may run at once.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    if (hasher_.running_ >= hasher_.options_.at_once) {
      if (hasher_.waiting_ >= hasher_.options_.waiting) return;
      ++hasher_.waiting_;
      hasher_.freed_.wait(lock, [&] { return hasher_.running_ < hasher_.options_.at_once; });
      --hasher_.waiting_;
    }
    ++hasher_.running_;
    given_ = true;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!given_) return;
    const std::lock_guard lock(hasher_.mutex_);
    --hasher_.running_;
    hasher_.freed_.notify_one();
  }
  [[nodiscard]] bool given() const { return given_; }

 private:
  PasswordHasher& hasher_;
  bool given_ = false;
};

namespace {
std::string argon2id(std::string_view password, const PasswordOptions& options);
std::string nobodys_hash(const PasswordOptions& options);
std::size_t memory_bytes(const PasswordOptions& options) { return std::size_t{options.memory_kib} * 1024; }
const Refusal too_busy{"TOO_BUSY", "", "error.too_busy"};
}  // namespace

PasswordHasher::PasswordHasher(PasswordOptions options) : options_(options) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  if (options_.at_once == 0) options_.at_once = std::max(1U, std::thread::hardware_concurrency());
  dummy_ = nobodys_hash(options_);
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  if (!turn.given()) return too_busy;
  return argon2id(password, options_);
}

Result<PasswordMatch> PasswordHasher::verify(std::string_view password, const std::optional<std::string>& stored) {
  const Turn turn(*this);
  if (!turn.given()) return too_busy;
  const std::string& expected = stored ? *stored : dummy_;
  const bool right = crypto_pwhash_str_verify(expected.c_str(), password.data(), password.size()) == 0;
  if (!right || !stored) return PasswordMatch::No;
  const int outdated = crypto_pwhash_str_needs_rehash(expected.c_str(), options_.passes, memory_bytes(options_));
  return outdated == 0 ? PasswordMatch::Yes : PasswordMatch::YesButOutdated;
}

namespace {
std::string argon2id(std::string_view password, const PasswordOptions& options) {
  char text[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(text, password.data(), password.size(), options.passes, memory_bytes(options),
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("Argon2id: not enough memory, or parameters out of range");
  }
  return text;
}

// A hash in Argon2's own notation that no password has: salt and hash are random. To verify against it is the work of
// any other; to make it is none, so that starting costs no hash.
std::string nobodys_hash(const PasswordOptions& options) {
  constexpr std::size_t salt_size = 16, hash_size = 32;  // those of crypto_pwhash_str
  const auto random_digits = [](std::size_t size) {
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    std::string digits(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
    sodium_bin2base64(digits.data(), digits.size(), reinterpret_cast<const unsigned char*>(bytes.data()), size,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    digits.pop_back();  // the end mark
    return digits;
  };
  return "$argon2id$v=19$m=" + std::to_string(options.memory_kib) + ",t=" + std::to_string(options.passes) + ",p=1$" +
         random_digits(salt_size) + "$" + random_digits(hash_size);
}
}  // namespace

}  // namespace dumas::store
