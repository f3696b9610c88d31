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
std::size_t memory_bytes(const PasswordOptions& options) { return std::size_t{options.memory_kib} * 1024; }
const Refusal too_busy{"TOO_BUSY", "", "error.too_busy"};
}  // namespace

PasswordHasher::PasswordHasher(PasswordOptions options) : options_(options) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  if (options_.at_once == 0) options_.at_once = std::max(1U, std::thread::hardware_concurrency());
  dummy_ = argon2id("no one's password", options_);
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
}  // namespace

}  // namespace dumas::store
