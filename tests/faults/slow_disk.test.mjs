// Every sync takes half a second. Nothing is acknowledged before it is on the disk, pages are served all the while, the
// queue stays bounded, and who finds no place in it is told when to come again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { siteOf } from '../support/session.mjs'
import { Ledger, newComplaint } from './support/ledger.mjs'
import { Faults } from './support/preload.mjs'
import { Chance } from './support/seed.mjs'

const syncTakes = 500
const flood = 700 // more than the workers and their queue hold (src/http/limits.hpp)
const sentAgain = 20

test('a disk that takes 500 ms for each sync', async () => {
  const chance = new Chance(3)
  const faults = new Faults()
  const office = await Office.open({ clock: null, env: faults.env })
  const ledger = new Ledger()
  await ledger.send(office, newComplaint(chance))

  faults.slowSync(syncTakes)
  faults.arm('fdatasync', 0, 'EIO') // fails none, but counts
  let acknowledged = 0
  const syncs = () => faults.calls('fdatasync') + faults.calls('fsync')
  const sendings = Array.from({ length: 40 }, async () => {
    const before = syncs()
    const answer = await ledger.send(office, newComplaint(chance))
    assert.equal(answer?.status, 201, JSON.stringify(answer?.body))
    assert.ok(syncs() > before, 'acknowledged before its sync had ended')
    ++acknowledged
  })
  let reads = 0
  while (acknowledged < 1) {
    assert.equal((await fetch(siteOf(office) + '/')).status, 200)
    await office.citizen.read(`/complaints/${ledger.entries[0].tracking_code}`, { 'X-Complaint-PIN': ledger.entries[0].pin })
    ++reads
  }
  await Promise.all(sendings)
  assert.ok(reads > 0, 'pages are read while the disk is slow')
  faults.disarm()
  assert.equal(ledger.unanswered.length, 0)

  // More than the queues hold. What is refused is refused with a time, and nothing of it is stored.
  const answers = await Promise.all(Array.from({ length: flood }, () => ledger.send(office, newComplaint(chance))))
  const refused = answers.filter((answer) => answer && answer.status !== 201)
  for (const answer of refused) {
    assert.equal(answer.status, 503, JSON.stringify(answer.body))
    assert.ok(Number(answer.headers.get('retry-after')) > 0, 'with Retry-After')
  }
  assert.ok(refused.length > 0, 'the queue has a bound')
  assert.ok(answers.every(Boolean), 'every sending got an answer')

  faults.slowSync(0)
  // The rest of what was refused stays away: checkWhole finds nothing of it.
  ledger.unanswered.splice(sentAgain)
  await ledger.sendAgain(office)
  await ledger.check(office, ledger.entries.filter((_, n) => n % 5 === 0))
  await ledger.checkWhole(office)
  assert.match(await office.close(), /everything is as it was written/)
  faults.close()
  console.log(`# ${reads} pages while the first sync was on its way; ${refused.length} of ${flood} told to come again; ${ledger.counted}`)
})
