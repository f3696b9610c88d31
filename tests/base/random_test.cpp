// Codes, PINs and tokens: alphabet, length, spread, and what people type of them.
#include "base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

using namespace dumas;

namespace {

// Gives the bytes it was told, over and over.
class Scripted final : public Randomness {
 public:
  explicit Scripted(std::vector<unsigned> bytes) : bytes_(std::move(bytes)) {}
  void fill(std::span<std::byte> out) override {
    for (auto& byte : out) byte = static_cast<std::byte>(bytes_[next_++ % bytes_.size()]);
  }

 private:
  std::vector<unsigned> bytes_;
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("codes use all of Crockford's alphabet and nothing else") {
  SeededRandomness seeded{7};
  const std::string code = crockford_code(seeded, 10'000);
  CHECK(code.size() == 10'000);
  CHECK(std::set<char>(code.begin(), code.end()).size() == 32);
  CHECK(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos);
  CHECK(normalise_code(code) == code);
}

TEST_CASE("digits are unbiased: bytes from 250 on are thrown away") {
  Scripted scripted{{255, 250, 249, 0, 13}};
  CHECK(digits(scripted, 6) == "903903");
  SeededRandomness seeded{7};
  const std::string many = digits(seeded, 100'000);
  CHECK(many.size() == 100'000);
  for (char c = '0'; c <= '9'; ++c) {
    const auto count = std::count(many.begin(), many.end(), c);
    CHECK(count > 9'500);
    CHECK(count < 10'500);
  }
}

TEST_CASE("tokens are base64url without padding") {
  Scripted zeros{{0}};
  CHECK(url_token(zeros, 3) == "AAAA");
  Scripted ones{{255}};
  CHECK(url_token(ones, 1) == "_w");
  CHECK(url_token(ones, 2) == "__8");
  Scripted text{{'M', 'a', 'n', 0xFB}};
  CHECK(url_token(text, 4) == "TWFu-w");
  SystemRandomness system;
  CHECK(url_token(system, 32).size() == 43);
}

TEST_CASE("asking for nothing gives nothing") {
  SystemRandomness system;
  CHECK(crockford_code(system, 0).empty());
  CHECK(digits(system, -1).empty());
  CHECK(url_token(system, 0).empty());
}

TEST_CASE("the system never repeats, the seeded one always does") {
  SystemRandomness system;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(crockford_code(system, 16));
  CHECK(seen.size() == 1000);
  SeededRandomness one{42};
  SeededRandomness two{42};
  SeededRandomness other{43};
  const std::string first = crockford_code(one, 16);
  CHECK(first == crockford_code(two, 16));
  CHECK(first != crockford_code(other, 16));
}

TEST_CASE("a code typed from paper finds its one spelling") {
  CHECK(normalise_code("k7p2-il0o mnbv") == "K7P21100MNBV");
  CHECK(normalise_code("ABC'; --") == "ABC';");
  CHECK(normalise_code("") == "");
}
