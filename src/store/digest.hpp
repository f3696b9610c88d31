// The digests of base/ under the names store/ has always used for them.
#pragma once

#include "base/digest.hpp"

namespace dumas::store {

using dumas::Digest;
using dumas::Sha256;
using dumas::sha256_hex;
using dumas::to_hex;

}  // namespace dumas::store
