// dumas scan-worker: the locked-in child that decodes uploaded scans.
#include <unistd.h>

#include "commands/commands.hpp"
#include "scan/worker.hpp"

namespace dumas::commands {

int scan_worker() { return scan::run_worker(STDIN_FILENO, STDOUT_FILENO); }

}  // namespace dumas::commands
