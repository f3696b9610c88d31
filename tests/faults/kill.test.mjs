// Nothing acknowledged is lost: the program is killed (-9) in the middle of complaints with files, messages and staff's
// commands, started again, and every receipt that was given still holds. Long form: bin/test faults kill 1000.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from '../support/client.mjs'
import { dumasBeside, Office } from '../support/office.mjs'
import { Ledger, newComplaint, newMessage } from './support/ledger.mjs'
import { Chance, rounds } from './support/seed.mjs'

const kills = rounds(8)
const clients = 8
const killsOfAnOffice = 40 // then a new one: what is read back each time does not grow without end

/** One citizen: complains, with files or without, and writes messages to what he has sent, until the server is gone. */
async function citizen(office, ledger, chance) {
  const mine = []
  for (;;) {
    const writes = mine.length > 0 && chance.percent(30)
    const sending = writes ? newMessage(chance, chance.pick(mine)) : newComplaint(chance, { files: chance.percent(40) ? 1 + chance.below(2) : 0 })
    const answer = await ledger.send(office, sending)
    if (!answer) return
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    if (!writes) mine.push(ledger.entries.find((entry) => entry.case === answer.body.case))
  }
}

/** One officer: registers what comes in, so that numbers are given while the program is killed. */
async function registrar(office, ledger) {
  for (let next = ledger.entries.length; ; ) {
    try {
      if (office.process.signalCode) return
      if (next >= ledger.entries.length) await new Promise((rested) => setTimeout(rested, 5))
      else await ledger.register(office, ledger.entries[next++])
    } catch {
      return
    }
  }
}

async function killOnce(office, ledger, chance) {
  const running = [...Array.from({ length: clients }, (_, i) => citizen(office, ledger, new Chance(1 + chance.below(2 ** 30) + i)))]
  running.push(registrar(office, ledger))
  await new Promise((waited) => setTimeout(waited, 100 + chance.below(500)))
  await office.kill()
  await Promise.all(running)
  await office.start()
  return ledger.sendAgain(office)
}

test(`${kills} times killed under load: every receipt holds`, async () => {
  const chance = new Chance()
  let cut = 0
  for (let done = 0; done < kills; ) {
    const office = await Office.open({ clock: null })
    const ledger = new Ledger()
    let checked = 0
    for (let round = 0; round < killsOfAnOffice && done < kills; ++round, ++done) {
      cut += await killOnce(office, ledger, chance)
      await ledger.check(office, ledger.entries.slice(checked))
      checked = ledger.entries.length
      await ledger.checkWhole(office)
      if (round % 4 === 3) await dumasBeside(['verify', '--data', office.data])
    }
    await ledger.check(office)
    assert.ok(ledger.entries.length > killsOfAnOffice / 4)
    assert.match(await office.close(), /everything is as it was written/)
    console.log(`# ${done} kills; this office acknowledged ${ledger.counted}`)
  }
  assert.ok(cut > 0, 'no sending was ever cut off: the kill struck nothing')
  console.log(`# ${cut} sendings were cut off by a kill and sent again; ${Client.askedAgain} questions found their connection closed`)
})
