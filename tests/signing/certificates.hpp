// Certificates for the tests: an authority, one below it, and signers of several kinds, each as a PKCS#12 file.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "../store/temporary.hpp"
#include "signing/pkcs12_signer.hpp"

namespace dumas::signing {

using store::TemporaryFolder;

inline const Instant signing_day = *parse_iso_instant("2026-12-02T14:30:00+07:00");

inline Passphrase right() { return Passphrase("kata sandi ré"); }

enum class KeyKind { Rsa, Ec };
enum class Usage { Signing, None, Encipherment };

struct Holder {
  std::string name;
  KeyKind kind = KeyKind::Ec;
  Usage usage = Usage::Signing;
  std::string from = "2026-01-01T00:00:00Z", to = "2028-01-01T00:00:00Z";
};

// One office's keys: the root's certificate as trust, and .p12 files by name.
class Authorities {
 public:
  // `office` tells the names of different authorities apart.
  explicit Authorities(const std::string& office = "Contoh");
  ~Authorities();
  Authorities(const Authorities&) = delete;
  Authorities& operator=(const Authorities&) = delete;

  // Issues a certificate below the intermediate authority, writes NAME.p12 with its chain.
  std::filesystem::path issue(const std::string& file, const Holder& holder);
  // The root as PEM.
  [[nodiscard]] std::string root() const;
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

 private:
  struct Issuer;
  TemporaryFolder folder_;
  std::unique_ptr<Issuer> root_, middle_;
};

// The authorities of this test program, made once, with "sekretaris" (RSA) and "ketua" (EC) below them.
Authorities& authorities();

}  // namespace dumas::signing
