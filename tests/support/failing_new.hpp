// Allocations of this thread that fail when told to, to walk through what must survive that. Takes the place of the program's
// operator new, so exactly one file of a test program includes it.
#pragma once

#include <cstdlib>
#include <new>

namespace dumas::testing {
inline thread_local long allocations_left = -1;  // until one fails; -1: none does

// Runs `work` again and again, each time with a later allocation that fails, until none does. Returns how many failed. Every
// failure must come out as std::bad_alloc.
template <class Work>
long walk_failing_allocations(Work work) {
  for (long nth = 0;; ++nth) {
    allocations_left = nth;
    try {
      work();
      const bool met = allocations_left < 0;
      allocations_left = -1;
      if (!met) return nth;
    } catch (const std::bad_alloc&) {
      allocations_left = -1;
    }
  }
}
}  // namespace dumas::testing

void* operator new(std::size_t size) {
  auto& left = dumas::testing::allocations_left;
  if (left >= 0 && left-- == 0) throw std::bad_alloc();
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
