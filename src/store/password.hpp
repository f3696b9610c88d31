// Password hashes with Argon2id (RFC 9106). One hash fills a core and tens of megabytes, so few run at once, a few more
// may wait, and the rest are refused. Called by the sign-in of app/ and by `dumas user`.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dumas::store {

struct PasswordOptions {
  std::uint32_t memory_kib = 65'536;  // at least 8
  std::uint32_t passes = 2;           // at least 1
  unsigned at_once = 0;               // 0: one per core
  unsigned waiting = 8;               // callers that may wait for a core
};

// YesButOutdated: right, but hashed with other parameters; hash it anew and store that.
enum class PasswordMatch { No, Yes, YesButOutdated };

class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordOptions options = {});
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  // The text to store: algorithm, parameters, salt and hash. Refusal: TOO_BUSY (error.too_busy), to be answered 429.
  [[nodiscard]] Result<std::string> hash(std::string_view password);

  // `stored` is nullopt for an unknown user: the answer is No after the same work. Refusal: TOO_BUSY.
  [[nodiscard]] Result<PasswordMatch> verify(std::string_view password, const std::optional<std::string>& stored);

 private:
  class Turn;
  PasswordOptions options_;
  std::string dummy_;
  std::mutex mutex_;
  std::condition_variable freed_;
  unsigned running_ = 0;
  unsigned waiting_ = 0;
};

}  // namespace dumas::store
