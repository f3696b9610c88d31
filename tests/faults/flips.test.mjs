// Single bits fall over, in the database file and in the file store (attachments and papers). Each is found by `dumas
// verify`, or stands in bytes that say nothing: every row is what it was. A damaged case is named; the server withholds it
// with a clear sentence and serves all others, and its lists stand. Long form: bin/test faults flips 1000.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { Office, program } from '../support/office.mjs'
import { walk } from '../support/procedure.mjs'
import { signIn, siteOf } from '../support/session.mjs'
import { ask, changeBehind, differing, idText, rowsOf, touched } from './support/database.mjs'
import { everyCase, Ledger, newComplaint, newMessage, Withheld } from './support/ledger.mjs'
import { Chance, rounds } from './support/seed.mjs'

const flips = rounds(40)
const servedEvery = flips > 40 ? 8 : 4 // of the damaging flips, so many are looked at through a running server
const shareOfDatabase = 75
const chance = new Chance(6)

/** An office with cases at several stages, with files, messages and printed papers; stopped. */
async function makeOffice() {
  const office = await Office.open({ sweep: 1 })
  const ledger = new Ledger()
  for (let n = 0; n < 8; ++n) await ledger.send(office, newComplaint(chance, { files: n % 3 }))
  for (const entry of ledger.entries.slice(0, 5)) await ledger.send(office, newMessage(chance, entry))
  await walk(office, ledger.entries[0].case, 'ANALYSED')
  await walk(office, ledger.entries[1].case, 'DISPOSED')
  await walk(office, ledger.entries[2].case, 'REGISTERED')
  const database = join(office.data, 'dumas.db')
  while (ask(database, 'SELECT count(*) FROM papers') < 3) await new Promise((waited) => setTimeout(waited, 200))
  await office.stop()
  return { office, ledger, database }
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)])
}

function verify(data) {
  const done = spawnSync(program, ['verify', '--data', data], { encoding: 'utf8' })
  assert.equal(done.signal, null, `verify ended by ${done.signal}: ${done.stderr}`)
  return { found: done.status !== 0, said: done.stderr + done.stdout }
}

/** Turns one bit of a file over; says which. */
function flip(file) {
  const bytes = readFileSync(file)
  const at = chance.below(bytes.length), bit = chance.below(8)
  bytes[at] ^= 1 << bit
  writeFileSync(file, bytes)
  return `${relative(tmpdir(), file)} byte ${at} bit ${bit}`
}

/** Through a server on the damaged folder: every case equal or withheld, none wrong; withheld only what verify named. */
async function serve(office, ledger, said, where) {
  try {
    await office.start('2026-12-01T09:00:00+07:00')
  } catch (error) {
    assert.match(error.message, /dumas/, where) // it does not start, and says why
    return { refusedToStart: 1 }
  }
  const seen = { served: 0, withheld: 0, shut: 0 }
  for (const entry of ledger.entries) {
    try {
      await ledger.checkOne(office, entry)
      ++seen.served
    } catch (error) {
      if (error instanceof Withheld) {
        ++seen.withheld
        assert.ok(said.length > 0, where)
        continue
      }
      // The citizen's door or the officer's token was hit: closed, and named as such.
      assert.match(error.message, /: (401|404) /, `${where}: ${error.message}`)
      ++seen.shut
    }
  }
  const listed = await office.as('auditor').get('/cases?limit=200')
  if (listed.status === 200) {
    assert.ok(listed.body.cases.length + seen.withheld >= ledger.entries.length - 1, `${where}: the list lost more than one`)
  } else assert.match(String(listed.body.error?.code), /DAMAGED|UNAUTHENTICATED/, where)
  await office.kill()
  return seen
}

test(`${flips} flipped bits are found, named and withheld`, async () => {
  const { office, ledger, database } = await makeOffice()
  assert.ok(!verify(office.data).found, 'sound before anything is flipped')
  const sound = mkdtempSync(join(tmpdir(), 'dumas-sound-'))
  process.on('exit', () => rmSync(sound, { recursive: true, force: true }))
  cpSync(office.data, sound, { recursive: true })
  const rows = rowsOf(database)
  const stored = filesUnder(join(office.data, 'files'))
  assert.ok(stored.length >= 8 && statSync(database).size > 300_000)
  const sum = { database: 0, stored: 0, found: 0, unused: 0, named: 0, served: 0, withheld: 0, shut: 0, refusedToStart: 0, looked: 0 }

  for (let n = 0; n < flips; ++n) {
    const inDatabase = chance.percent(shareOfDatabase)
    const file = inDatabase ? database : chance.pick(stored)
    const where = flip(file)
    const { found, said } = verify(office.data)
    ++sum[inDatabase ? 'database' : 'stored']
    if (inDatabase) {
      const after = rowsOf(database)
      if (found) {
        ++sum.found
        // Where the table of contents was hit the file cannot even be opened: that is said, and nobody can be named.
        const whole = !/^damaged: /m.test(said) && /malformed|not a database/.test(said)
        for (const id of whole ? [] : touched(rows, after)) {
          assert.ok(said.includes(id), `${where}: ${id} is damaged and not named:\n${said}`)
          ++sum.named
        }
      } else {
        assert.deepEqual(differing(rows, after), [], `${where}: not found, and a row is another`)
        ++sum.unused
      }
    } else {
      assert.ok(found, `${where}: not found`)
      assert.match(said, /(file \d+ of case|paper) \w{13}/, where)
      ++sum.found
      ++sum.named
    }
    if (found && sum.found % servedEvery === 0) {
      const seen = await serve(office, ledger, said, where)
      ++sum.looked
      for (const [what, count] of Object.entries(seen)) sum[what] += count
    }
    for (const name of ['dumas.db-wal', 'dumas.db-shm']) rmSync(join(office.data, name), { force: true })
    writeFileSync(file, readFileSync(join(sound, relative(office.data, file))))
    if (inDatabase === false) continue
    cpSync(join(sound, 'dumas.db'), database)
  }
  assert.ok(sum.found > flips / 4)
  assert.ok(sum.served > sum.withheld, 'most are served whatever is flipped')
  assert.ok(!verify(office.data).found, 'sound again')
  console.log(`# ${JSON.stringify(sum)}`)
})

test('a row that is not as its second copy says is named with its case, also where the case itself was hit', async () => {
  const { office, ledger, database } = await makeOffice()
  const [owner, moved] = [ledger.entries[1].case, ledger.entries[2].case]
  const number = (id) => ask(database, `SELECT case_id FROM files`).split('\n').find((one) => idText(one) === id)
  changeBehind(database, 'files_of_case', `UPDATE files SET owner = 'api:' || hex(owner) WHERE case_id = ${number(owner)}`)
  changeBehind(database, 'files_of_case', `UPDATE files SET case_id = case_id + 1 WHERE case_id = ${number(moved)}`)
  const { said } = verify(office.data)
  for (const id of [owner, moved]) assert.match(said, new RegExp(`case ${id}: row \\d+ of table files`), said)
})

test('a damaged case is withheld with a sentence for citizen and staff, the list shows it, the others go on', async () => {
  const { office, ledger, database } = await makeOffice()
  const hit = ledger.entries[0], hurt = ledger.entries[3]
  // The sealed text of the first case; one letter of an event of another.
  const change = (sql) => assert.equal(spawnSync('sqlite3', [database, sql], { encoding: 'utf8' }).stderr, '')
  const record = ask(database, `SELECT min(id) FROM records WHERE type = 'COMPLAINT_FORM'`)
  change(`UPDATE records SET content = zeroblob(length(content)) WHERE id = ${record}`)
  change(`DROP TRIGGER events_no_update; UPDATE events SET data = replace(data, 'WEB', 'WEC') WHERE version = 1 AND stream =
    (SELECT stream FROM records WHERE type = 'COMPLAINT_FORM' ORDER BY id LIMIT 1 OFFSET 3)`)
  const { said } = verify(office.data)
  assert.ok(said.includes(hit.case) && said.includes(hurt.case), said)

  await office.start('2026-12-01T09:00:00+07:00')
  for (const entry of [hit, hurt]) await assert.rejects(ledger.checkOne(office, entry), Withheld)
  for (const entry of ledger.entries) if (entry !== hit && entry !== hurt) await ledger.checkOne(office, entry)
  assert.equal((await everyCase(office)).length, ledger.entries.length, 'the list is whole')

  const cookie = await signIn(office, 'loket')
  const page = async (path) => {
    const answer = await fetch(siteOf(office) + path, { headers: { cookie } })
    return { status: answer.status, text: await answer.text() }
  }
  const work = await page('/kerja')
  assert.equal(work.status, 200)
  assert.match(work.text, /Berkas rusak, ditahan/)
  const shown = await page(`/kasus/${hurt.case}`)
  assert.equal(shown.status, 500)
  assert.match(shown.text, /Catatan ini rusak dan kami tahan/)
  assert.match(shown.text, /dumas verify/)
  // A command to a damaged case is refused, and the writer goes on for the others.
  assert.equal((await ledger.register(office, hurt)).body.error.code, 'DAMAGED')
  assert.equal((await ledger.register(office, ledger.entries[4])).status, 200)
  assert.equal((await ledger.send(office, newComplaint(chance))).status, 201)
  await office.stop()
})
