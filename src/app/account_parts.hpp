// What the account functions of app/ work with: references to parts that outlive them. Made once by Application's owner.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "store/password.hpp"
#include "store/vault.hpp"
#include "store/write_queue.hpp"

namespace dumas::app {

struct AccountParts {
  store::WriteQueue& writer;
  store::ReadPool& readers;
  const store::Vault& vault;
  const Clock& clock;
  Randomness& randomness;
  store::PasswordHasher& passwords;
  std::string office;  // code of the office, e.g. "3571"
  Zone zone = Zone::Wib;

  [[nodiscard]] Date today() const { return local_date(clock.now(), zone); }
};

}  // namespace dumas::app
