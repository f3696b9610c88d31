// Acceptance scenarios S1, S2 and S4 (domain.md section 8) as people meet them: real Chromium, real server, each with and
// without JavaScript. The clock is fixed by restarting the office on each of its days; every scenario ends with `dumas verify`.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { picture } from '../support/client.mjs'
import { complaint, disposition, registration } from '../support/procedure.mjs'
import { closeChromium, openOffice, Person, phone } from './person.mjs'
import { attend, call, does, onTheWeb, receive, rows, write } from './procedure.mjs'

after(closeChromium)

const modes = [['with JavaScript', true], ['without JavaScript', false]]

async function peopleOf(office, javaScript, logins) {
  const people = {}
  for (const login of logins) people[login] = await Person.at(office, { javaScript, login })
  return people
}

const leaveAll = async (people) => {
  for (const person of Object.values(people)) await person.leave()
}

/** With script the receipt is signed on the screen; without, the scan of the signed paper is added. */
async function sign(person) {
  const canvas = person.page.locator('[data-signature-pad] canvas')
  await canvas.scrollIntoViewIfNeeded()
  const pad = await canvas.boundingBox()
  await person.page.mouse.move(pad.x + 40, pad.y + 40)
  await person.page.mouse.down()
  await person.page.mouse.move(pad.x + 140, pad.y + 90, { steps: 5 })
  await person.page.mouse.move(pad.x + 220, pad.y + 40, { steps: 5 })
  await person.page.mouse.up()
}

for (const [how, javaScript] of modes) {
  test(`S1 ${how}: from the counter through the ten rows to the closed case, none late`, async (t) => {
    const office = await openOffice(t, { clock: '2026-11-30T09:00:00+07:00' })
    const people = await peopleOf(office, javaScript, ['loket', 'sekretaris', 'ketua', 'unit', 'kasubbag'])

    const { path, code, pin } = await receive(people.loket)
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    assert.match(pin, /^\d{6}$/)
    await rows.register(people, path)
    await rows.submit(people, path)
    await rows.dispose(people, path)

    await office.at('2026-12-01T09:00:00+07:00')
    await rows.analyse(people, path)
    const meeting = await call(people.sekretaris, '2026-12-02')
    await rows.schedule(people, path, meeting)

    await office.at('2026-12-02T10:00:00+07:00')
    await attend(people.sekretaris, meeting)
    await rows.decide(people, path)
    await rows.answer(people, path)

    await office.at('2026-12-03T09:00:00+07:00')
    if (javaScript) people.loket.beforeSending = (command) => (command === 'deliver_answer' ? sign(people.loket) : undefined)
    await rows.deliver(people, path, javaScript ? {} : { evidence: [{ name: 'tanda-terima.png', mimeType: 'image/png', buffer: picture }] })
    await rows.followUp(people, path)

    await office.at('2026-12-04T09:00:00+07:00')
    await rows.accept(people, path)

    const { page } = people.sekretaris
    const board = page.locator('.board__row')
    assert.equal(await board.count(), 10)
    for (let i = 0; i < 10; ++i) {
      const row = (await board.nth(i).innerText()).replace(/\s+/g, ' ')
      assert.match(await board.nth(i).getAttribute('class'), /board__row--done/, `row ${i + 1}: ${row}`)
      assert.match(row, /\d{1,2} (November|Desember) 2026/, `row ${i + 1} has its day`)
      assert.ok(await board.nth(i).locator('.board__meta span').count(), `row ${i + 1} has its actor`)
      assert.ok(await board.nth(i).locator('.board__documents a').count(), `row ${i + 1} has its document: ${row}`)
      assert.doesNotMatch(row, /terlambat/i)
    }
    assert.doesNotMatch(await people.sekretaris.text('.case-head'), /terlambat/i)
    assert.ok((await page.locator('.moj-timeline__item').count()) >= 10, 'the timeline tells each row')

    await people.loket.go('/register?tahun=2026&bulan=11')
    const book = await people.loket.text('table.book')
    for (const number of ['0001/DUMAS/2026', '1/HM.02-SD/3571/2026']) assert.ok(book.includes(number), `the register holds ${number}: ${book}`)
    await people.sekretaris.go(path)
    const whole = await people.sekretaris.text('main')
    assert.ok(whole.includes('0001/DUMAS/2026'))

    // Every paper of the file opens as a page that can be printed.
    const papers = await page.locator('.board a[href*="/dokumen/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))])
    assert.ok(papers.length >= 10, `papers: ${papers}`)
    let printed = ''
    for (const paper of papers) {
      assert.equal((await people.sekretaris.go(paper)).status(), 200, paper)
      printed += await people.sekretaris.text('main.paper')
    }
    for (const number of ['1/HM.02-BA/3571/2026', '1/HM.02-SD/3571/2026', '1/HM.02-ND/3571/2026']) assert.ok(printed.includes(number), `a paper bears ${number}`)

    // The citizen reads it closed, with the answer.
    const citizen = await Person.at(office, { javaScript, viewport: phone })
    await citizen.go('/lacak')
    await citizen.fill({ code, pin })
    await citizen.send()
    assert.equal(await citizen.page.locator('.status--closed').count(), 1, await citizen.text())
    await citizen.press(citizen.page.locator('a[href="/lacak/jawaban"]'))
    assert.match(await citizen.text(), /Data Anda diperbaiki\./)
    await citizen.leave()
    await leaveAll(people)
    await office.close()
  })

  test(`S2 ${how}: a report from a telephone on a Saturday evening; day 1 is the Monday of its registration`, async (t) => {
    const office = await openOffice(t, { clock: '2026-12-26T21:00:00+07:00' })
    const citizen = await Person.at(office, { javaScript, viewport: phone })
    await write(citizen, { ...onTheWeb, '/lapor/bukti': { evidence: [{ name: 'foto DPT.png', mimeType: 'image/png', buffer: picture }] } })
    const check = await citizen.text()
    assert.ok(check.includes('foto DPT.png'))
    await citizen.send()
    assert.equal(citizen.path, '/lapor/terkirim', await citizen.text())
    const [code, pin] = await citizen.page.locator('.slip__code').allInnerTexts()
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    assert.match(pin, /^\d{6}$/)
    const sent = await citizen.text()
    for (const date of ['28 Desember 2026', '31 Desember 2026', '4 Januari 2027']) assert.ok(sent.includes(date), `${date}: ${sent}`)
    assert.ok(await citizen.page.locator('.slip__qr img').evaluate((image) => image.complete && image.naturalWidth > 0), 'the QR picture is there')

    await citizen.go('/lacak')
    await citizen.fill({ code: code.replace('-', '').toLowerCase(), pin })
    await citizen.send()
    assert.equal(citizen.path, '/lacak/status', await citizen.text())
    assert.equal(await citizen.page.locator('.status--received').count(), 1)

    await office.at('2026-12-28T08:10:00+07:00')
    const daring = await Person.at(office, { javaScript, login: 'daring' })
    await daring.go('/loket')
    await daring.press(daring.page.locator('main td a[href*="/dokumen/"]'))
    const copy = await daring.text('main.paper')
    for (const typed of [complaint.subject, complaint.place, complaint.occurred, onTheWeb['/lapor/rincian'].wish, ...complaint.story.split('\n')])
      assert.ok(copy.includes(typed), `the printable copy says '${typed}': ${copy}`)
    await daring.go('/loket')
    await daring.press(daring.page.locator('main td a[href$="/perintah/register"]'))
    await daring.fill(registration)
    await daring.send()
    assert.match(daring.page.url(), /berhasil=register/, await daring.text())
    const days = (await daring.page.locator('.case-days li').allInnerTexts()).map((day) => day.replace(/\s+/g, ' '))
    assert.equal(days.length, 5, String(days))
    assert.match(days[0], /28-12-2026/)
    assert.match(days[4], /04-01-2027/)
    assert.match(await daring.text('.case-head'), /0001\/DUMAS\/2026/)

    await citizen.go('/lacak')
    await citizen.fill({ code, pin })
    await citizen.send()
    const track = await citizen.text()
    for (const said of ['0001/DUMAS/2026', '31 Desember 2026']) assert.ok(track.includes(said), `${said}: ${track}`)
    await citizen.leave()
    await daring.leave()
    await office.close()
  })

  test(`S4 ${how}: one leader's note leaves the case where it is; a Plh. Ketua's note counts as the Chair's`, async (t) => {
    const office = await openOffice(t, { clock: '2026-11-30T09:00:00+07:00' })
    const people = await peopleOf(office, javaScript, ['loket', 'sekretaris', 'ketua', 'unit', 'anggota1'])
    const first = await receive(people.loket)
    await rows.register(people, first.path)
    await rows.submit(people, first.path)
    await does(people.sekretaris, first.path, 'note_disposition', disposition)
    assert.match(await people.sekretaris.text('.now'), /menunggu ketua/i)
    await people.loket.go(first.path)
    assert.match(await people.loket.text('.now'), /menunggu ketua/i)
    await people.unit.go(first.path)
    assert.equal(await people.unit.page.locator('main form[action*="/perintah/accept_disposition"]').count(), 0, 'the unit cannot begin yet')
    await does(people.ketua, first.path, 'note_disposition', disposition)
    await people.unit.go(first.path)
    assert.equal(await people.unit.page.locator('main [action$="/perintah/accept_disposition"], main [href$="/perintah/accept_disposition"]').count(), 1)

    await people.ketua.go('/delegasi')
    const named = people.ketua.page.locator('select[name=user] option', { hasText: 'Lukman Hadi' })
    await people.ketua.fill({ role: 'CHAIR', user: await named.getAttribute('value'), capacity: 'PLH', from: '2026-11-30', to: '2026-11-30', basis: 'Surat perintah 12/2026' })
    await people.ketua.send('main form[action="/delegasi"]')
    assert.match(people.ketua.page.url(), /tersimpan=baru/, await people.ketua.text())

    const second = await receive(people.loket)
    await rows.register(people, second.path)
    await rows.submit(people, second.path)
    await does(people.sekretaris, second.path, 'note_disposition', disposition)
    await does(people.anggota1, second.path, 'note_disposition', disposition)
    await people.sekretaris.go(second.path)
    assert.doesNotMatch(await people.sekretaris.text('.now'), /menunggu ketua/i)
    const sheet = await people.sekretaris.page.locator('.board__row').nth(2).locator('a[href*="/dokumen/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    let printed = ''
    for (const paper of sheet) {
      await people.sekretaris.go(paper)
      printed += await people.sekretaris.text('main.paper')
    }
    assert.ok(printed.includes('Plh. Ketua'), `the sheet is signed by the Plh. Ketua: ${printed}`)
    await leaveAll(people)
    await office.close()
  })
}
