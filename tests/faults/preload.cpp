// A library to be preloaded (LD_PRELOAD) into `dumas serve`, for tests alone: the n-th write, sync, rename, truncation or
// allocation fails, a sync is slow, the disk is full, the clock jumps. The test turns it on and off in a running server
// through a small file that both have mapped: DUMAS_FAULTS names it, tests/faults/support/preload.mjs writes it.
// Only regular files count, so that sockets and the program's own log stay as they are.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstring>

extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
// The server's own allocator, which is asked if it is there.
[[gnu::weak]] void* mi_malloc(size_t);
[[gnu::weak]] void* mi_calloc(size_t, size_t);
[[gnu::weak]] void* mi_realloc(void*, size_t);
}

namespace {

// In the order of `operations` in preload.mjs; 0 is none.
enum Operation : int { None, Write, Pwrite, Fsync, Fdatasync, Rename, Ftruncate, Malloc, count_of_operations };

// Numbers of 64 bits, one after another. Calls count only while `counting`, so that a walk begins where the test says.
struct Control {
  std::atomic<std::int64_t> operation, nth, error, hits, counting, slow_sync_ms, disk_full, clock_offset_ms;
  std::atomic<std::int64_t> calls[count_of_operations];
};

Control* control = nullptr;  // set once, before main

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool is_file(int descriptor) {
  struct stat what;
  return fstat(descriptor, &what) == 0 && S_ISREG(what.st_mode);
}

// Whether this call is the one that fails; errno is set then.
bool fails(Operation operation) {
  if (control == nullptr || control->counting.load(std::memory_order_relaxed) == 0) return false;
  const auto nth = control->calls[operation].fetch_add(1) + 1;
  if (control->operation.load() != operation || control->nth.load() != nth) return false;
  control->hits.fetch_add(1);
  errno = static_cast<int>(control->error.load());
  return true;
}

bool is_full() {
  if (control == nullptr || control->disk_full.load(std::memory_order_relaxed) == 0) return false;
  errno = ENOSPC;
  return true;
}

bool interferes() {
  return control != nullptr && (control->counting.load(std::memory_order_relaxed) != 0 ||
                                control->disk_full.load(std::memory_order_relaxed) != 0);
}

void be_slow() {
  const std::int64_t ms = control == nullptr ? 0 : control->slow_sync_ms.load(std::memory_order_relaxed);
  if (ms <= 0) return;
  timespec left{ms / 1000, (ms % 1000) * 1'000'000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

__attribute__((constructor)) void map_control() {
  const char* path = getenv("DUMAS_FAULTS");
  if (path == nullptr) return;
  const int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void* mapped = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (mapped != MAP_FAILED) control = static_cast<Control*>(mapped);
  // The program's own children (printer, scanner, tar) are another subject.
  unsetenv("LD_PRELOAD");
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  if (interferes() && is_file(descriptor) && (is_full() || fails(Write))) return -1;
  return real(descriptor, bytes, count);
}

ssize_t writev(int descriptor, const iovec* pieces, int count) {
  static const auto real = next<ssize_t (*)(int, const iovec*, int)>("writev");
  if (interferes() && is_file(descriptor) && (is_full() || fails(Write))) return -1;
  return real(descriptor, pieces, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  if (interferes() && is_file(descriptor) && (is_full() || fails(Pwrite))) return -1;
  return real(descriptor, bytes, count, at);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t at) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  if (interferes() && is_file(descriptor) && (is_full() || fails(Pwrite))) return -1;
  return real(descriptor, bytes, count, at);
}

int fsync(int descriptor) {
  static const auto real = next<int (*)(int)>("fsync");
  be_slow();
  return fails(Fsync) ? -1 : real(descriptor);
}

int fdatasync(int descriptor) {
  static const auto real = next<int (*)(int)>("fdatasync");
  be_slow();
  return fails(Fdatasync) ? -1 : real(descriptor);
}

int rename(const char* from, const char* to) {
  static const auto real = next<int (*)(const char*, const char*)>("rename");
  return fails(Rename) ? -1 : real(from, to);
}

int ftruncate(int descriptor, off_t length) {
  static const auto real = next<int (*)(int, off_t)>("ftruncate");
  return fails(Ftruncate) ? -1 : real(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) {
  static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
  return fails(Ftruncate) ? -1 : real(descriptor, length);
}

void* malloc(size_t size) {
  if (fails(Malloc)) return nullptr;
  return mi_malloc ? mi_malloc(size) : __libc_malloc(size);
}
void* calloc(size_t number, size_t size) {
  if (fails(Malloc)) return nullptr;
  return mi_calloc ? mi_calloc(number, size) : __libc_calloc(number, size);
}
void* realloc(void* before, size_t size) {
  if (fails(Malloc)) return nullptr;
  return mi_realloc ? mi_realloc(before, size) : __libc_realloc(before, size);
}

int clock_gettime(clockid_t which, timespec* now) {
  static const auto real = next<int (*)(clockid_t, timespec*)>("clock_gettime");
  const int result = real(which, now);
  const std::int64_t offset = control == nullptr ? 0 : control->clock_offset_ms.load(std::memory_order_relaxed);
  if (result != 0 || which != CLOCK_REALTIME || offset == 0) return result;
  now->tv_sec += offset / 1000;
  now->tv_nsec += (offset % 1000) * 1'000'000;
  if (now->tv_nsec < 0) now->tv_nsec += 1'000'000'000, --now->tv_sec;
  if (now->tv_nsec >= 1'000'000'000) now->tv_nsec -= 1'000'000'000, ++now->tv_sec;
  return 0;
}

int gettimeofday(timeval* now, void*) {
  timespec exact;
  if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* into) {
  timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (into != nullptr) *into = exact.tv_sec;
  return exact.tv_sec;
}
}
