// Every page of the routes table is read by axe, in both languages, at 360 and 1280 px: the public ones along a report, the
// staff's ones on the sample office, each command's form wherever it is open, a paper of each type, and forms with faults.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { picture } from '../support/client.mjs'
import { Office } from '../support/office.mjs'
import { meeting, online, walk } from '../support/procedure.mjs'
import { siteOf } from '../support/session.mjs'
import { faultsOf } from './inspect.mjs'
import { closeChromium, openOffice, Person } from './person.mjs'
import { onTheWeb } from './procedure.mjs'
import { openDemo, samplePassword } from './sample.mjs'

const languages = ['id', 'en']
const visited = new Set()  // patterns of GET rows that were read

let sample
before(async () => (sample = await openDemo()))
after(async () => {
  await sample.office.kill()
  await closeChromium()
})

const gets = [...readFileSync(new URL('../../src/web/routes.cpp', import.meta.url), 'utf8').matchAll(/^ +\w*get\("([^"]+)"/gm)].map(([, pattern]) => pattern)
const patternOf = (path) =>
  gets.filter((pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+').replace('.', '\\.')}$`).test(path)).sort((a, b) => (a.includes('{') ? 1 : 0) - (b.includes('{') ? 1 : 0))[0]

const speak = (person, language) => person.context.addCookies([{ name: 'dumas_bahasa', value: language, url: siteOf(person.office) }])

/** Reads the page that stands open in each language; `reopen` false where the page is the answer to a form. */
async function read(person, faults, spoken = languages) {
  for (const language of spoken) {
    await speak(person, language)
    await person.page.reload()
    visited.add(patternOf(person.path))
    faults.push(...(await faultsOf(person.page, language)))
  }
}

async function readAll(login, paths, spoken = languages) {
  const person = await Person.at(sample.office, { login, secret: samplePassword })
  const faults = []
  if (login) await person.go('/akun')
  for (const path of paths) {
    const answer = await person.go(path)
    assert.equal(answer.status(), 200, `${login} ${path}`)
    await read(person, faults, spoken)
  }
  await person.leave()
  return faults
}

const isClean = async (...reading) => assert.deepEqual((await Promise.all(reading)).flat(), [])

test('pages that anybody reads', () => isClean(readAll(undefined, ['/', '/sop', '/privasi', '/aksesibilitas', '/lacak', '/masuk', '/periksa', '/periksa/kunci', `/periksa/${sample.answer.code}`])))

test('a paper that is held against its record, and codes that nobody gave', async () => {
  const anybody = await Person.at(sample.office)
  const faults = []
  for (const [path, status] of [['/periksa?kode=', 422], ['/periksa?kode=ABCD', 404], ['/periksa/0000000000000000', 404]]) {
    assert.equal((await anybody.go(path)).status(), status, path)
    await read(anybody, faults)
  }
  for (const evidence of [undefined, { name: 'surat.pdf', mimeType: 'application/pdf', buffer: picture }]) {
    await anybody.go(`/periksa/${sample.answer.code}`)
    if (evidence) await anybody.fill({ evidence })
    await anybody.send()
    faults.push(...(await faultsOf(anybody.page, 'en')))
  }
  await anybody.leave()
  assert.deepEqual(faults, [])
})

test('the official papers, the scanner\'s page and what it says', async () => {
  await isClean(readAll('sekretaris', [sample.answer.href, '/pindai']), readAll('auditor', [sample.answer.href]))
  const loket = await Person.at(sample.office, { login: 'loket', secret: samplePassword })
  await speak(loket, 'en')
  const faults = []
  for (const path of ['/pindai', sample.answer.href])
    for (const evidence of [undefined, { name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan pindaian') }, { name: 'foto.png', mimeType: 'image/png', buffer: picture }]) {
      if (path !== '/pindai' && evidence?.mimeType === 'image/png') continue // which would be filed
      await loket.go(path)
      if (evidence) await loket.fill({ evidence })
      await loket.send()
      faults.push(...(await faultsOf(loket.page, 'en')))
    }
  await loket.leave()
  assert.deepEqual(faults, [])
})

test('the templates of the papers, for the administrator', async () => {
  await isClean(
    readAll('admin', ['/admin/surat', '/admin/surat/answer_letter', '/admin/surat/incoming_book']),
    readAll('admin', ['/admin/surat/answer_letter/contoh', '/admin/surat/disposition_sheet/contoh']),
  )
})

test('the letters of a period, printed in one run', async () => {
  const secretary = await Person.at(sample.office, { login: 'sekretaris', secret: samplePassword })
  const faults = []
  await secretary.go('/surat-keluar')
  await secretary.send('main form[action="/surat-keluar/cetak"]')
  // The page loads itself anew until everything is printed.
  await secretary.page.locator('main a[href$="/surat.zip"]').waitFor({ timeout: 120_000 })
  await read(secretary, faults)
  await secretary.leave()
  assert.deepEqual(faults, [])
})

test('the page where a certificate\'s holder signs, and a wrong passphrase', async (t) => {
  const office = await openOffice(t, { settings: [['answer_letter = "WET_INK"', 'answer_letter = "CERTIFIED"']] })
  const { case: id } = (await office.citizen.submit(online)).body
  await walk(office, id, 'ANSWER_READY', { meeting: (await meeting(office, '2026-11-30')).id })
  const secretary = await Person.at(office, { login: 'sekretaris' })
  const faults = []
  await secretary.go(`/kasus/${id}`)
  await secretary.press(secretary.page.locator('main a[href$="/tanda-tangan"]').first())
  await read(secretary, faults)
  await secretary.fill({ passphrase: 'keliru' })
  await secretary.send()
  assert.equal(await secretary.page.locator('.govuk-error-summary').count(), 1, await secretary.text())
  faults.push(...(await faultsOf(secretary.page, 'en')))
  await secretary.leave()
  assert.deepEqual(faults, [])
})

test('a report, step by step, with its faults, to its receipt and its status', async () => {
  const citizen = await Person.at(sample.office)
  const faults = []
  await citizen.go('/lapor')
  for (const [path, fields] of Object.entries({ ...onTheWeb, '/lapor/bukti': { evidence: [{ name: 'foto.png', mimeType: 'image/png', buffer: picture }] } })) {
    assert.equal(citizen.path, path)
    await read(citizen, faults)
    if (path === '/lapor/kejadian' || path === '/lapor/pelapor') {
      await citizen.send()
      assert.equal(await citizen.page.locator('.govuk-error-summary').count(), 1, `${path} empty`)
      faults.push(...(await faultsOf(citizen.page, 'en')))
    }
    await citizen.fill(fields)
    await citizen.send()
  }
  await read(citizen, faults)
  await citizen.send()
  assert.equal(citizen.path, '/lapor/terkirim')
  visited.add('/lapor').add('/lapor/terkirim/qr.svg')
  await read(citizen, faults)
  const [code, pin] = await citizen.page.locator('.slip__code').allInnerTexts()
  await citizen.go('/lacak')
  await citizen.fill({ code, pin: '000000' })
  await citizen.send()
  assert.equal(await citizen.page.locator('.govuk-error-summary').count(), 1, 'a wrong PIN')
  faults.push(...(await faultsOf(citizen.page, 'en')))
  await citizen.fill({ code, pin })
  await citizen.send()
  await read(citizen, faults)
  assert.equal((await citizen.go('/tidak-ada')).status(), 404)
  await read(citizen, faults)
  await citizen.leave()
  assert.deepEqual(faults, [])
})

test('the answer a citizen reads, and the status of a closed complaint', async (t) => {
  const office = await openOffice(t)
  const { tracking_code: code, pin, case: id } = (await office.citizen.submit(online)).body
  await walk(office, id, 'CLOSED', { meeting: (await meeting(office, '2026-11-30')).id })
  const citizen = await Person.at(office)
  const faults = []
  await citizen.go('/lacak')
  await citizen.fill({ code, pin })
  await citizen.send()
  await read(citizen, faults)
  await citizen.go('/lacak/jawaban')
  assert.equal(citizen.path, '/lacak/jawaban')
  await read(citizen, faults, ['id'])
  await citizen.leave()
  assert.deepEqual(faults, [])
})

test('the page that sets up the first account', async (t) => {
  const office = new Office()
  Object.assign(office, { data: mkdtempSync(join(tmpdir(), 'dumas-empty-')), tokens: {}, sweep: 3600, description: {} })
  t.after(() => rmSync(office.data, { recursive: true, force: true }))
  await office.start('2026-11-30T09:00:00+07:00')
  t.after(() => office.kill())
  const person = await Person.at(office)
  const faults = []
  assert.equal((await person.go('/siapkan')).status(), 200)
  await read(person, faults)
  await person.leave()
  assert.deepEqual(faults, [])
})

test('the desk and its slip', async () => {
  const loket = await Person.at(sample.office, { login: 'loket', secret: samplePassword })
  const faults = []
  await loket.go('/loket')
  await read(loket, faults)
  await loket.send('main form[action="/loket"]')
  assert.equal(await loket.page.locator('.govuk-error-summary').count(), 1)
  faults.push(...(await faultsOf(loket.page, 'en')))
  await loket.fill({ channel: 'COUNTER', subject: 'Jalan masuk kursi roda', story: 'Pintu TPS terlalu sempit.', disclosure: 'ANONYMOUS', read_back: 'true' })
  await loket.send('main form[action="/loket"]')
  assert.equal(loket.path, '/loket/terkirim', await loket.text())
  await read(loket, faults)
  await loket.leave()
  assert.deepEqual(faults, [])
})

test('the staff\'s own pages, meetings, register and recapitulation', async () => {
  await isClean(
    readAll('sekretaris', ['/kerja', '/pemberitahuan', '/akun', '/kasus', '/kasus?late=1', '/register', '/surat-keluar', `${sample.closed.path}/berkas-perkara`, ...sample.meetings.slice(0, 2)]),
    readAll('ketua', ['/rapat', '/rapat/baru', '/rekap', '/delegasi', sample.meetings.at(-1)]),
  )
  await isClean(readAll('auditor', ['/audit']), readAll('admin', ['/admin/pengguna', '/admin/pengguna/baru', sample.user]))
})

test('a case in each state it can stand in', async () => {
  const states = new Map(sample.cases.map((one) => [one.page.match(/class="status [^"]+">([^<]+)</)[1], one]))
  assert.ok(states.size >= 8, `the sample office shows many states: ${[...states.keys()]}`)
  const paths = [...states.values()].map((one) => one.path), half = paths.length / 2
  await isClean(readAll('sekretaris', paths.slice(0, half)), readAll('ketua', [...paths.slice(half), `${sample.closed.path}/identitas`, `${sample.closed.path}/alur`, `${paths[0]}/alur`]))
})

test('a paper of every type', async () => {
  const papers = new Map()
  for (const one of sample.cases) for (const [, href, label] of one.page.matchAll(/href="(\/kasus\/[^"]+\/dokumen\/[^"]+)"[^>]*>([^<]+)</g)) if (!papers.has(label)) papers.set(label, href)
  assert.ok(papers.size >= 12, `many kinds of papers: ${[...papers.keys()]}`)
  const sheets = new Map(sample.meetingPapers.map((href) => [href.split('/').pop(), href]))
  await isClean(readAll('sekretaris', [...new Set(papers.values()), ...[...sheets.values()].slice(0, 3)], ['id']))
})

test('the form of every command, wherever it is open', async () => {
  const forms = new Map()
  for (const login of ['loket', 'operator', 'unit1', 'sekretaris', 'ketua', 'hukum', 'kasubbag']) {
    for (const one of sample.cases) {
      const answer = await fetch(sample.site + one.path, { headers: { cookie: await sample.session(login) } })
      for (const [, href] of (await answer.text()).matchAll(/(?:href|action)="(\/kasus\/[^"]+\/perintah\/\w+)"/g)) {
        const command = href.split('/').pop()
        if (!forms.has(command)) forms.set(command, { login, href })
      }
    }
  }
  assert.ok(forms.size >= 18, `many commands are open: ${[...forms.keys()]}`)
  const logins = [...new Set([...forms.values()].map((form) => form.login))]
  const formsOf = (login) => [...forms.values()].filter((form) => form.login === login).map((form) => form.href)
  for (let i = 0; i < logins.length; i += 2) await isClean(...logins.slice(i, i + 2).map((login) => readAll(login, formsOf(login))))
  const { login, href } = forms.get('report_analysis')
  const person = await Person.at(sample.office, { login, secret: samplePassword })
  await person.go(href)
  await person.fill({ facts: '', analysis: '' })
  await person.send()
  assert.equal(await person.page.locator('.govuk-error-summary').count(), 1)
  const faults = await faultsOf(person.page, 'id')
  await person.leave()
  assert.deepEqual(faults, [])
})

test('no page of the table was left out', () => {
  const isDownload = (pattern) => /\.(pdf|xlsx|json|zip)$|\/\{file\}$|^\/lacak\/surat\//.test(pattern)
  assert.deepEqual(gets.filter((pattern) => !visited.has(pattern) && !isDownload(pattern)), [])
})
