#include "store/sync_failure.hpp"

#include <atomic>

namespace dumas::store {
namespace {
std::atomic<bool> failed{false};
}  // namespace

bool sync_failed() { return failed; }
void remember_failed_sync() { failed = true; }

}  // namespace dumas::store
