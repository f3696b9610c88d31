// An office of many cases for the large drill, and everything it holds, in sums that can be compared: each table's rows with a
// digest over them in the order of their keys (Debian's sqlite3 computes it while it reads), each file with its hash.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { program } from '../../support/office.mjs'

const build = dirname(program), share = dirname(dirname(build))
const seeded = 10_000 // beyond that closed cases are copied: bench/clone.cpp makes hundreds a second, seed.cpp fifty

/** Makes an office of so many cases in `data`; `codes` gets a line "code TAB pin TAB subject" for each. */
export async function fill(run, data, codes, count) {
  const rows = Array.from({ length: Math.min(count, seeded) }, (_, n) => `Perkara ${n}`)
  const texts = join(dirname(codes), 'texts.tsv'), plain = join(dirname(codes), 'plain.tsv')
  writeFileSync(texts, rows.map((subject, n) => `${subject}\tCerita nomor ${n} tentang pelayanan.\n`).join(''))
  await run(join(build, 'dumas_bench_seed'), share, data, texts, plain)
  if (count > seeded) await run(join(build, 'dumas_bench_clone'), share, data, texts, count, plain)
  const lines = readFileSync(plain, 'utf8').trimEnd().split('\n')
  writeFileSync(codes, lines.map((line, n) => `${line}\t${rows[n % rows.length]}\n`).join(''))
}

/** Copies an office that nobody serves; its folder is only read. */
export async function copyOffice(run, from, data) {
  const stands = () => ['dumas.db', 'dumas.db-wal'].map((name) => join(from, name)).filter(existsSync)
    .map((path) => [basename(path), statSync(path).size, statSync(path).mtimeMs])
  const before = stands()
  await run('flock', '--nonblock', '--shared', join(from, existsSync(join(from, 'serve.lock')) ? 'serve.lock' : ''),
    'cp', '--recursive', '--reflink=auto', from, data)
  assert.deepEqual(stands(), before, 'the office that is copied is not written to meanwhile')
}

/** Receipts: [code, pin, subject], each code once. */
export function readReceipts(codes) {
  const receipts = readFileSync(codes, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'))
  assert.equal(new Set(receipts.map(([code]) => code)).size, receipts.length, 'each code is given once')
  return receipts
}

/** What sqlite3 answers to a query, without writing to the file. */
export async function ask(run, data, query) {
  return (await run('sqlite3', '-readonly', join(data, 'dumas.db'), query)).trim()
}

async function tablesOf(run, data) {
  const names = await ask(run, data, `SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name`)
  const tables = {}
  for (const name of names.split('\n'))
    // NOT INDEXED: the table itself is read, in its own order, and not an index that has all its columns.
    tables[name] = await ask(run, data, `SELECT (SELECT count(*) FROM "${name}"), hex(sha3_query('SELECT * FROM "${name}" NOT INDEXED', 256))`)
  return tables
}

async function hashOf(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function filesOf(data) {
  const files = {}
  const walk = async (folder) => {
    for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await walk(path)
      else files[relative(data, path)] = await hashOf(path)
    }
  }
  for (const part of ['files', 'keys', 'office']) await walk(join(data, part))
  return files
}

/** All that a backup promises to bring back. */
export async function contents(run, data) {
  return {
    log: await ask(run, data, 'SELECT count(*), max(id), (SELECT lower(hex(hash)) FROM events ORDER BY id DESC LIMIT 1) FROM events'),
    schema: await ask(run, data, `SELECT hex(sha3_query('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name', 256))`),
    tables: await tablesOf(run, data),
    files: await filesOf(data),
  }
}

/** Every case has its own door and its own number, and there are as many as receipts were given, or more. */
export async function onceEach(run, data, receipts) {
  const one = async (query) => Number(await ask(run, data, query))
  const cases = await one('SELECT count(*) FROM cases')
  assert.ok(cases >= receipts, `${cases} cases, ${receipts} receipts`)
  assert.equal(await one('SELECT count(DISTINCT case_id) FROM tracking'), cases)
  assert.equal(await one('SELECT count(DISTINCT code_hash) FROM tracking'), cases)
  assert.equal(await one(`SELECT count(DISTINCT stream) FROM events WHERE stream_kind = 'case'`), cases)
  const registered = await one('SELECT count(register_no) FROM cases')
  assert.equal(await one('SELECT count(*) FROM (SELECT DISTINCT office, register_no FROM cases WHERE register_no IS NOT NULL)'), registered)
  assert.equal(await one(`SELECT count(*) FROM (SELECT DISTINCT office, text FROM numbers WHERE kind = 'register')`), registered)
  return cases
}
