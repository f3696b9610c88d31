// A real office for the suites: a fresh data folder with fictional staff, the real program on a free port, its clock set by
// the scenario. The staff are made once for a test file and copied, since each password costs its hash. With
// DUMAS_TEST_ENGINE=postgresql the office's database is one of a PostgreSQL started for the file; nothing else differs.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve as absolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from './client.mjs'
import { database } from './postgres.mjs'

const root = absolute(dirname(fileURLToPath(import.meta.url)), '../..')
export const program = process.env.DUMAS_PROGRAM ?? join(root, 'build/release/dumas')
export const password = 'sandi panjang sekali'

/** Five plenary members: the Chair and four commissioners. */
export const staff = {
  loket: { name: 'Rina Wulandari', title: 'Petugas loket', roles: ['FRONT_DESK'] },
  daring: { name: 'Dimas Aji', title: 'Operator', roles: ['ONLINE_OPERATOR'] },
  unit: { name: 'Wahyu Prasetyo', title: 'Staf Unit Dumas', roles: ['COMPLAINT_UNIT'] },
  unit2: { name: 'Ratna Dewi', title: 'Staf Unit Dumas', roles: ['COMPLAINT_UNIT'] },
  sekretaris: { name: 'Endah Lestari', title: 'Sekretaris', roles: ['SECRETARY'] },
  ketua: { name: 'Bagus Hartono', title: 'Ketua', roles: ['CHAIR'] },
  anggota1: { name: 'Lukman Hadi', title: 'Anggota', roles: ['COMMISSIONER'] },
  anggota2: { name: 'Nita Kusuma', title: 'Anggota', roles: ['COMMISSIONER'] },
  anggota3: { name: 'Surya Adi', title: 'Anggota', roles: ['COMMISSIONER'] },
  anggota4: { name: 'Tutik Rahayu', title: 'Anggota', roles: ['COMMISSIONER'] },
  hukum: { name: 'Yoga Pratama', title: 'Divisi Hukum', roles: ['LEGAL_DIVISION'] },
  kasubbag: { name: 'Maya Sari', title: 'Kepala Subbagian', roles: ['SUBSECTION_HEAD'] },
  admin: { name: 'Joko Susilo', title: 'Administrator', roles: ['ADMIN'] },
  auditor: { name: 'Fitri Handayani', title: 'Pengawas', roles: ['AUDITOR'] },
}
export const members = ['ketua', 'anggota1', 'anggota2', 'anggota3', 'anggota4']

// A scenario that fails leaves its server behind: it ends with the test file, and does not keep it from ending.
const left = [], running = new Set()
process.on('exit', () => {
  running.forEach((server) => server.kill('SIGKILL'))
  left.forEach((folder) => rmSync(folder, { recursive: true, force: true }))
})

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'dumas-office-'))
  left.push(folder)
  return folder
}

/** Runs a command of the program to its end; throws with what it said unless it ended with 0. */
export function dumas(args, input = '') {
  const done = spawnSync(program, args, { input, encoding: 'utf8', cwd: root })
  if (done.status !== 0) throw new Error(`dumas ${args.join(' ')} ended with ${done.status}: ${done.stderr}${done.stdout}`)
  return done.stdout
}

/** The same beside a running server: this process goes on, and its connections with it. */
export function dumasBeside(args) {
  return promisify(execFile)(program, args, { cwd: root }).then(
    ({ stdout }) => stdout,
    ({ code, signal, stderr, stdout }) => {
      throw new Error(`dumas ${args.join(' ')} ended with ${code ?? signal}: ${stderr}${stdout}`)
    },
  )
}

export const onPostgres = process.env.DUMAS_TEST_ENGINE === 'postgresql'
const keptIn = (data, address) => writeFileSync(join(data, 'dumas.toml'), `database = "${address}"\n`)

let model
async function staffed() {
  if (model) return model
  const data = newFolder()
  const tokens = {}
  const template = onPostgres ? await database({ name: 'staffed' }) : undefined
  if (template) keptIn(data, template.address)
  for (const [login, { name, title, roles }] of Object.entries(staff)) {
    const asked = ['user', 'add', login, '--name', name, '--title', title, '--password-stdin', '--data', data]
    dumas([...asked, ...roles.flatMap((role) => ['--role', role])], password + '\n')
    tokens[login] = dumas(['token', 'add', login, '--data', data]).trim()
  }
  return (model = { data, tokens, template: template?.name })
}

export class Office {
  serve = []
  env = {}

  /** `settings` replaces text of config/office.toml: [[from, to], ...]; `serve` are further words for dumas serve; `env` adds
   * to what the server is started with; `data` is an empty folder to live in. */
  static async open({ clock = '2026-11-30T09:00:00+07:00', settings = [], sweep = 3600, serve = [], env = {}, data: folder = newFolder() } = {}) {
    const { data, tokens, template } = await staffed()
    const office = new Office()
    office.data = folder
    office.env = env
    cpSync(data, office.data, { recursive: true })
    if (template) await office.useDatabase(template)
    office.tokens = { ...tokens }
    office.sweep = sweep
    office.serve = serve
    if (settings.length > 0) office.set(settings)
    await office.start(clock)
    return office
  }

  /** A database of its own on PostgreSQL, from now on: empty, or as `template` is. */
  async useDatabase(template) {
    keptIn(this.data, (await database({ template })).address)
  }

  /** Puts an archive back: SQLite's server changes over by itself, PostgreSQL wants an empty database and no server. */
  async restore(archive) {
    const args = ['restore', archive, '--data', this.data]
    if (!onPostgres) return dumas(args)
    await this.stop()
    await this.useDatabase()
    const said = dumas(args)
    await this.start()
    return said
  }

  set(settings) {
    let text = readFileSync(join(root, 'config/office.toml'), 'utf8')
    for (const [from, to] of settings) {
      if (!text.includes(from)) throw new Error(`config/office.toml has no '${from}'`)
      text = text.replace(from, to)
    }
    mkdirSync(join(this.data, 'office'), { recursive: true })
    writeFileSync(join(this.data, 'office', 'office.toml'), text)
  }

  async start(clock) {
    const args = ['serve', '--data', this.data, '--listen', '127.0.0.1:0', '--sweep', String(this.sweep), ...this.serve]
    if (clock) args.push('--clock', clock)
    this.process = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...this.env } })
    const server = this.process
    running.add(server)
    this.ended = new Promise((done) =>
      server.once('exit', (code, signal) => {
        running.delete(server)
        done({ code, signal })
      }),
    )
    this.log = ''
    this.process.stderr.on('data', (piece) => (this.log = (this.log + piece).slice(-20_000)))
    this.base = await this.address()
    this.#holds('unref')
    this.description ??= await (await fetch(`${this.base}/openapi.json`)).json()
  }

  /** The line that `dumas serve` prints when it is ready. */
  address() {
    return new Promise((found, failed) => {
      let said = ''
      this.process.stdout.on('data', (piece) => {
        said += piece
        const match = said.match(/http:\/\/([^/\s]+)\//)
        if (match) found(`http://${match[1]}/api/v1`)
      })
      this.ended.then(({ code }) => failed(new Error(`dumas serve ended with ${code}: ${this.log}${said}`)))
    })
  }

  /** A further server of the same office, as an Office of its own; not to be closed but stopped. */
  async another(clock) {
    const other = Object.assign(new Office(), { data: this.data, tokens: this.tokens, sweep: this.sweep })
    other.description = this.description
    await other.start(clock)
    return other
  }

  /** The office at another moment: stopped gracefully and started again. */
  async at(clock) {
    await this.stop()
    await this.start(clock)
  }

  /** Whether this process waits for the server: only while a scenario does. */
  #holds(how) {
    for (const handle of [this.process, this.process.stdout, this.process.stderr]) handle[how]()
  }

  get isRunning() {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** What the server does, for those who got no answer; with the end of its log when it is gone. */
  get state() {
    const { pid, exitCode, signalCode } = this.process
    const end = exitCode ?? signalCode
    return end === null ? `the server runs (${pid})` : `the server ended with ${end}: ${this.log.slice(-2000)}`
  }

  /** How the server ended; waits until it has. */
  ends() {
    this.#holds('ref')
    return this.ended
  }

  async stop() {
    this.process.kill('SIGTERM')
    const { code, signal } = await this.ends()
    if (code !== 0) throw new Error(`dumas serve ended with ${code ?? signal}: ${this.log}`)
  }

  async kill() {
    this.process.kill('SIGKILL')
    await this.ends()
  }

  /** Waits for a server that ends by itself; {code, signal}. */
  end() {
    this.#holds('ref')
    return this.ended
  }

  /** Ends every scenario: the server has stopped, and `dumas verify` finds nothing changed. */
  async close() {
    if (this.isRunning) await this.stop()
    const said = dumas(['verify', '--data', this.data])
    rmSync(this.data, { recursive: true, force: true })
    return said
  }

  as(login) {
    const token = this.tokens[login]
    if (!token) throw new Error(`nobody is called ${login}`)
    return new Client(this, token)
  }

  get citizen() {
    return new Client(this, null)
  }
}

