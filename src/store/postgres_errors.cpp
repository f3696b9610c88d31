#include "store/postgres_errors.hpp"

namespace dumas::store {

DatabaseErrorKind kind_of_sqlstate(std::string_view state) {
  using Kind = DatabaseErrorKind;
  const auto group = state.substr(0, 2);
  if (group == "23" || state == "P0001") return Kind::Constraint;  // P0001: raised by our append-only triggers
  if (state == "53100") return Kind::DiskFull;
  // Out of memory or of connections, a lock not given in time, chosen as the victim of a deadlock: nothing is stored,
  // and later it may succeed.
  if (group == "53" || group == "40" || state == "55P03" || state == "57014") return Kind::Busy;
  // Gone, going, or a leader no longer: 25006 is a statement that writes, said to a standby; 25P03 a transaction that
  // was idle for too long.
  if (state.empty() || group == "08" || group == "57" || state == "25006" || state == "25P03") return Kind::Away;
  // The disk of the other machine is that machine's to judge: no reason for this program to stop.
  if (group == "58") return Kind::Away;
  return Kind::Other;
}

}  // namespace dumas::store
