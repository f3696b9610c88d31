// The BPMN of the SOP in the viewer that offices use, bpmn-js: it opens without a warning, shows every task, lane and flow,
// and the drawing has no symbol on top of another. The picture is left in build/logs/bpmn.png to be looked at.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { dumas } from '../support/office.mjs'
import { chromiumOf, closeChromium } from './person.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shipped = join(root, 'sop/kpu-kota-kediri.toml')
const viewer = readFileSync(createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js'), 'utf8')

let page
before(async () => (page = await (await chromiumOf()).newPage({ viewport: { width: 1800, height: 700 } })))
after(closeChromium)

function exported(t, sop) {
  const folder = mkdtempSync(join(tmpdir(), 'dumas-bpmn-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'sop.toml'), out = join(folder, 'sop.bpmn')
  writeFileSync(file, sop)
  dumas(['sop', 'export', file, '--bpmn', '--out', out])
  return readFileSync(out, 'utf8')
}

/** What bpmn-js made of the file: its warnings, the names by type, and symbols that cover each other. */
async function opened(xml) {
  await page.setContent('<html lang="id"><title>BPMN</title><body style="margin:0"><div id="c" style="width:100vw;height:100vh"></div>')
  await page.addScriptTag({ content: viewer })
  return page.evaluate(async (text) => {
    const bpmn = new window.BpmnJS({ container: '#c' })
    const { warnings } = await bpmn.importXML(text)
    bpmn.get('canvas').zoom('fit-viewport')
    const names = {}, symbols = []
    for (const element of bpmn.get('elementRegistry').getAll()) {
      if (element.type === 'label' || element.labelTarget) continue
      ;(names[element.type] ??= []).push(element.businessObject.name)
      if (/Task|Event|Gateway|DataObject/.test(element.type)) symbols.push(element)
    }
    const covers = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    const covered = symbols.flatMap((a, n) => symbols.slice(n + 1).filter((b) => covers(a, b)).map((b) => `${a.id} ${b.id}`))
    const outside = symbols.filter(({ type, x, y, width, height, businessObject }) => {
      const lane = bpmn.get('elementRegistry').filter((one) => one.type === 'bpmn:Lane').find((one) => (one.businessObject.flowNodeRef ?? []).includes(businessObject))
      return !/DataObject/.test(type) && !(lane && x >= lane.x && y >= lane.y && x + width <= lane.x + lane.width && y + height <= lane.y + lane.height)
    })
    return { warnings: warnings.map((one) => one.message), names, covered, outside: outside.map((one) => one.id) }
  }, xml)
}

test('bpmn-js opens the shipped SOP and draws ten tasks in three lanes', async (t) => {
  const seen = await opened(exported(t, readFileSync(shipped, 'utf8')))
  assert.deepEqual(seen.warnings, [])
  assert.equal(seen.names['bpmn:UserTask'].length, 10)
  assert.deepEqual(seen.names['bpmn:Lane'], ['Desk/FO, Operator DUMAS ONLINE', 'Sekretaris, Ketua, Anggota KPU', 'Unit Dumas'])
  assert.deepEqual(seen.names['bpmn:ExclusiveGateway'], ['Telaahan diterima?', 'Pleno memutuskan?', 'Laporan diterima?'])
  assert.equal(seen.names['bpmn:SequenceFlow'].length, 17)
  assert.ok(seen.names['bpmn:DataObjectReference'].includes('Berita Acara Pleno'))
  assert.deepEqual(seen.covered, [])
  assert.deepEqual(seen.outside, [])
  assert.equal(await page.locator('.djs-shape[data-element-id^="task_"]').count(), 10)
  mkdirSync(join(root, 'build/logs'), { recursive: true })
  await page.screenshot({ path: join(root, 'build/logs/bpmn.png') })
})

test('another SOP, with hostile words, opens as well', async (t) => {
  const changed = readFileSync(shipped, 'utf8')
    .replace('actors = ["SECRETARY", "CHAIR"]\n# A4. "&"', 'actors = ["SECRETARY"]\n# A4. "&"')
    .replace('activity = "Disposisi ke pimpinan"', 'activity = "<script>alert(1)</script> & \\"kutip\\""')
    .replace('number = 10\nkey', 'number = 12\nkey')
  const seen = await opened(exported(t, changed))
  assert.deepEqual(seen.warnings, [])
  assert.ok(seen.names['bpmn:UserTask'].includes('2. <script>alert(1)</script> & "kutip"'))
  assert.ok(seen.names['bpmn:UserTask'].some((name) => name.startsWith('12. ')))
})

test('a file with faults is not exported', () => {
  assert.throws(() => dumas(['sop', 'export', join(root, 'config/office.toml'), '--bpmn']))
})
