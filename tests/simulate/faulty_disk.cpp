#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <atomic>
#include <stdexcept>

namespace dumas::simulate {
namespace {

constexpr int steps_between_looks = 40;  // of SQLite's virtual machine, for StatementFails

struct Plan {
  std::atomic<bool> armed{false}, met{false};
  std::atomic<DiskFault> fault{DiskFault::WriteFails};
  std::atomic<int> left{0};
};
Plan plan;
sqlite3_vfs* real = nullptr;

// Counts down the calls of this kind; true from the n-th on.
bool due(DiskFault fault) {
  if (!plan.armed || plan.fault != fault) return false;
  if (--plan.left > 0) return false;
  plan.met = true;
  return true;
}

// Exactly the n-th.
bool due_once(DiskFault fault) { return due(fault) && plan.left == 0; }

bool is_dead() { return plan.armed && plan.fault == DiskFault::Dies && plan.met; }

// Ours in front, the real one behind it in the same block.
struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* behind(sqlite3_file* file) { return ours(file)->real(); }

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  if (due_once(DiskFault::WriteFails)) return SQLITE_IOERR_WRITE;
  if (due(DiskFault::Full)) return SQLITE_FULL;
  if (due(DiskFault::Dies)) return SQLITE_IOERR_WRITE;
  return behind(file)->pMethods->xWrite(behind(file), bytes, count, at);
}

int sync(sqlite3_file* file, int flags) {
  if (is_dead()) return SQLITE_IOERR_FSYNC;
  if (due_once(DiskFault::SyncFails)) return SQLITE_IOERR_FSYNC;
  return behind(file)->pMethods->xSync(behind(file), flags);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (is_dead()) return SQLITE_IOERR_TRUNCATE;
  return behind(file)->pMethods->xTruncate(behind(file), size);
}

int close(sqlite3_file* file) { return behind(file)->pMethods->xClose(behind(file)); }
int read(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
  return behind(file)->pMethods->xRead(behind(file), into, count, at);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return behind(file)->pMethods->xFileSize(behind(file), size); }
int lock(sqlite3_file* file, int level) { return behind(file)->pMethods->xLock(behind(file), level); }
int unlock(sqlite3_file* file, int level) { return behind(file)->pMethods->xUnlock(behind(file), level); }
int reserved(sqlite3_file* file, int* held) { return behind(file)->pMethods->xCheckReservedLock(behind(file), held); }
int control(sqlite3_file* file, int what, void* with) {
  return behind(file)->pMethods->xFileControl(behind(file), what, with);
}
int sector(sqlite3_file* file) { return behind(file)->pMethods->xSectorSize(behind(file)); }
int traits(sqlite3_file* file) { return behind(file)->pMethods->xDeviceCharacteristics(behind(file)); }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return behind(file)->pMethods->xShmMap(behind(file), page, size, extend, at);
}
int shm_lock(sqlite3_file* file, int from, int count, int flags) {
  return behind(file)->pMethods->xShmLock(behind(file), from, count, flags);
}
void shm_barrier(sqlite3_file* file) { behind(file)->pMethods->xShmBarrier(behind(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return behind(file)->pMethods->xShmUnmap(behind(file), remove); }

constexpr sqlite3_io_methods methods{.iVersion = 2,
                                     .xClose = close,
                                     .xRead = read,
                                     .xWrite = write,
                                     .xTruncate = truncate,
                                     .xSync = sync,
                                     .xFileSize = file_size,
                                     .xLock = lock,
                                     .xUnlock = unlock,
                                     .xCheckReservedLock = reserved,
                                     .xFileControl = control,
                                     .xSectorSize = sector,
                                     .xDeviceCharacteristics = traits,
                                     .xShmMap = shm_map,
                                     .xShmLock = shm_lock,
                                     .xShmBarrier = shm_barrier,
                                     .xShmUnmap = shm_unmap,
                                     .xFetch = nullptr,
                                     .xUnfetch = nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
  file->pMethods = nullptr;
  const int code = real->xOpen(real, name, behind(file), flags, given);
  if (code == SQLITE_OK) file->pMethods = &methods;
  return code;
}

int watch(void*) { return due_once(DiskFault::StatementFails) ? 1 : 0; }

int watch_connection(sqlite3* database, const char**, const sqlite3_api_routines*) {
  sqlite3_progress_handler(database, steps_between_looks, watch, nullptr);
  return SQLITE_OK;
}

}  // namespace

void FaultyDisk::install() {
  static sqlite3_vfs faulty;
  if (real != nullptr) return;
  real = sqlite3_vfs_find(nullptr);
  faulty = *real;
  faulty.zName = "faulty";
  faulty.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  faulty.xOpen = open;
  if (sqlite3_vfs_register(&faulty, 1) != SQLITE_OK) throw std::runtime_error("the faulty disk was not taken");
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch_connection));
}

void FaultyDisk::arm(DiskFault fault, int nth) {
  plan.fault = fault;
  plan.left = nth;
  plan.met = false;
  plan.armed = true;
}

bool FaultyDisk::disarm() {
  plan.armed = false;
  return plan.met;
}

}  // namespace dumas::simulate
