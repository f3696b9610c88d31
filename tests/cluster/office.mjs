// The office behind HAProxy, as the suites of the cluster use it: complaints with a file, sent under a key, and what must be
// found of them afterwards.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { program } from '../support/office.mjs'
import { online, registration } from '../support/procedure.mjs'
import { Refused } from './ledger.mjs'
import { pause } from './site.mjs'

const patience = 30_000 // ms without an answer, then the sender asks again
const staff = { loket: ['Rina Wulandari', 'FRONT_DESK'], auditor: ['Fitri Handayani', 'AUDITOR'] }
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')

export class ClusterOffice {
  static async open(site) {
    const office = new ClusterOffice()
    office.site = site
    office.base = `${site.base}/api/v1`
    office.data = join(site.folder, 'app1/data')
    office.tokens = {}
    for (const [login, [name, role]] of Object.entries(staff)) {
      dumas(['user', 'add', login, '--name', name, '--title', name, '--role', role, '--password-stdin', '--data', office.data], 'sandi panjang sekali\n')
      office.tokens[login] = dumas(['token', 'add', login, '--data', office.data]).trim()
    }
    return office
  }

  /** A complaint whose text and file are its own; `bytes` of the file. */
  make = (bytes = 2_000 + Math.floor(Math.random() * 20_000)) => {
    const key = randomUUID()
    return { key, story: `Cerita ${key}\n${'isi '.repeat(Math.random() * 200)}`.trim(), file: `${key}\n`.repeat(Math.ceil(bytes / 37)) }
  }

  /** Its receipt; throws Refused on 503, and what fetch throws when no answer came. */
  send = async ({ key, story, file }) => {
    const form = new FormData()
    form.append('complaint', JSON.stringify({ ...online, story }))
    form.append('evidence', new Blob([file]), 'bukti.txt')
    const answer = await this.call('POST', '/complaints', { body: form, headers: { 'Idempotency-Key': key } })
    if (answer.status === 503) throw new Refused(answer.text)
    assert.ok(answer.status === 201 || answer.status === 200, `${answer.status} ${answer.text}`)
    return JSON.parse(answer.text)
  }

  /** One request through HAProxy; `as` a member of staff or nobody. */
  async call(method, path, { as, body, headers = {} } = {}) {
    const answer = await fetch(this.base + path, {
      method,
      body,
      headers: { ...headers, ...(as ? { Authorization: `Bearer ${this.tokens[as]}` } : {}) },
      signal: AbortSignal.timeout(patience),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, bytes, text: bytes.toString().slice(0, 100_000) }
  }

  async read(path, as) {
    const answer = await this.call('GET', path, { as })
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
    return answer
  }
  async json(path, as) {
    return JSON.parse((await this.read(path, as)).bytes.toString())
  }

  /** Gives a case its number. Throws as `send` does. */
  async register(id, key) {
    const sent = { method: 'POST', as: 'loket', headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' } }
    const body = JSON.stringify({ command: 'register', fields: registration })
    const answer = await this.call('POST', `/cases/${id}/commands`, { ...sent, body })
    if (answer.status === 503) throw new Refused(answer.text)
    assert.equal(answer.status, 200, answer.text)
    return JSON.parse(answer.text).number
  }

  /** Registers what the ledger holds, one after the other, until `stop` is called; so numbers are given while faults happen. */
  startRegistrar(ledger, registered) {
    let stopping = false
    const loop = async () => {
      for (let next = registered.length; !stopping; ) {
        if (next >= ledger.entries.length) {
          await pause(20)
          continue
        }
        const { case: id } = ledger.entries[next++].receipt
        registered.push({ id, number: await acknowledgedBy(() => this.register(id, id)) })
      }
    }
    const running = loop()
    return () => ((stopping = true), running)
  }

  async everyCase() {
    const all = []
    for (let before = ''; before !== null; ) {
      const page = await this.json(`/cases?limit=200${before && `&before=${before}`}`, 'auditor')
      all.push(...page.cases)
      before = page.before
    }
    return all
  }

  /** Every receipt holds, each once, with what was sent; those before `from` were looked into before, and are counted. */
  async check(entries, from, registered) {
    await eachOf(entries.slice(from), async ({ item, receipt }) => {
      const seen = await this.json(`/cases/${receipt.case}`, 'loket')
      const form = seen.documents.find((paper) => paper.type === 'COMPLAINT_FORM')
      const { content } = await this.json(`/cases/${receipt.case}/documents/${form.id}`, 'loket')
      assert.equal(hash(content.story), hash(item.story), receipt.tracking_code)
      const kept = await this.read(`/cases/${receipt.case}/files/${seen.files[0].id}`, 'loket')
      assert.equal(hash(kept.bytes), hash(item.file), `the file of ${receipt.tracking_code}`)
    })
    const cases = await this.everyCase()
    assert.equal(cases.length, entries.length, 'each receipt is one case, and there is no other')
    const numbers = new Map(cases.map((row) => [row.id, row.register_no]))
    for (const { receipt } of entries) assert.ok(numbers.has(receipt.case), receipt.tracking_code)
    assert.equal(new Set(entries.map(({ receipt }) => receipt.case)).size, entries.length)
    for (const { id, number } of registered) assert.equal(numbers.get(id), number, 'a number given is a number kept')
    const given = cases.map((row) => row.register_no).filter(Boolean).sort()
    given.forEach((number, i) => assert.ok(number.startsWith(String(i + 1).padStart(4, '0')), `no gap at ${number}`))
    dumas(['verify', '--data', this.data])
  }
}

/** `act` for each of the list, eight at a time. */
async function eachOf(list, act) {
  const left = [...list]
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let one = left.pop(); one; one = left.pop()) await act(one)
  }))
}

/** Asks until there is an answer that counts. */
export async function acknowledgedBy(ask) {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (error.name === 'AssertionError') throw error
      await pause(200)
    }
  }
}

function dumas(args, input = '') {
  const done = spawnSync(program, args, { input, encoding: 'utf8' })
  assert.equal(done.status, 0, `dumas ${args.join(' ')}: ${done.stderr}${done.stdout}`)
  return done.stdout
}
