// The disk and the engine under every database of the simulation, told by the seed to fail: the n-th write or sync, a full
// disk, a machine that dies, a statement that is broken off. Sits beneath SQLite (a VFS and a progress handler), so that
// the store itself is the one that ships. Single-threaded use: arm, call, disarm.
#pragma once

namespace dumas::simulate {

enum class DiskFault {
  WriteFails,      // the n-th write gives an I/O error
  SyncFails,       // the n-th sync does
  Full,            // from the n-th write on there is no room
  Dies,            // from the n-th write on nothing is written any more, and every call fails
  StatementFails,  // the engine breaks off a statement at its n-th step
};

class FaultyDisk {
 public:
  // Takes the place of the file system for databases opened from now on. Once for the program.
  static void install();
  static void arm(DiskFault fault, int nth);
  // The disk is whole again. True when the fault was met.
  static bool disarm();
};

}  // namespace dumas::simulate
