// Locks the worker in before it touches an uploaded byte: no files, no network, no other program, bounded memory and
// time. What breaks out of a decoder finds two open descriptors, to the server, and nothing else.
#pragma once

#include "scan/reading.hpp"

namespace dumas::scan {

// Throws std::system_error when a wall cannot be put up: then nothing is read at all.
void confine(const ScanLimits& limits);

}  // namespace dumas::scan
