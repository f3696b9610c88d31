// What the suites ask of a downloaded PDF: its text, whether tools/check_pdf.py accepts it, its pages as a scanner sends them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const python = (args, input) => spawnSync('/usr/bin/python3', ['-s', ...args], { input, encoding: 'utf8', cwd: root })

/** A folder that goes with the test file. */
export function folderOf(name) {
  const folder = mkdtempSync(join(tmpdir(), `dumas-${name}-`))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The text of a PDF as it stands on the page. */
export const textOf = (pdf) => text(pdf, '-layout')

/** Whether the PDF holds these words, where a narrow column has broken them into lines too. */
export function holds(pdf, words) {
  const whole = (some) => some.replace(/\s+/g, '').toUpperCase()
  return [textOf(pdf), text(pdf, '-raw')].some((some) => whole(some).includes(whole(words)))
}

function text(pdf, order) {
  const done = spawnSync('pdftotext', [order, '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 })
  assert.equal(done.status, 0, `pdftotext: ${done.stderr}`)
  return done.stdout
}

/** A text with its space in one and in capitals, for comparing titles. */
export const loud = (text) => text.replace(/\s+/g, ' ').trim().toUpperCase()

/** Each of {name: bytes} is PDF/A-3b with tags, as far as tools/check_pdf.py can tell. */
export function assertArchival(pdfs) {
  const folder = folderOf('pdf')
  const files = Object.entries(pdfs).map(([name, bytes], n) => {
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-', `${name} is a PDF`)
    const file = join(folder, `${n}-${name.replace(/[^\w.-]+/g, '_')}`)
    writeFileSync(file, bytes)
    return file
  })
  assert.ok(files.length > 0)
  const done = python(['tools/check_pdf.py', ...files])
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`)
}

/** The pages as PNG pictures at 200 dpi, those in `turned` (from 1) upside down. */
export function scanned(pdf, turned = []) {
  const folder = folderOf('scan')
  const drawn = spawnSync('pdftoppm', ['-r', '200', '-png', '-', join(folder, 'page')], { input: pdf, encoding: 'utf8' })
  assert.equal(drawn.status, 0, drawn.stderr)
  const files = readdirSync(folder).sort().map((name) => join(folder, name))
  for (const page of turned) {
    const done = python(['tests/scan/degrade.py'], `${files[page - 1]} ${files[page - 1]} rotate:180\n`)
    assert.equal(done.status, 0, done.stderr)
  }
  return files.map((file, n) => ({ name: `halaman-${n + 1}.png`, mimeType: 'image/png', buffer: readFileSync(file) }))
}

/** How many pages a PDF has. */
export function pagesOf(pdf) {
  const done = spawnSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' })
  return Number(done.stdout.match(/^Pages:\s+(\d+)/m)?.[1])
}
