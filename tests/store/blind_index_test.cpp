#include "store/blind_index.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "store/database.hpp"

using namespace dumas::store;

namespace {
const Vault vault{SecretKey()};

bool finds(std::string_view typed, std::string_view text) {
  const BlindIndex index(vault);
  Connection connection = Connection::open(std::filesystem::path(":memory:"));
  connection.exec("CREATE VIRTUAL TABLE search USING fts5(tokens, tokenize = 'unicode61')");
  connection.prepare("INSERT INTO search VALUES (?1)").bind(1, index.tokens(text)).run();
  return connection.prepare("SELECT 1 FROM search WHERE search MATCH ?1").bind(1, index.query(typed)).step();
}
}  // namespace

TEST_CASE("words are found in their Indonesian forms") {
  CHECK(stems("mengadukan diadukan Pengaduan")[0] == stems("diadukan")[0]);
  CHECK(finds("membayar", "Petugas meminta saya MEMBAYARKAN uang."));
  CHECK(finds("dibayarkan", "membayar"));
  CHECK(finds("surat", "surat-suratnya hilang"));
  CHECK_FALSE(finds("kotak suara", "kotak kosong"));
  CHECK(finds("suara kotak", "Kotak itu berisi suara."));
}

TEST_CASE("names, numbers, accents and other scripts") {
  CHECK(finds("nuraini", "Drs. Nur'aini, M.Si"));
  CHECK(finds("12/dms", "Nomor 0012/DMS/KPU-KDR/XI/2026"));
  CHECK(finds("cafe", "CAFÉ, Caf\x65\xcc\x81"));
  CHECK(finds("polling station", "The polling station was closed"));
  CHECK(finds("東京", "東京"));
  CHECK(finds("TPS", "\xf0\x9f\x98\x80TPS\xf0\x9f\x98\x80 07"));
}

TEST_CASE("what has no word, or no sense, asks nothing") {
  const BlindIndex index(vault);
  CHECK(index.query("") == "");
  CHECK(index.query("!!! \xf0\x9f\x98\x80 --") == "");
  CHECK(index.query("\" OR * NEAR(").find_first_not_of("abcdefghijklmnopqrstuvwxyz234567 ") == std::string::npos);
  CHECK(stems("a\xff"
              "b") == std::vector<std::string>{"a", "b"});
  CHECK(stems(std::string("x\0y", 3)) == std::vector<std::string>{"x", "y"});
}

TEST_CASE("the index shows neither words, their order nor their number") {
  const BlindIndex index(vault);
  CHECK(index.tokens("uang suap uang") == index.tokens("suap uang"));
  CHECK(index.tokens("suap").size() == 12);
  SecretKey key;
  key.data()[0] = 1;
  CHECK(index.tokens("suap") != BlindIndex(Vault(key)).tokens("suap"));
}

TEST_CASE("a long text is read to 100 kB and between two letters") {
  const BlindIndex index(vault);
  CHECK(index.tokens("awal" + std::string(99'995, ' ') + "\xc3\xa9 akhir") == index.tokens("awal"));
  std::string letters;
  while (letters.size() < 300'000) letters += "kata ";
  CHECK(index.tokens(letters) == index.tokens("kata"));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += std::to_string(i) + " ";
  const std::string query = index.query(many);
  CHECK(std::count(query.begin(), query.end(), ' ') == 15);
}

TEST_CASE("tokens stay what they were, or offices would no longer find their older cases") {
  // Computed from their definition outside of this program: BLAKE2b keyed by the search key of an all-zero master key,
  // the first 60 bits in base 32, sorted.
  const BlindIndex index(vault);
  CHECK(index.tokens("suap 12 TPS, suap") == "6tiv5cwsdqit fbz7kno7lg3x jgdyel5p7f6b");
  CHECK(index.tokens("TPS 012 suap") ==
        "6tiv5cwsdqit fbz7kno7lg3x jgdyel5p7f6b");  // once more, with words that are remembered
}
