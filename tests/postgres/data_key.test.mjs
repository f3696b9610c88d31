// Servers that share a database share its data key: one with another key ends with a sentence and has written nothing, also
// when both are the first and start at once. Decision 50.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dumas, Office, program } from '../support/office.mjs'
import { database } from '../support/postgres.mjs'
import { online } from '../support/procedure.mjs'

const clock = '2026-11-30T09:00:00+07:00'
const another_key = /dumas: The key \S+\/keys\/data\.key is not the one with which this office's database is encrypted\./

/** A machine with a data folder of its own and a server to be started there. */
function machine(address) {
  const data = mkdtempSync(join(tmpdir(), 'dumas-key-'))
  process.on('exit', () => rmSync(data, { recursive: true, force: true }))
  writeFileSync(join(data, 'dumas.toml'), `database = "${address}"\n`)
  return Object.assign(new Office(), { data, tokens: {}, sweep: 3600 })
}

function giveKey(office, bytes = randomBytes(32)) {
  mkdirSync(join(office.data, 'keys'), { mode: 0o700, recursive: true })
  writeFileSync(join(office.data, 'keys', 'data.key'), bytes, { mode: 0o600 })
}

const takeKey = (office, from) => cpSync(join(from.data, 'keys'), join(office.data, 'keys'), { recursive: true })
const submit = async (office) => (await office.citizen.submit(online, { 'Idempotency-Key': randomUUID() })).status

test('a server with another key does not start, and its commands do nothing', async () => {
  const { address } = await database()
  const first = machine(address), other = machine(address)
  await first.start(clock)
  assert.equal(await submit(first), 201)
  giveKey(other)
  await assert.rejects(other.start(clock), another_key)
  for (const command of [['verify'], ['rebuild'], ['user', 'list']]) {
    const done = spawnSync(program, [...command, '--data', other.data], { encoding: 'utf8' })
    assert.equal(done.status, 1, command.join(' '))
    assert.match(done.stderr, another_key)
  }
  takeKey(other, first)
  await other.start(clock)
  assert.equal(await submit(other), 201)
  await Promise.all([first.stop(), other.stop()])
  assert.match(dumas(['verify', '--data', other.data]), /everything is as it was written/)
})

test('of two first servers that start at once without a key, one makes the key and the other wants it', async () => {
  const { address } = await database()
  const machines = [machine(address), machine(address)]
  const started = await Promise.allSettled(machines.map((one) => one.start(clock)))
  const failed = started.findIndex(({ status }) => status === 'rejected')
  assert.deepEqual(started.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  // Which of the two sentences depends on whether the other's tables were there when it looked.
  assert.match(started[failed].reason.message, /is not the one with which|is missing although its database exists/)
  takeKey(machines[failed], machines[1 - failed])
  await machines[failed].start(clock)
  for (const one of machines) assert.equal(await submit(one), 201)
  await Promise.all(machines.map((one) => one.stop()))
})

test('an archive without key goes back into an empty database with its own key alone', async () => {
  const old = machine((await database()).address)
  await old.start(clock)
  assert.equal(await submit(old), 201)
  await old.stop()
  const archive = join(old.data, 'office.tar')
  dumas(['backup', archive, '--without-key', '--data', old.data])
  const fresh = machine((await database()).address)
  giveKey(fresh)
  const refused = spawnSync(program, ['restore', archive, '--data', fresh.data], { encoding: 'utf8' })
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /This archive holds no key, and \S+\/keys\/data\.key is not the key of its office\./)
  takeKey(fresh, old)
  dumas(['restore', archive, '--data', fresh.data])
  assert.match(dumas(['verify', '--data', fresh.data]), /everything is as it was written/)
  await fresh.start(clock)
  assert.equal(await submit(fresh), 201)
  await fresh.stop()
})
