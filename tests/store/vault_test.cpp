#include "store/vault.hpp"

#include <doctest/doctest.h>

#include <latch>
#include <thread>
#include <vector>

#include "store/digest.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;
namespace fs = std::filesystem;

TEST_CASE("what is sealed opens for its own record alone") {
  TemporaryFolder folder;
  const Vault vault = *Vault::open_or_create(folder / "keys/data.key", folder / "dumas.db");
  const auto plain = "Siti Aminah\0, Jl. Mawar 7"sv;
  const std::string sealed = vault.seal(plain, "record:42");
  CHECK(sealed.size() == plain.size() + 42);
  CHECK(sealed.find("Siti") == std::string::npos);
  CHECK(sealed != vault.seal(plain, "record:42"));
  REQUIRE(vault.open(sealed, "record:42").has_value());
  CHECK(*vault.open(sealed, "record:42") == plain);
  CHECK(*vault.open(vault.seal("", "x"), "x") == "");
  CHECK_FALSE(vault.open(sealed, "record:43").has_value());
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string tampered = sealed;
    tampered[at] = static_cast<char>(tampered[at] ^ 1);
    CHECK_FALSE(vault.open(tampered, "record:42").has_value());
    CHECK_FALSE(vault.open(sealed.substr(0, at), "record:42").has_value());
  }
  const Vault other = *Vault::open_or_create(folder / "other.key", folder / "none.db");
  CHECK_FALSE(other.open(sealed, "record:42").has_value());
}

TEST_CASE("the key file is made once, and refused when it is missing, open to others or cut") {
  TemporaryFolder folder;
  const auto key = folder / "keys/data.key";
  const auto database = folder.write("dumas.db", "x");
  CHECK(Vault::open_or_create(key, database).refusal().code == "KEY_MISSING");
  CHECK_FALSE(fs::exists(key));

  const std::string sealed = Vault::open_or_create(key, folder / "none.db")->seal("a", "b");
  CHECK(fs::file_size(key) == 32);
  CHECK(fs::status(key).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(Vault::open_or_create(key, database)->open(sealed, "b") == "a");

  fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
  CHECK(Vault::open_or_create(key, database).refusal().code == "KEY_EXPOSED");
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  fs::resize_file(key, 31);
  CHECK(Vault::open_or_create(key, database).refusal().code == "KEY_INVALID");
}

TEST_CASE("programs that make the key file at once have the same key") {
  for (int round = 0; round < 100; ++round) {
    TemporaryFolder folder;
    std::vector<std::string> seen(8);
    {
      std::latch together(8);
      std::vector<std::jthread> programs;
      for (std::string& hash : seen)
        programs.emplace_back([&] {
          together.arrive_and_wait();
          const auto vault = Vault::open_or_create(folder / "data.key", SealedData::None);
          hash = vault.ok() ? vault->lookup_hash("a", "b") : vault.refusal().code;
        });
    }
    CHECK(seen == std::vector<std::string>(8, seen.front()));
    CHECK(seen.front().size() == 64);
    CHECK(std::distance(fs::directory_iterator(folder / "."), fs::directory_iterator()) == 1);
  }
}

TEST_CASE("look-up hashes depend on key, purpose and value") {
  TemporaryFolder folder;
  const Vault vault = *Vault::open_or_create(folder / "a.key", folder / "none.db");
  const Vault other = *Vault::open_or_create(folder / "b.key", folder / "none.db");
  const std::string hash = vault.lookup_hash("code", "ABCD");
  CHECK(hash.size() == 64);
  CHECK(hash == vault.lookup_hash("code", "ABCD"));
  CHECK(hash != vault.lookup_hash("pin", "ABCD"));
  CHECK(hash != vault.lookup_hash("codeA", "BCD"));
  CHECK(hash != other.lookup_hash("code", "ABCD"));
  CHECK(equal(hash, vault.lookup_hash("code", "ABCD")));
  CHECK_FALSE(equal(hash, hash.substr(1)));
  CHECK(random_bytes(16) != random_bytes(16));
}

TEST_CASE("SHA-256 as in FIPS 180-4") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(Sha256().add("a").add("bc").finish()) == sha256_hex("abc"));
}
