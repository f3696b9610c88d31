// The child's side of read_scan: what `dumas scan-worker` runs. Takes the files from one descriptor, locks itself in,
// reads and sorts the pages, and answers on the other (frames.hpp). Called by commands/ alone.
#pragma once

namespace dumas::scan {

// Returns the exit code: 0 when an answer was given, also a refusal; 2 when nothing sensible was asked.
int run_worker(int input, int output);

}  // namespace dumas::scan
