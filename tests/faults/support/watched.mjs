// Programs at a long work, watched: the seconds each step took, the most memory one of its programs held, and the most room
// that the folder took up. A step that the disk has no room for is not begun.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statfsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'

const margin = 1e9 // what others on the disk may need meanwhile

/** Bytes that the folder takes up on the disk, holes not counted. Files come and go meanwhile. */
function room(folder) {
  let bytes = 0
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      bytes += entry.isDirectory() ? room(path) : lstatSync(path).blocks * 512
    }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return bytes
}

const peakMemory = (pid) => {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it has ended
  }
}

export class Watched {
  steps = {}
  peak = 0
  #memory = 0

  constructor(folder) {
    this.folder = folder
  }

  /** Does `work` as the step of this name, once the disk has `bytes` free for it. */
  async step(name, bytes, work) {
    const { bavail, bsize } = statfsSync(this.folder)
    assert.ok(bavail * bsize > bytes + margin, `${name} needs ${(bytes / 1e9).toFixed(1)} GB, ${((bavail * bsize) / 1e9).toFixed(1)} GB are free`)
    this.#memory = 0
    const began = process.hrtime.bigint()
    const done = await work()
    this.#look()
    this.steps[name] = { seconds: Math.round(Number(process.hrtime.bigint() - began) / 1e8) / 10, memory_mb: Math.round(this.#memory / 1e6) }
    console.log(`# ${name}: ${JSON.stringify(this.steps[name])}`)
    return done
  }

  /** Runs a program to its end; what it printed. */
  run = async (command, ...args) => {
    const child = spawn(command, args.map(String), { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', error: '' }
    child.stdout.on('data', (piece) => (said.out += piece))
    child.stderr.on('data', (piece) => (said.error += piece))
    const look = setInterval(() => this.#look(child.pid), 500)
    this.#look(child.pid)
    const status = await new Promise((ended, failed) => child.on('close', ended).on('error', failed)).finally(() => clearInterval(look))
    assert.equal(status, 0, `${command} ${args.join(' ')}: ${said.error}${said.out}`)
    return said.out
  }

  #look(pid) {
    if (pid) this.#memory = Math.max(this.#memory, peakMemory(pid))
    this.peak = Math.max(this.peak, room(this.folder))
  }
}
