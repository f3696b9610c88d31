// The machine's clock jumps a year ahead, back, and a year behind, while the office works. No crash, no number lost or given
// twice, the log keeps its order, what was registered keeps its due dates; sessions that the jump made old are ended, and
// their unfinished text is kept (docs/operations.md, "A clock that jumps").
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office, password } from '../support/office.mjs'
import { signIn, siteOf } from '../support/session.mjs'
import { Ledger, newComplaint, newMessage } from './support/ledger.mjs'
import { Faults } from './support/preload.mjs'
import { Chance } from './support/seed.mjs'

const year = 365 * 24 * 3600 * 1000
const jumps = [0, year, 0, -year, 0, year, -year, 0]

const signedIn = async (office, cookie) =>
  (await fetch(siteOf(office) + '/kerja', { headers: { cookie }, redirect: 'manual' })).status === 200

/** Due dates as the case tells them, done or not. */
const dues = async (office, entry) => (await office.as('loket').read(`/cases/${entry.case}`)).steps.map(({ step, due }) => [step, due])

test('the clock jumps a year, both ways', async () => {
  const chance = new Chance(5)
  const faults = new Faults()
  const office = await Office.open({ clock: null, env: faults.env, sweep: 1 })
  const ledger = new Ledger()
  const promised = new Map()
  let cookie = await signIn(office, 'loket') // its first password is replaced
  assert.ok(await signedIn(office, cookie))

  for (const [n, offset] of jumps.entries()) {
    faults.moveClock(offset)
    if (n > 0) {
      assert.ok(!(await signedIn(office, cookie)), 'a session of a year ago is over, and so is one of next year')
      cookie = await signIn(office, 'loket', password + ' baru')
    }
    assert.ok(await signedIn(office, cookie))
    for (let n = 0; n < 3; ++n) {
      const answer = await ledger.send(office, newComplaint(chance, { files: n % 2 }))
      assert.equal(answer?.status, 201, JSON.stringify(answer?.body))
      const entry = ledger.entries.at(-1)
      const done = await ledger.register(office, entry)
      assert.equal(done.status, 200, JSON.stringify(done.body))
      promised.set(entry, await dues(office, entry))
      assert.equal((await ledger.send(office, newMessage(chance, chance.pick(ledger.entries))))?.status, 201)
    }
    assert.equal(office.process.exitCode, null)
  }

  faults.moveClock(0)
  await ledger.check(office)
  for (const [entry, due] of promised) assert.deepEqual(await dues(office, entry), due, 'a due date given is a due date kept')
  // Each year has its own series, each without a gap.
  const numbers = ledger.entries.map((entry) => entry.number)
  assert.equal(new Set(numbers).size, numbers.length, 'no number is given twice')
  const series = new Map()
  for (const number of numbers) {
    const of = number.match(/\d{4}$/)[0]
    series.set(of, [...(series.get(of) ?? []), Number.parseInt(number)])
  }
  for (const [of, given] of series) assert.deepEqual(given.sort((a, b) => a - b), given.map((_, i) => i + 1), `no gap in ${of}`)
  assert.equal(series.size, 3, `three years: ${[...series.keys()]}`)
  for (const entry of ledger.entries) {
    const events = (await office.as('auditor').read(`/cases/${entry.case}/events`)).events
    assert.deepEqual(events.map((event) => event.version), events.map((_, i) => i + 1), 'the log keeps the order in which things happened')
  }
  assert.match(await office.close(), /everything is as it was written/)
  faults.close()
  console.log(`# ${jumps.length} jumps, series of ${[...series.keys()].join(', ')}; ${ledger.counted}`)
})
