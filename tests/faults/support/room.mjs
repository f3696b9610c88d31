// A place for a data folder that can be filled to the last byte and freed again: a small file system in memory where the
// test may mount one (root), else the preload, by which every write finds the disk full.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0

export class Room {
  constructor(faults, megabytes) {
    this.faults = faults
    this.folder = mkdtempSync(join(tmpdir(), 'dumas-room-'))
    this.mounted = process.getuid() === 0 && run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder)
    this.data = join(this.folder, 'data')
    mkdirSync(this.data)
    process.on('exit', () => this.#leave())
  }

  get how() {
    return this.mounted ? 'a mounted file system' : 'the preload'
  }

  fill() {
    if (!this.mounted) return this.faults.diskFull(true)
    const file = openSync(join(this.folder, 'filler'), 'w')
    for (let size = 1 << 20; size >= 1; )
      try {
        writeSync(file, Buffer.alloc(size))
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error
        size >>= 1
      }
    closeSync(file)
  }

  free() {
    if (!this.mounted) return this.faults.diskFull(false)
    rmSync(join(this.folder, 'filler'))
  }

  #leave() {
    if (this.mounted) run('umount', '--lazy', this.folder)
    rmSync(this.folder, { recursive: true, force: true })
  }
}
