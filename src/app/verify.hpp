// `dumas verify`: proves that what is stored is what was acknowledged. Hash chain, signed
// checkpoints of the log, records against their digests, files against their names, rebuilt tables against live ones. Reads
// the log as it was at one moment and the tables as they were at a later one, so it may run beside a server.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/application.hpp"

namespace dumas::app {

struct VerifyReport {
  std::int64_t events = 0, records = 0, files = 0, cases = 0, checkpoints = 0;
  std::string head;                 // hash of the newest event, hex
  std::vector<std::string> faults;  // one sentence each, naming event, checkpoint, case, record, file or table
};

[[nodiscard]] VerifyReport verify(Application&);

}  // namespace dumas::app
