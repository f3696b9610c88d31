// Bad input and bad luck as it meets people at the browser: keyboard alone, forms sent twice, sessions that end, two officers
// on one case, a role taken away, files that are not what they say, text that is no text. Nothing typed is lost, nothing is
// done twice, and no answer is 500.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { picture } from '../support/client.mjs'
import { dumas } from '../support/office.mjs'
import { analysis, online, walk } from '../support/procedure.mjs'
import { cookiesOf, siteOf } from '../support/session.mjs'
import { closeChromium, openOffice, Person, phone } from './person.mjs'
import { atTheDesk, onTheWeb, write } from './procedure.mjs'

after(closeChromium)

const cases = async (office) => (await office.as('auditor').read('/cases')).cases

test('a report can be made with the keyboard alone', async (t) => {
  const office = await openOffice(t)
  const citizen = await Person.at(office, { viewport: phone })
  const { page } = citizen
  const keys = page.keyboard
  const focus = () => page.evaluate(() => `${document.activeElement.name || document.activeElement.textContent.trim()}`)
  const to = async (wanted) => {
    for (let i = 0; i < 60; ++i) {
      if ((await focus()).startsWith(wanted)) {
        const shown = await page.evaluate(() => {
          const style = getComputedStyle(document.activeElement), label = document.activeElement.labels?.[0]
          const mark = label ? getComputedStyle(label, '::before') : style
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || mark.boxShadow !== 'none' || mark.outlineStyle !== 'none'
        })
        assert.ok(shown, `one sees where one is: ${wanted}`)
        return
      }
      await keys.press('Tab')
    }
    assert.fail(`no way by Tab to ${wanted} on ${citizen.path}`)
  }
  const press = (key) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), keys.press(key)])
  await citizen.go('/')
  await keys.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#isi', 'the first key offers to skip to the content')
  await to('Sampaikan pengaduan')
  await press('Enter')
  await to('subject')
  await keys.type(onTheWeb['/lapor/kejadian'].subject)
  await to('story')
  await keys.type('Nama saya masih di kelurahan lama.')
  await to('Lanjutkan')
  await press('Enter')
  await to('Lanjutkan')
  await press('Space')
  assert.equal(citizen.path, '/lapor/bukti')
  await to('tindakan')
  await press('Enter')
  assert.equal(citizen.path, '/lapor/pelapor')
  await to('disclosure')
  await keys.press('Space')
  await keys.press('ArrowDown')
  await keys.press('ArrowDown')
  assert.equal(await page.evaluate(() => document.activeElement.value), 'ANONYMOUS')
  await to('Lanjutkan')
  await press('Enter')
  assert.equal(citizen.path, '/lapor/periksa', await citizen.text())
  await to('Kirim')
  await press('Enter')
  assert.equal(citizen.path, '/lapor/terkirim')
  assert.equal((await cases(office)).length, 1)
  await citizen.leave()
  await office.close()
})

test('a report sent twice, from two tabs and again after Back is one case with the same receipt', async (t) => {
  const office = await openOffice(t)
  const citizen = await Person.at(office, { viewport: phone })
  await write(citizen)
  const second = await citizen.tab()
  await second.goto(siteOf(office) + '/lapor/periksa')
  await citizen.page.locator('main form button.govuk-button').last().dblclick()
  await citizen.page.waitForURL('**/lapor/terkirim')
  const receipt = await citizen.page.locator('.slip__code').allInnerTexts()
  await Promise.all([second.waitForURL('**/lapor/terkirim'), second.locator('main form button.govuk-button').last().click()])
  assert.deepEqual(await second.locator('.slip__code').allInnerTexts(), receipt)
  await citizen.page.goBack()
  if (citizen.path === '/lapor/periksa') {
    await citizen.send()
    assert.equal(citizen.path, '/lapor/terkirim')
    assert.deepEqual(await citizen.page.locator('.slip__code').allInnerTexts(), receipt)
  }
  assert.equal((await cases(office)).length, 1)
  await citizen.leave()
  await office.close()
})

test('the session ends in the middle of a long analysis: after signing in the text is back', async (t) => {
  const office = await openOffice(t)
  const { case: id } = (await office.citizen.submit(online)).body
  await walk(office, id, 'UNDER_ANALYSIS')
  const unit = await Person.at(office, { login: 'unit' })
  const path = `/kasus/${id}/perintah/report_analysis`
  await unit.go(path)
  const long = 'Berdasarkan keterangan pelapor dan data yang ada, alamat dapat diperbaiki. '.repeat(60).trim()
  await unit.fill({ ...analysis, analysis: long, opinion_waiver: 'Tidak diperlukan.' })
  await office.at('2026-12-01T07:30:00+07:00')
  // The office of today answers at another address: what stood in the form is sent from there.
  const fields = await unit.page.locator('main form[method=post]').evaluate((form) => [...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  await unit.page.goto(siteOf(office) + '/privasi')
  await unit.page.evaluate(({ path, fields }) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: path })
    for (const [name, value] of fields) form.append(Object.assign(document.createElement('textarea'), { name, value }))
    document.body.append(form)
    form.submit()
  }, { path, fields })
  await unit.page.waitForURL('**/masuk?**')
  assert.match(unit.page.url(), /draf=1/)
  await unit.fill({ login: 'unit', password: unit.secret })
  await unit.send()
  assert.equal(unit.path, path, await unit.text())
  assert.equal(await unit.page.locator('[name=analysis]').inputValue(), long)
  assert.equal(await unit.page.locator('[name=recommendation]').inputValue(), analysis.recommendation)
  await unit.send()
  assert.match(unit.page.url(), /berhasil=report_analysis/, await unit.text())
  await unit.leave()
  await office.close()
})

test('two officers on one case: the second sees what changed and keeps his text; a role taken away ends at once', async (t) => {
  const office = await openOffice(t)
  const { case: id } = (await office.citizen.submit(online)).body
  await walk(office, id, 'UNDER_ANALYSIS')
  const [first, second] = [await Person.at(office, { login: 'unit' }), await Person.at(office, { login: 'unit2' })]
  const path = `/kasus/${id}/perintah/report_analysis`
  for (const person of [first, second]) {
    await person.go(path)
    await person.fill({ ...analysis, analysis: `Telaah oleh ${person.login}.`, opinion_waiver: 'Tidak diperlukan.' })
  }
  await office.as('unit').does(id, 'ask_legal_opinion', { question: 'Apakah boleh?' })
  await second.send()
  assert.equal(second.path, path)
  const told = await second.text()
  assert.ok(told.includes('Wahyu Prasetyo'), `he reads who did what: ${told}`)
  assert.equal(await second.page.locator('[name=analysis]').inputValue(), 'Telaah oleh unit2.')

  dumas(['user', 'disable', 'unit2', '--data', office.data])
  await second.go(`/kasus/${id}`).catch(() => {})
  assert.equal(second.path, '/masuk')
  const admin = await Person.at(office, { login: 'admin' })
  await admin.go('/admin/pengguna')
  await admin.press(admin.page.locator('main a', { hasText: 'Wahyu Prasetyo' }))
  await admin.page.locator('input[name=roles][value=COMPLAINT_UNIT]').uncheck()
  await admin.page.locator('input[name=roles][value=COMMISSIONER]').check()
  await admin.press(admin.page.locator('form:has(input[value=peran]) button'))
  const answer = await first.send()
  assert.ok([303, 403, 404].includes(answer.status()) || first.path === '/masuk', `${answer.status()} ${first.path}`)
  assert.equal((await office.as('auditor').read(`/cases/${id}`)).status, 'UNDER_ANALYSIS')
  await admin.leave()
  await first.leave()
  await second.leave()
  await office.close()
})

test('files that are not what they should be get a sentence beside the field, and all else is kept', async (t) => {
  const office = await openOffice(t)
  const loket = await Person.at(office, { login: 'loket' })
  const huge = Buffer.from(picture)
  huge.writeUInt32BE(30000, 16)
  huge.writeUInt32BE(30000, 20)
  const bad = {
    'kosong.png': [Buffer.alloc(0), /kosong\.png.*kosong/i],
    'besar.png': [Buffer.concat([picture, Buffer.alloc(21 << 20)]), /besar\.png.*20 MB/i],
    'surat.pdf': [Buffer.from('Ini bukan PDF.\n'), /surat\.pdf/i],
    'lukisan.png': [huge, /lukisan\.png/i],
  }
  await loket.go('/loket')
  for (const [name, [buffer, says]] of Object.entries(bad)) {
    await loket.fill({ ...atTheDesk, evidence: [{ name, mimeType: 'application/octet-stream', buffer }] }, 'main form[action="/loket"]')
    await loket.send('main form[action="/loket"]')
    assert.equal(loket.path, '/loket', `${name} is not taken`)
    const sentence = await loket.text('#evidence-error')
    assert.match(sentence, says, `${name}: ${sentence}`)
    for (const [field, typed] of Object.entries(atTheDesk)) {
      const control = loket.page.locator(`main [name="${field}"]`)
      if (['text', 'tel', 'textarea'].includes(await control.first().evaluate((one) => one.type))) assert.equal(await control.inputValue(), typed, `${name}: ${field} is kept`)
      else assert.ok(await loket.page.locator(`main [name="${field}"][value="${typed}"]`).isChecked(), `${name}: ${field} is kept`)
    }
  }
  const named = [{ name: '../../etc/passwd', mimeType: 'text/plain', buffer: Buffer.from('root\n') }, { name: 'foto\u202Egnp.exe.png', mimeType: 'image/png', buffer: picture }]
  const sent = new FormData()
  for (const [name, value] of await loket.page.locator('main form[action="/loket"]').evaluate((form) => [...new FormData(form)].filter(([, value]) => typeof value === 'string'))) sent.append(name, value)
  for (const file of named) sent.append('evidence', new Blob([file.buffer]), file.name)
  const cookie = (await loket.context.cookies()).map((one) => `${one.name}=${one.value}`).join('; ')
  const answer = await fetch(siteOf(office) + '/loket', { method: 'POST', body: sent, headers: { cookie }, redirect: 'manual' })
  assert.ok([303, 422].includes(answer.status), String(answer.status))
  for (const one of await cases(office)) {
    await loket.go(`/kasus/${one.id}`)
    const names = await loket.page.locator('.file-list a[download]').allInnerTexts()
    for (const name of names) assert.doesNotMatch(name, /\u202E|\.\.\/|\//, `shown as '${name}'`)
  }
  await loket.leave()
  await office.close()
})

test('text is shown as typed and never run; bytes that are no text are refused', async (t) => {
  const office = await openOffice(t)
  const loket = await Person.at(office, { login: 'loket' })
  const script = '<script>document.title="dijalankan"</script><img src=x onerror="document.title=\'dijalankan\'"> & "kutipan"'
  const names = ['A', 'Drs. Nur\'aini, M.Si', 'Nama'.repeat(30)]
  for (const name of names) {
    await loket.go('/loket')
    await loket.fill({ ...atTheDesk, name, subject: script.slice(0, 60), story: script })
    await loket.send('main form[action="/loket"]')
    assert.equal(loket.path, '/loket/terkirim', `${name}: ${await loket.text()}`)
    await loket.press(loket.page.locator('main a[href^="/kasus/"]', { hasText: /./ }).last())
    const casePath = loket.path.replace(/\/perintah\/.*/, '')
    await loket.go(casePath)
    assert.ok((await loket.text()).includes(script.slice(0, 60)))
    assert.doesNotMatch(await loket.page.title(), /^dijalankan/)
    await loket.go(`${casePath}/identitas`)
    await loket.fill({ reason: 'Menghubungi pelapor' })
    await loket.send()
    assert.ok((await loket.text()).includes(name), `the name as typed: ${await loket.text()}`)
  }
  const visit = await fetch(siteOf(office) + '/lapor/kejadian')
  const cookie = cookiesOf(visit)
  const csrf = (await visit.text()).match(/name="csrf" value="([^"]+)"/)[1]
  for (const bytes of ['%00', '%C0%AF', '%ED%A0%80', '%FF%FE', '%E2%80%AE', '%F4%90%80%80', 'a'.repeat(300_000)]) {
    for (const path of ['/lapor/kejadian', '/lapor/rincian', '/lapor/pelapor', '/lapor/periksa', '/lacak', '/masuk', '/bahasa']) {
      const body = ['subject', 'story', 'place', 'name', 'code', 'pin', 'login', 'password', 'bahasa', 'kembali', 'disclosure'].map((field) => `${field}=x${bytes}`).join('&')
      const answer = await fetch(siteOf(office) + path, { method: 'POST', redirect: 'manual', headers: { cookie, 'Content-Type': 'application/x-www-form-urlencoded' }, body: `csrf=${encodeURIComponent(csrf)}&${body}` })
      assert.ok(answer.status < 500, `${path} ${bytes.slice(0, 12)}: ${answer.status}`)
    }
    for (const path of [`/${bytes}`, `/kasus/${bytes}`, `/lacak?kode=${bytes}`, `/masuk?lanjut=${bytes}`]) {
      const answer = await fetch(siteOf(office) + path.slice(0, 4000), { redirect: 'manual' })
      assert.ok(answer.status < 500, `GET ${path.slice(0, 20)}: ${answer.status}`)
    }
  }
  await loket.leave()
  await office.close()
})

for (const path of ['/', '/sop']) test(`the first view of ${path} weighs less than 60 KB over the wire`, async (t) => {
  const office = await openOffice(t)
  const citizen = await Person.at(office, { viewport: phone })
  const meter = await citizen.context.newCDPSession(citizen.page)
  let bytes = 0
  const parts = []
  await meter.send('Network.enable')
  meter.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength) && parts.push(encodedDataLength))
  await citizen.page.goto(siteOf(office) + path, { waitUntil: 'networkidle' })
  assert.ok(parts.length >= 4, `page, style, script and font: ${parts}`)
  assert.ok(bytes < 60_000, `${bytes} bytes: ${parts}`)
  t.diagnostic(`${bytes} bytes`)
  await citizen.leave()
  await office.close()
})
