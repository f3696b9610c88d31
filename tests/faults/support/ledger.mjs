// The ledger of what the office acknowledged, kept outside the server: tracking code, hash of the text, hashes of files,
// hashes of messages, numbers. After a fault every entry is read back through the public door: present, equal, once.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { picture } from '../../support/client.mjs'
import { online, registration } from '../../support/procedure.mjs'

export const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** A complaint to be sent: `files` of random bytes behind a PNG's, so that each is another file. */
export function newComplaint(chance, { files = 0 } = {}) {
  const key = chance.key()
  return {
    kind: 'complaint',
    key,
    story: `Cerita ${key}\n${'isi '.repeat(chance.below(400))}`.trim(),
    files: Array.from({ length: files }, () => Buffer.concat([picture, chance.bytes(1 + chance.below(3000))])),
  }
}

export const newMessage = (chance, entry) => ({
  kind: 'message',
  key: chance.key(),
  entry,
  text: `Pesan ${chance.key()} ${'kata '.repeat(chance.below(60))}`.trim(),
})

/** The office says that what was asked for is damaged, and gives nothing of it. */
export class Withheld extends Error {}

function given({ status, body }, what) {
  if (status === 500 && body.error?.code === 'DAMAGED') throw new Withheld(what)
  assert.equal(status, 200, `${what}: ${status} ${JSON.stringify(body)}`)
  return body
}

export class Ledger {
  entries = []
  unanswered = []

  /** Sends it; keeps what was acknowledged, and with its key what got no answer. The answer, or null. */
  async send(office, sending) {
    let answer
    try {
      answer = await this.#send(office, sending)
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      this.unanswered.push(sending)
      return null
    }
    if (answer.status === 201) this.#keep(sending, answer.body)
    else this.unanswered.push(sending)
    return answer
  }

  /** What got no acknowledgement is sent again with its key, as a careful client does: stored or not, it is there once now. */
  async sendAgain(office) {
    const waiting = this.unanswered
    this.unanswered = []
    for (const sending of waiting) {
      const answer = await this.#send(office, sending)
      assert.equal(answer.status, 201, `sent again: ${JSON.stringify(answer.body)}`)
      this.#keep(sending, answer.body)
    }
    return waiting.length
  }

  /** Registers the complaint; the number is kept when it was acknowledged. */
  async register(office, entry) {
    const done = await office.as('loket').tries(entry.case, 'register', registration)
    if (done.status === 200) entry.number = done.body.number
    return done
  }

  async check(office, entries = this.entries) {
    for (const entry of entries) await this.checkOne(office, entry)
  }

  async checkOne(office, entry) {
    const what = entry.tracking_code
    const staff = { read: async (path) => given(await office.as('loket').get(path), path) }
    const seen = await staff.read(`/cases/${entry.case}`)
    const forms = seen.documents.filter((paper) => paper.type === 'COMPLAINT_FORM')
    assert.equal(forms.length, 1, what)
    const { content } = await staff.read(`/cases/${entry.case}/documents/${forms[0].id}`)
    assert.equal(hash(content.story), entry.story, `the text of ${what}`)
    const files = []
    for (const file of seen.files) files.push(hash(await staff.read(`/cases/${entry.case}/files/${file.id}`)))
    assert.deepEqual(files.sort(), [...entry.files].sort(), `the files of ${what}`)
    const view = await this.#track(office, entry)
    assert.equal(view.subject, online.subject)
    assert.deepEqual(view.messages.map(({ text }) => hash(text)).sort(), [...entry.messages].sort(), `the messages of ${what}`)
    if (entry.number) assert.equal(seen.register_no, entry.number, 'a number given is a number kept')
  }

  /** Every case of the office is in the ledger and the other way round; numbers run without a gap. */
  async checkWhole(office) {
    const cases = await everyCase(office)
    assert.equal(new Set(this.entries.map((entry) => entry.case)).size, this.entries.length, 'each receipt is a case of its own')
    assert.deepEqual(cases.map((row) => row.id).sort(), this.entries.map((entry) => entry.case).sort(), 'and there is no other')
    const numbers = new Map(cases.map((row) => [row.id, row.register_no]))
    for (const { case: id, number } of this.entries) if (number) assert.equal(numbers.get(id), number)
    const given = cases.map((row) => row.register_no).filter(Boolean).sort()
    given.forEach((number, i) => assert.ok(number.startsWith(String(i + 1).padStart(4, '0')), `no gap at ${number}`))
  }

  get counted() {
    const sum = (of) => this.entries.reduce((all, entry) => all + of(entry), 0)
    return `${this.entries.length} complaints, ${sum((e) => e.files.length)} files, ${sum((e) => e.messages.length)} messages, ${sum((e) => (e.number ? 1 : 0))} numbers`
  }

  #send(office, sending) {
    const headers = { 'Idempotency-Key': sending.key }
    if (sending.kind === 'message')
      return office.citizen.post(`/complaints/${sending.entry.tracking_code}/messages`, { text: sending.text }, { ...headers, 'X-Complaint-PIN': sending.entry.pin })
    const complaint = { ...online, story: sending.story }
    if (sending.files.length === 0) return office.citizen.post('/complaints', complaint, headers)
    const form = new FormData()
    form.append('complaint', JSON.stringify(complaint))
    sending.files.forEach((bytes, i) => form.append('evidence', new Blob([bytes]), `bukti-${i + 1}.png`))
    return office.citizen.post('/complaints', form, headers)
  }

  #keep(sending, body) {
    if (sending.kind === 'message') sending.entry.messages.push(hash(sending.text))
    else this.entries.push({ ...body, story: hash(sending.story), files: sending.files.map(hash), messages: [] })
  }

  /** The door is slowed for who knocks too often (docs/decisions/0029): then it is waited. */
  async #track(office, entry) {
    for (;;) {
      const answer = await office.citizen.get(`/complaints/${entry.tracking_code}`, { 'X-Complaint-PIN': entry.pin })
      if (answer.status !== 429) {
        return given(answer, entry.tracking_code)
      }
      await new Promise((waited) => setTimeout(waited, 1000 * Number(answer.headers.get('retry-after'))))
    }
  }
}

export async function everyCase(office) {
  const all = []
  for (let before = ''; before !== null; ) {
    const page = await office.as('auditor').read(`/cases?limit=200${before && `&before=${before}`}`)
    all.push(...page.cases)
    before = page.before
  }
  return all
}
