// Words, stems and their keyed hashes. ICU knows letters, cases and accents; Snowball the Indonesian endings.
#include "store/blind_index.hpp"

#include <libstemmer.h>
#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace dumas::store {

namespace {
constexpr std::size_t text_limit = 100'000;  // bytes; a longer text is found by its beginning
constexpr std::size_t query_words = 16;
constexpr std::size_t token_digits = 12;  // of base32: 60 bits
constexpr std::size_t bits_a_digit = 5;
constexpr std::size_t words_remembered = 4096;
// A longer run of letters is no word; it would only be found by typing it whole.
constexpr std::size_t longest_word = 64;  // bytes

std::string_view beginning(std::string_view text);
std::vector<std::string> words(std::string_view text);
void append_plain(std::string& word, UChar32 letter);
std::string stem(const std::string& word);
std::string without_leading_zeros(const std::string& word);
std::string stem_or_number(const std::string& word);
std::uint64_t token_bits(const SecretKey& key, std::string_view stem_text);
std::string written(std::uint64_t token);
std::string join(const std::vector<std::string>& tokens);

// Tokens of words met lately. A complaint's words are mostly those of the complaints before it, and a word's stem and
// hash cost a microsecond each: looked up here they cost a tenth. A place is found by the word's hash and taken over by
// the next word that falls on it, so the memory is bounded.
class KnownWords {
 public:
  void use(const SecretKey& key) {
    if (key_ && std::equal(key.data(), key.data() + SecretKey::size, key_->data())) return;
    key_.reset();  // until the places are there: there may be no memory for them
    places_.assign(words_remembered, {});
    key_ = key;
  }
  std::uint64_t token(const std::string& word) {
    auto& [known, bits] = places_[std::hash<std::string>{}(word) % places_.size()];
    if (known != word) {
      bits = token_bits(*key_, stem_or_number(word));
      known = word;
    }
    return bits;
  }

 private:
  std::optional<SecretKey> key_;
  std::vector<std::pair<std::string, std::uint64_t>> places_;
};
}  // namespace

BlindIndex::BlindIndex(const Vault& vault) : key_(vault.subkey(Subkey::Search)) {}

std::string BlindIndex::tokens(std::string_view text) const {
  // One for each thread, as the stemmer; another office's key makes it forget.
  thread_local KnownWords known;
  known.use(key_);
  std::vector<std::uint64_t> bits;
  for (const std::string& word : words(beginning(text))) bits.push_back(known.token(word));
  std::sort(bits.begin(), bits.end());
  bits.erase(std::unique(bits.begin(), bits.end()), bits.end());
  std::vector<std::string> all(bits.size());
  std::transform(bits.begin(), bits.end(), all.begin(), written);
  std::sort(all.begin(), all.end());  // otherwise the order would tell the alphabetical neighbour
  return join(all);
}

std::string BlindIndex::query(std::string_view text) const {
  std::vector<std::string> all = stems(beginning(text));
  if (all.size() > query_words) all.resize(query_words);
  for (std::string& each : all) each = token(each);
  return join(all);  // FTS5 joins bare words by AND
}

std::string BlindIndex::token(std::string_view stem_text) const { return written(token_bits(key_, stem_text)); }

std::vector<std::string> stems(std::string_view text) {
  std::vector<std::string> all = words(text);
  for (std::string& word : all) word = stem_or_number(word);
  return all;
}

namespace {

// At most text_limit bytes, cut between two characters.
std::string_view beginning(std::string_view text) {
  if (text.size() <= text_limit) return text;
  std::size_t end = text_limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && word.size() <= longest_word) found.push_back(word);
    word.clear();
  };
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U8_NEXT(bytes, at, length, letter);
    if (letter >= 0 && u_isalnum(letter)) {
      append_plain(word, letter);
    } else if (letter >= 0 && (u_charType(letter) == U_NON_SPACING_MARK || letter == 0x2019 || letter == '\'')) {
      // An accent written after its letter, or an apostrophe: "Jum'at" is found as "jumat".
    } else {
      finish();
    }
  }
  finish();
  return found;
}

// The letter in lower case and without its accent: "É" becomes "e".
void append_plain(std::string& word, UChar32 letter) {
  if (letter < 0x80) {
    word += static_cast<char>(u_tolower(letter));
    return;
  }
  UErrorCode error = U_ZERO_ERROR;
  static const UNormalizer2* const compatibility = unorm2_getNFKDInstance(&error);
  UChar parts[32];
  UErrorCode none = U_ZERO_ERROR;
  std::int32_t count = compatibility == nullptr ? -1 : unorm2_getDecomposition(compatibility, letter, parts, 32, &none);
  if (count < 0 || U_FAILURE(none)) {  // it has no parts
    count = 0;
    U16_APPEND_UNSAFE(parts, count, letter);
  }
  for (std::int32_t at = 0; at < count;) {
    UChar32 part = 0;
    U16_NEXT(parts, at, count, part);
    if (!u_isalnum(part)) continue;
    part = u_tolower(part);
    char bytes[U8_MAX_LENGTH];
    std::int32_t written = 0;
    U8_APPEND_UNSAFE(bytes, written, part);
    word.append(bytes, static_cast<std::size_t>(written));
  }
}

std::string stem(const std::string& word) {
  // One for each thread: a stemmer keeps its working memory. Asked for again where there was no memory for it before.
  thread_local std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer(nullptr, &sb_stemmer_delete);
  if (!stemmer) stemmer.reset(sb_stemmer_new("indonesian", "UTF_8"));
  if (!stemmer) throw std::bad_alloc();
  const sb_symbol* stemmed =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stemmed == nullptr) return word;
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

std::string without_leading_zeros(const std::string& word) {
  const std::size_t first = word.find_first_not_of('0');
  return first == std::string::npos ? "0" : word.substr(first);
}

std::string stem_or_number(const std::string& word) {
  const bool number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number ? without_leading_zeros(word) : stem(word);
}

// The first 60 bits of the keyed hash.
std::uint64_t token_bits(const SecretKey& key, std::string_view stem_text) {
  unsigned char hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(stem_text.data()), stem_text.size(),
                     key.data(), SecretKey::size);
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) bits = bits << 8 | hash[i];
  return bits >> (64 - token_digits * bits_a_digit);
}

std::string written(std::uint64_t token) {
  static constexpr char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text(token_digits, 'a');
  for (std::size_t place = token_digits; place-- > 0; token >>= bits_a_digit) text[place] = digits[token & 31U];
  return text;
}

std::string join(const std::vector<std::string>& tokens) {
  std::string text;
  text.reserve(tokens.size() * (token_digits + 1));
  for (const std::string& token : tokens) {
    if (!text.empty()) text += ' ';
    text += token;
  }
  return text;
}

}  // namespace
}  // namespace dumas::store
