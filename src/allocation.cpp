// Where the server's memory comes from: mimalloc, linked in place of the C library's malloc (docs/decisions/0051). These
// operators only say what happens when there is none: its own would end the program, ours throw, and one request is
// answered with 503. Each asks malloc, so that whoever stands before it (a test that lets it fail) is asked too. Not
// built with a sanitizer, which brings an allocator of its own.
#include <cstdlib>
#include <new>

namespace {

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

// What C++ asks of new: an address of its own even for nothing.
std::size_t at_least_one(std::size_t size) { return size == 0 ? 1 : size; }

// aligned_alloc wants a multiple of the alignment, which is a power of two.
void* aligned(std::size_t size, std::align_val_t alignment) {
  const auto unit = static_cast<std::size_t>(alignment);
  return or_throw(std::aligned_alloc(unit, (at_least_one(size) + unit - 1) / unit * unit));
}

}  // namespace

void* operator new(std::size_t size) { return or_throw(std::malloc(at_least_one(size))); }
void* operator new[](std::size_t size) { return or_throw(std::malloc(at_least_one(size))); }
void* operator new(std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
