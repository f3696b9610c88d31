// A signed checkpoint of the log: origin, number of events, root of the Merkle tree, as C2SP tlog-checkpoint
// (https://c2sp.org/tlog-checkpoint) writes it in a signed note. Whoever holds two of them can prove whether the second
// log continues the first. Made by store/merkle_store.hpp, carried in receipts, printed in short on the monthly register.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "proof/keys.hpp"

namespace dumas::proof {

struct Checkpoint {
  std::string origin;      // which log: the office's site and "/log"
  std::uint64_t size = 0;  // events covered
  Digest root{};

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// "https://kpu-kota-kediri.example/" -> "kpu-kota-kediri.example/log". What may not stand in a key's name is written %XX.
// An office without a site is known by its code.
[[nodiscard]] std::string origin_of(std::string_view site, std::string_view office_code);

// The note: the checkpoint's three lines, an empty one, and the signature of the key named like the origin.
[[nodiscard]] std::string sign(const Checkpoint&, const SigningKey&);

struct NoteSignature {
  std::string name, key_id, signature;  // 4 and 64 bytes
};

struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::string signed_text;
  std::vector<NoteSignature> signatures;  // others may have signed too, e.g. a witness
};
// nullopt: not such a note to the last byte.
[[nodiscard]] std::optional<SignedCheckpoint> read_checkpoint(std::string_view note);

enum class Signature { Good, Bad, OfAnotherKey };
[[nodiscard]] Signature check(const SignedCheckpoint&, const VerifierKey&);

}  // namespace dumas::proof
