// Nothing acknowledged is lost: the program is killed (-9) in the middle of submissions, started again, and every receipt
// that was given still holds, each once, with the text that was sent. DUMAS_KILL_ROUNDS says how often (default 5).
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { dumas, Office } from '../support/office.mjs'
import { online, registration } from '../support/procedure.mjs'

const rounds = Number(process.env.DUMAS_KILL_ROUNDS ?? 5)
const clients = 8
const hash = (text) => createHash('sha256').update(text).digest('hex')

/** One client: sends until the server is gone; what was answered goes into the ledger, what was not is kept with its key. */
async function sender(office, ledger, unanswered) {
  for (;;) {
    const key = randomUUID()
    const story = `Cerita ${key}\n${'isi '.repeat(Math.floor(Math.random() * 400))}`.trim()
    try {
      const sent = await office.citizen.submit({ ...online, story }, { 'Idempotency-Key': key })
      assert.equal(sent.status, 201, JSON.stringify(sent.body))
      ledger.push({ ...sent.body, hash: hash(story) })
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      unanswered.push({ key, story })
      return
    }
  }
}

/** One officer: registers what comes in, so that numbers are given while the program is killed. */
async function registrar(office, ledger, registered) {
  for (let next = registered.length; ; ) {
    try {
      if (next >= ledger.length) await new Promise((rested) => setTimeout(rested, 5))
      else {
        const { case: id } = ledger[next++]
        const done = await office.as('loket').tries(id, 'register', registration)
        if (done.status === 200) registered.push({ id, number: done.body.number })
      }
      if (office.process.signalCode) return
    } catch {
      return
    }
  }
}

async function everyCase(office) {
  const all = []
  for (let before = ''; before !== null; ) {
    const page = await office.as('auditor').read(`/cases?limit=200${before && `&before=${before}`}`)
    all.push(...page.cases)
    before = page.before
  }
  return all
}

async function checkReceipts(office, ledger) {
  for (const receipt of ledger) {
    const seen = await office.as('loket').read(`/cases/${receipt.case}`)
    const form = seen.documents.find((paper) => paper.type === 'COMPLAINT_FORM')
    const { content } = await office.as('loket').read(`/cases/${receipt.case}/documents/${form.id}`)
    assert.equal(hash(content.story), receipt.hash, receipt.tracking_code)
    const view = await office.citizen.read(`/complaints/${receipt.tracking_code}`, { 'X-Complaint-PIN': receipt.pin })
    assert.equal(view.subject, online.subject)
  }
}

test(`${rounds} times killed during submissions: every receipt holds`, async () => {
  const office = await Office.open({ clock: null })
  const ledger = [], registered = []
  let checked = 0
  for (let round = 0; round < rounds; ++round) {
    const unanswered = []
    const running = [...Array.from({ length: clients }, () => sender(office, ledger, unanswered)), registrar(office, ledger, registered)]
    await new Promise((waited) => setTimeout(waited, 250 + Math.random() * 750))
    await office.kill()
    await Promise.all(running)
    await office.start()
    // What got no answer is sent again with its key, as a careful client does: once stored or not, it is one case now.
    for (const { key, story } of unanswered) {
      const sent = await office.citizen.submit({ ...online, story }, { 'Idempotency-Key': key })
      assert.equal(sent.status, 201, JSON.stringify(sent.body))
      ledger.push({ ...sent.body, hash: hash(story) })
    }
    await checkReceipts(office, ledger.slice(checked))
    checked = ledger.length
    const cases = await everyCase(office)
    assert.equal(cases.length, ledger.length, 'each receipt is one case, and there is no other')
    assert.equal(new Set(ledger.map((receipt) => receipt.case)).size, ledger.length)
    const numbers = new Map(cases.map((row) => [row.id, row.register_no]))
    for (const { id, number } of registered) assert.equal(numbers.get(id), number, 'a number given is a number kept')
    const given = cases.map((row) => row.register_no).filter(Boolean).sort()
    given.forEach((number, i) => assert.ok(number.startsWith(String(i + 1).padStart(4, '0')), `no gap at ${number}`))
    dumas(['verify', '--data', office.data])
  }
  assert.ok(ledger.length > rounds, `${ledger.length} receipts`)
  console.log(`# ${rounds} rounds, ${ledger.length} complaints, ${registered.length} registrations acknowledged`)
  await office.close()
})
