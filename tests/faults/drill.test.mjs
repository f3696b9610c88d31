// The drill: an office is backed up while it works, its folder is lost, and the backup is restored on an empty machine.
// Everything acknowledged before the backup is there, equal, once. Long form: bin/test faults drill N, N cases made by
// bench/seed.cpp, with the times it took.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { dumas, Office, program } from '../support/office.mjs'
import { everyCase, Ledger, newComplaint, newMessage } from './support/ledger.mjs'
import { Chance, rounds } from './support/seed.mjs'

const folder = mkdtempSync(join(tmpdir(), 'dumas-drill-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const large = rounds(0)

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

/** Runs it to its end; how many seconds it took. */
function timed(command, args) {
  const began = process.hrtime.bigint()
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  assert.equal(done.status, 0, `${command} ${args.join(' ')}: ${done.stderr}${done.stdout}`)
  return Number(process.hrtime.bigint() - began) / 1e9
}

async function largeDrill() {
  const build = dirname(program), data = join(folder, 'large'), archive = join(folder, 'large.tar'), codes = join(folder, 'codes')
  const share = join(dirname(dirname(build)))
  writeFileSync(join(folder, 'texts'), Array.from({ length: large }, (_, n) => `Perkara ${n}\tCerita nomor ${n} tentang pelayanan.`).join('\n') + '\n')
  const took = { fill: timed(join(build, 'dumas_bench_seed'), [share, data, join(folder, 'texts'), codes]) }
  took.backup = timed(program, ['backup', archive, '--data', data])
  const size = statSync(archive).size
  rmSync(data, { recursive: true })
  took.restore = timed(program, ['restore', archive, '--data', data])
  took.verify = timed(program, ['verify', '--data', data])
  assert.ok(existsSync(join(data, 'dumas.db')))
  const office = new Office()
  Object.assign(office, { data, tokens: {}, env: {}, sweep: 3600 })
  await office.start()
  const receipts = readFileSync(codes, 'utf8').trim().split('\n')
  assert.equal(receipts.length, large)
  const chance = new Chance(8)
  for (let n = 0; n < Math.min(large, 300); ++n) {
    const at = chance.below(large), [code, pin] = receipts[at].split('\t')
    const view = await office.citizen.get(`/complaints/${code}`, { 'X-Complaint-PIN': pin })
    assert.equal(view.status, 200, JSON.stringify(view.body))
    assert.match(view.body.subject, /^Perkara \d+$/)
  }
  await office.stop()
  console.log(`# ${large} cases, archive ${(size / 1e6).toFixed(0)} MB, seconds: ${JSON.stringify(took)}`)
}

if (large > 0) test(`a drill of ${large} cases`, largeDrill)
