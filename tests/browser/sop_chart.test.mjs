// The SOP's flowchart as people see it: at a desk a drawing whose lines meet, on a telephone a list with the symbols, without
// JavaScript; and a case's way through it, with a step that was sent back.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { meeting, receive, walk } from '../support/procedure.mjs'
import { closeChromium, desk, openOffice, Person, phone } from './person.mjs'

after(closeChromium)

const rows = (person) => person.page.locator('.chart tbody tr:not(.chart__row--end)')

/** Ends of lines that meet nothing: a line's end lies on a symbol, on another line, or on the end of one, within two pixels. */
const looseEnds = (page) =>
  page.evaluate(() => {
    const box = (one) => one.getBoundingClientRect()
    const lines = [...document.querySelectorAll('.chart__lines line')].map(box)
    const symbols = [...document.querySelectorAll('.chart__outline, .chart__shared')].map(box)
    const near = (x, y, { left, right, top, bottom }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2
    const ends = lines.flatMap((line) => [
      { x: line.left, y: line.top, line },
      { x: line.right, y: line.bottom, line },
    ])
    return ends.filter(({ x, y, line }) => ![...lines.filter((one) => one !== line), ...symbols].some((one) => near(x, y, one))).map(({ x, y }) => `${x} ${y}`)
  })

test('everybody sees the SOP as a drawing, also without JavaScript', async (t) => {
  const office = await openOffice(t)
  const citizen = await Person.at(office, { javaScript: false, viewport: desk })
  await citizen.go('/sop')
  assert.equal(await rows(citizen).count(), 10)
  assert.equal(await citizen.page.locator('.chart thead tr').nth(1).locator('th').count(), 3)
  assert.equal(await citizen.page.locator('.chart__symbol:visible').count(), 12, 'ten rows, the desk that may hand over, the end')
  assert.ok((await citizen.page.locator('.chart__lines line').count()) > 20)
  assert.match(await citizen.text(), /Telaahan diterima\? Bila tidak: kembali ke No\. 4\./)
  await citizen.leave()

  const drawn = await Person.at(office, { viewport: desk })
  await drawn.go('/sop')
  assert.deepEqual(await looseEnds(drawn.page), [])
  await drawn.leave()
})

test('on a telephone the drawing is a list, each row with its symbol and its words', async (t) => {
  const office = await openOffice(t)
  const citizen = await Person.at(office, { viewport: phone })
  await citizen.go('/sop')
  assert.equal(await citizen.page.locator('.chart__symbol:visible').count(), 11)
  assert.equal(await citizen.page.locator('.chart__lines:visible').count(), 0)
  const seen = await rows(citizen).nth(7).innerText()
  assert.match(seen, /Unit Dumas \/\u200b? Desk\/\u200b?FO/)
  assert.match(seen, /Surat Jawaban, Berita Acara Pleno/)
  assert.equal(await citizen.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false)
  await citizen.leave()
})

test('a case shows its way: done, sent back, under way, to come', async (t) => {
  const office = await openOffice(t)
  const { case: id } = await receive(office)
  const { id: plenary } = await meeting(office, '2026-12-02', null)
  await walk(office, id, 'ANALYSED', { meeting: plenary })
  await office.as('ketua').does(id, 'return_analysis', { reason: 'Dasar hukum kurang.' })
  const chair = await Person.at(office, { login: 'ketua' })
  await chair.go(`/kasus/${id}`)
  await chair.page.getByRole('link', { name: 'Lihat pada bagan alur SOP' }).click()
  assert.equal(chair.path, `/kasus/${id}/alur`)
  const classes = await rows(chair).evaluateAll((all) => all.map((row) => row.className.match(/chart__row--(\w+)/)[1]))
  assert.deepEqual(classes, ['done', 'done', 'done', 'now', ...Array(6).fill('next')])
  const now = chair.page.locator('.chart [aria-current="step"]')
  assert.equal(await now.count(), 1)
  assert.match(await now.innerText(), /Sekarang[^]*Dikembalikan 1x/)
  assert.match(await rows(chair).nth(0).innerText(), /Selesai[^]*Rina Wulandari[^]*Hari ke-1, 30 November 2026/)
  assert.doesNotMatch(await rows(chair).nth(4).innerText(), /Dikembalikan/)
  await chair.leave()
})
