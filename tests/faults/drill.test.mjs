// The drill: an office is backed up while it works, its folder is lost, and the backup is restored on an empty machine.
// Everything acknowledged before the backup is there, equal, once.
// Long form: bin/test faults drill N. An office of N cases (support/large_office.mjs) is lost and restored, and everything is
// compared: the log, each row of each table, each file. It takes some 40 KB of disk a case in TMPDIR: for the office, or
// what is restored of it, and for the archive. DUMAS_DRILL_OFFICE=FOLDER takes a copy of an office that is there already
// and stands still, FOLDER/data with its FOLDER/codes.tsv ("code TAB pin TAB subject" lines), as bin/bench keeps them in
// build/bench/offices; that folder is only read, and N then says no more than that the long form is wanted.
import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { dumas, Office, program } from '../support/office.mjs'
import { online } from '../support/procedure.mjs'
import { contents, copyOffice, fill as fillLarge, onceEach, readReceipts } from './support/large_office.mjs'
import { everyCase, Ledger, newComplaint, newMessage } from './support/ledger.mjs'
import { Chance, rounds } from './support/seed.mjs'
import { Watched } from './support/watched.mjs'

const folder = mkdtempSync(join(tmpdir(), 'dumas-drill-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const large = rounds(0), source = process.env.DUMAS_DRILL_OFFICE

async function fill(office, ledger, chance, count) {
  for (let n = 0; n < count; ++n) {
    await ledger.send(office, newComplaint(chance, { files: n % 3 }))
    if (n % 2) await ledger.send(office, newMessage(chance, ledger.entries.at(-1)))
    else await ledger.register(office, ledger.entries.at(-1))
  }
}

for (const key of ['in the archive', 'kept elsewhere'])
  test(`backup and restore, the key ${key}`, async () => {
    const chance = new Chance(7)
    const office = await Office.open({ clock: null })
    const ledger = new Ledger()
    await fill(office, ledger, chance, 24)
    const archive = join(folder, `${key.replaceAll(' ', '-')}.tar`)
    const during = fill(office, new Ledger(), chance, 12) // the office goes on while it is copied
    dumas(['backup', archive, '--data', office.data, ...(key === 'in the archive' ? [] : ['--without-key'])])
    await during
    if (key !== 'in the archive') cpSync(join(office.data, 'keys'), join(folder, 'keys'), { recursive: true })
    await office.kill()
    rmSync(office.data, { recursive: true })

    if (key !== 'in the archive') cpSync(join(folder, 'keys'), join(office.data, 'keys'), { recursive: true })
    dumas(['restore', archive, '--data', office.data])
    await office.start()
    await ledger.check(office)
    const numbers = (await everyCase(office)).map((row) => row.register_no).filter(Boolean)
    assert.equal(new Set(numbers).size, numbers.length)
    await fill(office, ledger, chance, 3) // and it works on
    await ledger.check(office, ledger.entries.slice(-3))
    assert.match(await office.close(), /everything is as it was written/)
    console.log(`# ${ledger.counted}`)
  })

/** The office, made here or copied, is lost after its backup; what is restored is held against what was saved, all of it. */
async function largeDrill() {
  const data = join(folder, 'large'), archive = join(folder, 'large.tar'), codes = source ? join(source, 'codes.tsv') : join(folder, 'codes.tsv')
  const watched = new Watched(folder), { run } = watched
  const bytes = (path) => (existsSync(path) ? statSync(path).size : 0)
  const database = (of) => bytes(join(of, 'dumas.db')) + bytes(join(of, 'dumas.db-wal'))
  if (source) await watched.step('copy', 2.2 * database(join(source, 'data')), () => copyOffice(run, join(source, 'data'), data))
  else await watched.step('fill', 45_000 * large, () => fillLarge(run, data, codes, large))
  const receipts = readReceipts(codes), size = database(data)
  const saved = await watched.step('read', 0, () => contents(run, data))
  await watched.step('backup', 1.1 * size, () => run(program, 'backup', archive, '--data', data))
  rmSync(data, { recursive: true })

  await watched.step('restore', 1.1 * size, () => run(program, 'restore', archive, '--data', data))
  const restored = await watched.step('read again', 0, () => contents(run, data))
  assert.deepEqual(restored, saved)
  const cases = await watched.step('count', 0, () => onceEach(run, data, receipts.length))
  if (!source) assert.equal(cases, large)
  const said = await watched.step('verify', 0.1 * size, () => run(program, 'verify', '--data', data))
  assert.match(said, /everything is as it was written/)
  assert.ok(said.includes(`, ${cases} cases,`) && said.includes(`\nhead ${saved.log.split('|')[2]}\n`), said)

  const office = Object.assign(new Office(), { data, tokens: {}, sweep: 3600 })
  await office.start()
  await watched.step('open receipts', 0, () => openSome(office, receipts))
  await office.stop()
  const rows = Object.values(restored.tables).reduce((all, table) => all + Number(table.split('|')[0]), 0)
  const found = { cases, receipts: receipts.length, events: Number(saved.log.split('|')[0]), tables: Object.keys(saved.tables).length, rows, files: Object.keys(saved.files).length }
  const gigabytes = { database: size / 1e9, archive: bytes(archive) / 1e9, most: watched.peak / 1e9 }
  console.log(`# equal: ${JSON.stringify(found)}, GB: ${JSON.stringify(gigabytes)}`)
}

/** The citizens come back with their receipts, and a new one comes. */
async function openSome(office, receipts) {
  const chance = new Chance(8)
  const track = async ([code, pin, subject]) => {
    const view = await office.citizen.get(`/complaints/${code}`, { 'X-Complaint-PIN': pin })
    assert.equal(view.status, 200, JSON.stringify(view.body))
    assert.equal(view.body.subject, subject)
  }
  for (let n = 0; n < Math.min(receipts.length, 300); ++n) await track(chance.pick(receipts))
  const ledger = new Ledger(), answer = await ledger.send(office, newComplaint(chance, { files: 1 }))
  assert.equal(answer?.status, 201, JSON.stringify(answer?.body))
  await track([answer.body.tracking_code, answer.body.pin, online.subject])
  assert.ok(!receipts.some(([code]) => code === answer.body.tracking_code), 'a new code')
}

if (large > 0 || source) test(source ? `a drill of the office in ${basename(source)}` : `a drill of ${large} cases`, largeDrill)
