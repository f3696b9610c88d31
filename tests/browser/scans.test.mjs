// Wet ink and back: a letter is downloaded, printed, signed by hand and brought through the scanner at /pindai, pages upside
// down and in any order; it is filed at its paper and given out again. What is no scan is refused beside the field.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { picture } from '../support/client.mjs'
import { pagesOf, scanned } from '../support/pdf.mjs'
import { closeChromium, Person } from './person.mjs'
import { openDemo, samplePassword } from './sample.mjs'

let sample
before(async () => (sample = await openDemo()))
after(async () => {
  await sample.office.kill()
  await closeChromium()
})

const at = (login, more = {}) => Person.at(sample.office, { login, secret: samplePassword, ...more })
const toScan = async (person, files) => {
  await person.go('/pindai')
  if (files) await person.fill({ evidence: files })
  const answer = await person.press(person.page.locator('main form button'))
  return answer.status()
}

for (const [how, javaScript] of [['without', false], ['with', true]]) {
  test(`a signed letter comes back through the scanner, ${how} JavaScript`, async () => {
    const [secretary, loket] = [await at('sekretaris'), await at('loket', { javaScript })]
    const closed = sample.cases.filter((one) => one.page.includes('status--closed') && one.page.includes('>Surat Jawaban<'))
    const { href } = javaScript ? await sample.issued(closed.find((one) => one.path !== sample.closed.path).path, 'Surat Jawaban') : sample.answer
    await secretary.go(href)
    assert.match(await secretary.text(), /Belum ada pindaian/)
    assert.equal(await secretary.page.locator('a[href$="/pindaian.pdf"]').count(), 0)
    const { bytes } = await secretary.download(secretary.page.locator('a[href$="/asli.pdf"]'))
    const pages = pagesOf(bytes)
    assert.ok(pages >= 2, `${pages} pages`)

    if (!javaScript) { // a page is forgotten: said by its number, and nothing is filed
      assert.equal(await toScan(loket, scanned(bytes).slice(1)), 200)
      assert.match(await loket.text(), /Surat Jawaban.*halaman 1 belum ada/)
      await secretary.go(href)
      assert.match(await secretary.text(), /Belum ada pindaian/)
    }
    assert.equal(await toScan(loket, scanned(bytes, [1]).reverse()), 200)
    const filed = loket.page.locator('main [role=status] a')
    assert.equal(await filed.count(), 1, await loket.text())
    assert.match(await filed.innerText(), new RegExp(`^Surat Jawaban .*, ${pages} halaman$`))
    assert.equal(await filed.getAttribute('href'), href)

    await loket.press(filed)
    const scan = await loket.download(loket.page.locator('a[href$="/pindaian.pdf"]'))
    assert.match(scan.name, /pindaian/)
    assert.equal(pagesOf(scan.bytes), pages)
    await secretary.go(href)
    assert.doesNotMatch(await secretary.text(), /Belum ada pindaian/)
    const again = await secretary.download(secretary.page.locator('a[href$="/asli.pdf"]'))
    assert.ok(again.bytes.equals(bytes), 'the frozen letter stays as it was')
    await secretary.leave()
    await loket.leave()
  })
}

test('what is no scan is refused beside the field, and never breaks the page', async () => {
  const loket = await at('loket', { javaScript: false })
  const file = (name, mimeType, content) => ({ name, mimeType, buffer: Buffer.from(content) })
  const bad = {
    'no file': undefined,
    'a text': file('catatan.txt', 'text/plain', 'Selamat pagi'),
    'a text that calls itself a PDF': file('surat.pdf', 'application/pdf', 'Selamat pagi'),
    'a broken PDF': file('rusak.pdf', 'application/pdf', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
    'a PDF cut off': file('putus.pdf', 'application/pdf', '%PDF-1.7\n'),
    'an empty PNG': file('kosong.png', 'image/png', ''),
    'a PNG cut off': file('putus.png', 'image/png', picture.subarray(0, 20)),
  }
  for (const [what, sent] of Object.entries(bad)) {
    const status = await toScan(loket, sent)
    assert.equal(status, 422, `${what}: ${await loket.text()}`)
    assert.match(await loket.text('#evidence-error'), /\w+ \w+/, what)
    assert.equal(await loket.page.locator('.govuk-error-summary').count(), 1, what)
  }
  // A picture without a code is a scan, but of no paper of ours.
  assert.equal(await toScan(loket, { name: 'foto.png', mimeType: 'image/png', buffer: picture }), 200)
  assert.match(await loket.text(), /Tidak ada surat yang tersimpan/)
  await loket.leave()
})
