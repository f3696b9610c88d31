// A whole site on this machine for the suites of the cluster (deploy/cluster/local inside tests/cluster/network.sh), and the
// faults that it is to outlive.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve as absolute } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = absolute(dirname(fileURLToPath(import.meta.url)), '../..')
const nodes = ['db1', 'db2', 'db3']

export const pause = (ms) => new Promise((rested) => setTimeout(rested, ms))

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export class Site {
  static async open() {
    if (!process.env.DUMAS_CLUSTER_ENTER) throw new Error('run this inside tests/cluster/network.sh')
    const site = new Site()
    site.folder = mkdtempSync(join(tmpdir(), 'dumas-cluster-'))
    process.on('exit', () => site.forget())
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
    await site.local('up')
    site.settings = Object.fromEntries(
      [...readFileSync(join(site.folder, 'site.conf'), 'utf8').matchAll(/(\w+)=("[^"]*"|'[^']*'|\S*)/g)].map(([, name, value]) => [
        name,
        value.replace(/^["']|["']$/g, ''),
      ]),
    )
    site.base = `http://${site.settings.public}`
    return site
  }

  /** A command of deploy/cluster/local, awaited; what it said. */
  local(...words) {
    return new Promise((done, failed) => {
      const child = spawn(join(root, 'deploy/cluster/local'), [...words, '--folder', this.folder], { stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece))
      child.on('close', (code) => (code === 0 ? done(said.trim()) : failed(new Error(`local ${words.join(' ')}: ${said}`))))
    })
  }

  forget() {
    spawnSync(join(root, 'deploy/cluster/local'), ['forget', '--folder', this.folder])
  }

  /** The servers' process ids: one that ended and was started again has another. */
  servers() {
    return ['app1', 'app2'].map((name) => readFileSync(join(this.folder, name, 'dumas.pid'), 'utf8').trim())
  }

  leader() {
    return this.local('leader')
  }

  // Faults of a node, each with its way back.
  // The machine is lost: every process of it at once. `postgres`: the database and Patroni alone, their etcd lives on.
  async kill(node) {
    await this.local('kill', node)
    return () => this.local('start', node)
  }

  async freeze(node) {
    await this.local('freeze', node)
    return () => this.local('thaw', node)
  }

  /** The node's cable is pulled: nobody reaches it. */
  async unplug(node) {
    command('ip', 'link', 'set', node, 'down')
    return async () => command('ip', 'link', 'set', node, 'up')
  }

  /** The node and the others no longer reach each other, while HAProxy and the servers still reach all. */
  async part(node) {
    const others = nodes.filter((other) => other !== node).map((other) => `10.77.0.1${other.slice(2)}/32`)
    const route = (verb) => others.forEach((address) => this.#inside(node, 'ip', 'route', verb, 'blackhole', address))
    route('add')
    return async () => route('del')
  }

  #inside(node, ...words) {
    command(process.env.DUMAS_CLUSTER_ENTER, '--enter', node, ...words)
  }
}

function command(program, ...words) {
  const done = spawnSync(program, words, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${done.stderr}`)
}
