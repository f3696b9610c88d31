// The n-th call that fails: write, sync, rename, truncation, allocation, one after another through the whole of a complaint
// with a file. Whatever fails, an acknowledged complaint is there, one that was not acknowledged is there whole or not at
// all, and sending it again with its key makes it one. A sync that failed is never asked again: the server stops, and
// starts from its log. Long form: bin/test faults calls 1 (every n, every error).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { Ledger, newComplaint } from './support/ledger.mjs'
import { Faults } from './support/preload.mjs'
import { Chance, rounds } from './support/seed.mjs'

const long = rounds(0) > 0
/** Every n of the few calls; of the many, in the short form, every so-manieth from a random first. */
const walks = [
  { operation: 'write', errors: ['EIO', 'ENOSPC'] },
  { operation: 'pwrite', errors: ['EIO', 'ENOSPC'], stride: long ? 1 : 13 },
  { operation: 'fsync', errors: ['EIO'] },
  { operation: 'fdatasync', errors: ['EIO', 'ENOSPC'] },
  { operation: 'rename', errors: ['EIO', 'ENOSPC'] },
  { operation: 'ftruncate', errors: ['EIO'] },
  { operation: 'malloc', errors: ['ENOMEM'], stride: long ? 1 : 97 },
]

/** Up again if the fault has stopped it; a server that goes on must still answer. True: it had stopped. */
async function settled(office) {
  const ready = await fetch(office.base.replace('/api/v1', '/readyz')).then((answer) => answer.status, () => 0)
  if (ready === 200 && office.isRunning) return false
  const { code, signal } = await office.end() // it stops by itself, within a second, or the test hangs here and says so
  assert.notEqual(code, 0, 'a server that lost a write does not end as if nothing had been')
  assert.notEqual(signal, 'SIGSEGV')
  await office.start()
  return true
}

async function failNth(office, faults, ledger, { operation, nth, error, chance }) {
  const sending = newComplaint(chance, { files: 1 })
  faults.arm(operation, nth, error)
  const answer = await ledger.send(office, sending)
  const met = faults.disarm()
  if (answer && answer.status !== 201) {
    // Memory comes back, so its want is never an error of ours; a disk that fails is.
    assert.ok((operation === 'malloc' ? [503] : [500, 503, 507]).includes(answer.status), `${operation} ${nth} ${error}: ${answer.status}`)
    if (answer.status === 503) assert.ok(answer.headers.get('retry-after'))
  }
  if (!met) assert.equal(answer?.status, 201, 'what met no fault is accepted')
  const stopped = await settled(office)
  if (met && (operation === 'fsync' || operation === 'fdatasync') && error === 'EIO')
    assert.ok(stopped, `${operation} ${nth} failed and the server went on`)
  await ledger.sendAgain(office)
  await ledger.checkOne(office, ledger.entries.at(-1))
  return { met, stopped, refused: met && answer?.status !== 201 }
}

for (const { operation, errors, stride = 1 } of walks)
  for (const error of errors)
    test(`the n-th ${operation} fails with ${error}`, async () => {
      const chance = new Chance(operation.length * 31 + error.length)
      const faults = new Faults()
      const office = await Office.open({ clock: null, env: faults.env })
      const ledger = new Ledger()
      await ledger.send(office, newComplaint(chance, { files: 1 })) // what only a first complaint does is behind it
      let met = 0, stopped = 0, refused = 0
      for (let nth = 1 + chance.below(stride); ; nth += stride) {
        const seen = await failNth(office, faults, ledger, { operation, nth, error, chance })
        if (!seen.met) break
        ++met
        stopped += seen.stopped ? 1 : 0
        refused += seen.refused ? 1 : 0
      }
      await ledger.check(office)
      await ledger.checkWhole(office)
      assert.match(await office.close(), /everything is as it was written/)
      faults.close()
      console.log(`# ${operation} ${error}: ${met} faults met, ${refused} not acknowledged, ${stopped} stops; ${ledger.counted}`)
      if (['pwrite', 'fdatasync', 'malloc', 'rename', 'write'].includes(operation)) assert.ok(met > 0, `no ${operation} was ever made`)
    })
