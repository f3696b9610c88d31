// Signed notes: what is signed verifies, any other byte does not.
#include "proof/checkpoint.hpp"

#include <doctest/doctest.h>

#include "proof/paper.hpp"

using namespace dumas;
using namespace dumas::proof;
using testing::key;
using testing::origin;

namespace {
const Checkpoint checkpoint{.origin = origin, .size = 42, .root = leaf_hash("x")};
}

TEST_CASE("a checkpoint is a signed note of three lines") {
  const std::string note = sign(checkpoint, key());
  CHECK(note.starts_with(origin + "\n42\n" + to_base64(as_bytes(checkpoint.root)) + "\n\n\u2014 " + origin + " "));
  const auto read = read_checkpoint(note);
  REQUIRE(read.has_value());
  CHECK(read->checkpoint == checkpoint);
  CHECK(check(*read, key().verifier(origin)) == Signature::Good);
  CHECK(check(*read, key(2).verifier(origin)) == Signature::OfAnotherKey);
  CHECK(check(*read, key().verifier("other.example/log")) == Signature::OfAnotherKey);
}

TEST_CASE("no byte of a note can be changed, added or lost") {
  const std::string note = sign(checkpoint, key());
  for (std::size_t at = 0; at < note.size(); ++at) {
    for (const int mask : {1, 0x20}) {
      std::string changed = note;
      changed[at] = static_cast<char>(changed[at] ^ mask);
      const auto read = read_checkpoint(changed);
      CAPTURE(at);
      CHECK_FALSE((read && check(*read, key().verifier(origin)) == Signature::Good));
    }
    CHECK_FALSE(read_checkpoint(note.substr(0, at)).has_value());
  }
  CHECK_FALSE(read_checkpoint(note + "x").has_value());
  CHECK_FALSE(read_checkpoint(note + "\n").has_value());
}

TEST_CASE("a witness may sign beside the office") {
  const std::string note = sign(checkpoint, key());
  const std::string other = sign({.origin = "saksi.example/log", .size = 42, .root = checkpoint.root}, key(2));
  const auto read = read_checkpoint(note + other.substr(other.find("\n\n") + 2));
  REQUIRE(read.has_value());
  CHECK(read->signatures.size() == 2);
  CHECK(check(*read, key().verifier(origin)) == Signature::Good);
}

TEST_CASE("a key is read from the line that other tools write, and known by its fingerprint") {
  const VerifierKey ours = key().verifier(origin);
  CHECK(read_verifier_key(ours.text()) == ours);
  CHECK(read_verifier_key(ours.text() + "\n") == ours);
  std::string wrong = ours.text();
  wrong[origin.size() + 1] = wrong[origin.size() + 1] == '0' ? '1' : '0';  // the id is no longer the key's
  CHECK_FALSE(read_verifier_key(wrong).has_value());
  CHECK_FALSE(read_verifier_key("").has_value());
  CHECK_FALSE(read_verifier_key("a+b").has_value());

  const std::string fingerprint = ours.fingerprint();
  CHECK(fingerprint.size() == 39);
  CHECK(fingerprint == key().verifier("another.example/log").fingerprint());
  CHECK(fingerprint != key(2).verifier(origin).fingerprint());
  std::string typed;
  for (const char c : fingerprint) typed += c == ' ' ? ':' : static_cast<char>(std::toupper(c));
  CHECK(same_fingerprint(typed, fingerprint));
  CHECK_FALSE(same_fingerprint(typed.substr(1), fingerprint));
  CHECK_FALSE(same_fingerprint("", fingerprint));
  CHECK_FALSE(looks_like_fingerprint("kunci.txt"));
}

TEST_CASE("Ed25519 as RFC 8032 has it") {
  // Section 7.1, test 2.
  const auto seed = from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  const SigningKey known(
      std::span<const unsigned char, 32>(reinterpret_cast<const unsigned char*>(seed.data()), std::size_t{32}));
  CHECK(to_hex(std::span<const std::byte>(known.verifier("x").bytes)) ==
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK(to_hex(std::string_view{known.sign("\x72")}) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb"
        "00d291612bb0c00");
}

TEST_CASE("the log is named after the office's site") {
  CHECK(origin_of("https://kpu-kota-kediri.example/", "3571") == "kpu-kota-kediri.example/log");
  CHECK(origin_of("http://localhost:8080/a b+c", "3571") == "localhost:8080/a%20b%2bc/log");
  CHECK(origin_of("", "3571") == "3571/log");
}
