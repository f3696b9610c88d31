// Wiping that the compiler may not leave out (glibc's explicit_bzero).
#include "signing/passphrase.hpp"

#include <string.h>

#include <algorithm>

namespace dumas::signing {

Passphrase::Passphrase(std::string&& typed) : size_(typed.size() + 1), text_(std::make_unique<char[]>(size_)) {
  std::copy(typed.begin(), typed.end(), text_.get());
  ::explicit_bzero(typed.data(), typed.size());
  typed.clear();
}

Passphrase::~Passphrase() {
  if (text_) ::explicit_bzero(text_.get(), size_);
}

}  // namespace dumas::signing
