// The switch of tests/faults/preload.cpp: a file that the running server has mapped. What is written here counts at once.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { program } from '../../support/office.mjs'

export const operations = ['write', 'pwrite', 'fsync', 'fdatasync', 'rename', 'ftruncate', 'malloc']
const fields = ['operation', 'nth', 'error', 'hits', 'counting', 'slow_sync_ms', 'disk_full', 'clock_offset_ms']
const size = 4096

export class Faults {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'dumas-faults-'))
    const path = join(this.folder, 'control')
    writeFileSync(path, Buffer.alloc(size))
    this.file = openSync(path, 'r+')
    const library = process.env.DUMAS_FAULTS_LIBRARY ?? join(dirname(program), 'tests/libdumas_faults.so')
    /** What `Office.open` hands to the server. */
    this.env = { LD_PRELOAD: library, DUMAS_FAULTS: path }
  }

  set(field, value) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    writeSync(this.file, bytes, 0, 8, fields.indexOf(field) * 8)
  }

  /** The n-th call of `operation` from now on fails once with this error. */
  arm(operation, nth, error) {
    this.set('counting', 0)
    writeSync(this.file, Buffer.alloc(operations.length * 8 + 8), 0, operations.length * 8 + 8, fields.length * 8)
    this.set('hits', 0)
    this.set('operation', operations.indexOf(operation) + 1)
    this.set('nth', nth)
    this.set('error', constants.errno[error])
    this.set('counting', 1)
  }

  /** Ends it; whether the fault was met. */
  disarm() {
    this.set('counting', 0)
    return this.#read(fields.indexOf('hits')) > 0
  }

  /** Calls of this operation since it was armed. */
  calls = (operation) => this.#read(fields.length + operations.indexOf(operation) + 1)

  slowSync = (ms) => this.set('slow_sync_ms', ms)
  diskFull = (full) => this.set('disk_full', full ? 1 : 0)
  moveClock = (ms) => this.set('clock_offset_ms', ms)

  close() {
    closeSync(this.file)
    rmSync(this.folder, { recursive: true, force: true })
  }

  #read(field) {
    const bytes = Buffer.alloc(8)
    readSync(this.file, bytes, 0, 8, field * 8)
    return Number(bytes.readBigInt64LE())
  }
}
