// A sync of a stored file that failed. The kernel reports it once, to one caller, and what was written may or may not be on
// the disk: nobody may ask again. So it is remembered for the whole process, which stops (commands/serve.cpp).
#pragma once

namespace dumas::store {

[[nodiscard]] bool sync_failed();
void remember_failed_sync();

}  // namespace dumas::store
