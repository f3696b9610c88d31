// Full-text search over complaints whose text is sealed. Each word is lower-cased, freed of accents, brought to its
// Indonesian stem (Snowball, as PostgreSQL's `indonesian`) and replaced by 60 bits of a keyed hash; an FTS5 table
// (tokenize = 'unicode61') holds only those. Called by the projections (tokens) and by the search page (query).
//
// What it leaks to someone with the database but not the key: which documents share a word and in how many documents a
// word occurs, so a very frequent word may be guessed by its frequency. Order and repetition inside a document are not
// kept. Chosen over a plain index, which would undo the encryption, and over decrypting everything for each search,
// which costs seconds at 10,000 cases. The price: no search for parts of words and no phrases.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/vault.hpp"

namespace dumas::store {

class BlindIndex {
 public:
  explicit BlindIndex(const Vault& vault);

  // The tokens of a text, each once, sorted, separated by spaces; "" for a text without words. Reads the first 100 kB.
  [[nodiscard]] std::string tokens(std::string_view text) const;
  // The right side of `MATCH` for what somebody typed: documents that hold all its words. "" when there is no word,
  // which FTS5 refuses: the caller shows the unfiltered list. Reads the first 16 words.
  [[nodiscard]] std::string query(std::string_view text) const;

 private:
  [[nodiscard]] std::string token(std::string_view stem) const;
  SecretKey key_;
};

// The stems of a text in order, as they are hashed: for tests and for showing why something was found. Numbers lose
// their leading zeros, so that "12" finds "012/DMS/2026". Broken UTF-8 separates words.
[[nodiscard]] std::vector<std::string> stems(std::string_view text);

}  // namespace dumas::store
