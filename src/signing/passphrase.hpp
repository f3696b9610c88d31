// A passphrase on its way from the form to the key: wiped when it goes, never stored, never printed.
// Made by the page that asked for it and by tests; handed to a Signer.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace dumas::signing {

class Passphrase {
 public:
  // Takes the text over and wipes the string it came in.
  explicit Passphrase(std::string&& typed);
  Passphrase(Passphrase&&) noexcept = default;
  Passphrase& operator=(Passphrase&&) = delete;
  Passphrase(const Passphrase&) = delete;
  Passphrase& operator=(const Passphrase&) = delete;
  ~Passphrase();

  // UTF-8, ended by a NUL. For the call that opens the key, not to be kept.
  [[nodiscard]] const char* reveal() const { return text_.get(); }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> text_;  // not a string: moving a short one leaves its letters behind
};

}  // namespace dumas::signing
