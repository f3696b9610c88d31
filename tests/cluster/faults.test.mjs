// Nothing acknowledged is lost when the leading database is killed, cut off or frozen under load: each receipt holds, once,
// with text and file as they were sent; numbers have no gap; the log proves itself.
// DUMAS_CLUSTER_ROUNDS: how many faults of each kind (default 1). DUMAS_CLUSTER_SEED: repeats the faults of a run.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ledger } from './ledger.mjs'
import { acknowledgedBy, ClusterOffice } from './office.mjs'
import { pause, randomFrom, Site } from './site.mjs'

const rounds = Number(process.env.DUMAS_CLUSTER_ROUNDS ?? 1)
const seed = Number(process.env.DUMAS_CLUSTER_SEED ?? Math.floor(Math.random() * 1e9))
const writers = 4
const random = randomFrom(seed)
const pick = (list) => list[Math.floor(random() * list.length)]

/** The faults of a run, in an order of the seed: as many of each kind. */
function drawFaults() {
  const kinds = { kill: ['kill'], partition: ['unplug', 'part'], freeze: ['freeze'] }
  const drawn = Object.entries(kinds).flatMap(([kind, ways]) => Array.from({ length: rounds }, () => ({ kind, way: pick(ways) })))
  for (let i = drawn.length - 1; i > 0; --i) {
    const j = Math.floor(random() * (i + 1))
    ;[drawn[i], drawn[j]] = [drawn[j], drawn[i]]
  }
  // How long the load runs before the fault, and how long the fault lasts once another node leads.
  return drawn.map((fault) => ({ ...fault, before: 500 + random() * 3000, lasts: random() * 5000 }))
}

async function anotherLeads(site, old) {
  for (;;) {
    const now = await site.leader().catch(() => old)
    if (now !== old) return now
    await pause(200)
  }
}

let site, office
const acknowledged = [] // of all tests

before(async () => {
  site = await Site.open()
  office = await ClusterOffice.open(site)
})
after(() => site.forget())

test(`${rounds} leader kills, partitions and freezes each lose nothing`, async () => {
  console.log(`# seed ${seed}`)
  const ledger = new Ledger(office.send, () => office.make(), 100), registered = []
  const servers = site.servers()
  let checked = 0
  for (const { kind, way, before, lasts } of drawFaults()) {
    const was = { refused: ledger.refused, unanswered: ledger.unanswered, entries: ledger.entries.length }
    ledger.longest = 0
    ledger.start(writers)
    const stopRegistrar = office.startRegistrar(ledger, registered)
    await pause(before)
    const old = await site.leader()
    const began = Date.now()
    const heal = await site[way](old)
    const next = await anotherLeads(site, old)
    await ledger.nextAcknowledged()
    const took = Date.now() - began
    await pause(lasts)
    await heal()
    await site.local('up') // waits until all three are at work again, one of them the leader's synchronous standby
    const whole = Date.now() - began
    await ledger.stop()
    await stopRegistrar()
    await office.check(ledger.entries, checked, registered)
    assert.deepEqual(site.servers(), servers, 'no server ended because its database went away')
    checked = ledger.entries.length
    const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
    console.log(
      `# ${kind} (${way}) of ${old}: ${next} took over, writes again after ${seconds(took)}, longest pause ${seconds(ledger.longest)}, ` +
        `all whole after ${seconds(whole)}; ${checked - was.entries} acknowledged, ${ledger.refused - was.refused} refused, ` +
        `${ledger.unanswered - was.unanswered} unanswered, 0 lost`,
    )
  }
  assert.ok(ledger.entries.length > 3 * rounds)
  acknowledged.push(...ledger.entries)
  console.log(`# ${checked} acknowledged and ${registered.length} registered over ${3 * rounds} faults, all present, equal, once`)
})

// What a leader stored and no standby has yet may be lost with it. A leader that crashed and started again shows it to
// everybody, so a repeat finds the first receipt, and must wait for a standby as the first one did.
test('with no standby left nothing is acknowledged, not even a repeat', async () => {
  const isNoReceipt = (error) => error.name !== 'AssertionError'
  const leader = await site.leader(), standbys = ['db1', 'db2', 'db3'].filter((node) => node !== leader)
  for (const standby of standbys) await site.local('kill', standby, 'patroni', 'postgresql')
  const item = office.make()
  await assert.rejects(office.send(item), isNoReceipt)
  await site.local('kill', leader, 'postgresql')
  while ((await office.call('GET', '/cases?limit=1', { as: 'loket' }).catch(() => ({}))).status !== 200) await pause(200)
  for (let i = 0; i < 3; ++i) await assert.rejects(office.send(item), isNoReceipt)
  for (const standby of standbys) await site.local('start', standby)
  await site.local('up')
  acknowledged.push({ item, receipt: await acknowledgedBy(() => office.send(item)) })
  await office.check(acknowledged, acknowledged.length - 1, [])
})
