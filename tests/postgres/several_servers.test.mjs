// Two servers on one database and one data folder: whichever a citizen or an officer meets, the office is one. Issue 4, 2.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { online, receive, registration, walk } from '../support/procedure.mjs'
import * as database from '../support/postgres.mjs'
import { signIn, siteOf } from '../support/session.mjs'

const clock = '2026-11-30T09:00:00+07:00', late = '2026-12-09T17:00:00+07:00'

async function pair(more = {}) {
  const first = await Office.open({ clock, ...more })
  return [first, await first.another(clock)]
}

async function close(first, second) {
  await second.stop()
  assert.match(await first.close(), /everything is as it was written/)
}

test('numbers, and the log behind them, are given once and without gaps by two servers at once', async () => {
  const [first, second] = await pair()
  const servers = [first, second]
  const sent = await Promise.all(
    Array.from({ length: 40 }, (_, n) => servers[n % 2].as('loket').submit({ ...online, channel: 'COUNTER', read_back: true })),
  )
  assert.deepEqual(sent.map(({ status }) => status), Array(40).fill(201))
  const receipts = await Promise.all(
    sent.map(({ body }, n) => servers[(n + 1) % 2].as('loket').does(body.case, 'register', registration)),
  )
  const seen = await Promise.all(receipts.map((_, n) => servers[n % 2].as('loket').read(`/cases/${sent[n].body.case}`)))
  const sequence = seen.map(({ register_no }) => Number(register_no.split('/')[0])).sort((a, b) => a - b)
  assert.deepEqual(sequence, Array.from({ length: 40 }, (_, n) => n + 1))
  await close(first, second)
})

test('what is sent again to the other server is stored once, also when both get it at the same moment', async () => {
  const [first, second] = await pair()
  const key = { 'Idempotency-Key': randomUUID() }
  const once = await first.citizen.submit(online, key)
  const again = await second.citizen.submit(online, key)
  assert.equal(again.body.tracking_code, once.body.tracking_code)
  assert.equal(again.body.pin, once.body.pin)
  const together = { 'Idempotency-Key': randomUUID() }
  const answers = await Promise.all([first, second, first, second].map((server) => server.citizen.submit(online, together)))
  assert.equal(new Set(answers.map(({ body }) => body.tracking_code)).size, 1)
  const listed = await second.as('unit').read('/cases?limit=50')
  assert.equal(listed.cases.length, 2)
  await close(first, second)
})

test('two officers at two servers cannot both change one case', async () => {
  const [first, second] = await pair()
  const { case: id } = await receive(first)
  const version = (await second.as('loket').read(`/cases/${id}`)).version
  const tries = await Promise.all(
    [first, second].map((server) => server.as('loket').tries(id, 'register', registration, { expected_version: version })),
  )
  assert.deepEqual(tries.map(({ status }) => status).sort(), [200, 409])
  await close(first, second)
})

test('a session begun at one server is valid at the other, and ended there it is ended everywhere', async () => {
  const [first, second] = await pair()
  const cookie = await signIn(first, 'unit')
  const page = (server) => fetch(siteOf(server) + '/kerja', { headers: { cookie }, redirect: 'manual' })
  assert.equal((await page(first)).status, 200)
  const there = await page(second)
  assert.equal(there.status, 200)
  const csrf = (await there.text()).match(/name="csrf" value="([^"]+)"/)[1]
  const out = { method: 'POST', body: new URLSearchParams({ csrf }), headers: { cookie }, redirect: 'manual' }
  assert.equal((await fetch(siteOf(second) + '/keluar', out)).status, 303)
  assert.match((await page(first)).headers.get('location'), /masuk/)
  await close(first, second)
})

test('the sweeps of two servers tell of a late step once', async () => {
  const office = await Office.open({ clock })
  const { case: id } = await receive(office)
  await walk(office, id, 'REGISTERED')
  await office.stop()
  // A server sweeps when it starts, and finishes that before it stops: so each of the two has looked, side by side.
  const [, second] = await Promise.all([office.start(late), office.another(late)])
  await Promise.all([office.stop(), second.stop()])
  await office.start(late)
  const { events } = await office.as('auditor').read(`/cases/${id}/events`)
  assert.equal(events.filter(({ type }) => type === 'step.overdue').length, 1)
  await office.close()
})

test('a server whose database is away says so, promises nothing, and goes on by itself when it is back', async () => {
  const [first, second] = await pair()
  const kept = await first.citizen.submit(online)
  assert.equal(kept.status, 201)
  await database.stop()
  for (const server of [first, second]) {
    assert.equal((await fetch(siteOf(server) + '/readyz')).status, 503)
    assert.equal((await fetch(siteOf(server) + '/healthz')).status, 200)
  }
  const key = { 'Idempotency-Key': randomUUID() }
  const refused = await first.citizen.submit(online, key)
  assert.equal(refused.status, 503)
  assert.equal(refused.body.error.code, 'DATABASE_AWAY')
  assert.ok(refused.headers.get('retry-after'))
  await database.start()
  // A connection that was refused rests for a second before it asks again.
  const until = async (done) => {
    while (!(await done())) await new Promise((rested) => setTimeout(rested, 50))
  }
  await until(async () => (await fetch(siteOf(first) + '/readyz')).status === 200)
  let sent
  await until(async () => (sent = await first.citizen.submit(online, key)).status !== 503)
  assert.equal(sent.status, 201)
  await until(async () => (await fetch(siteOf(second) + '/readyz')).status === 200)
  await close(first, second)
})
