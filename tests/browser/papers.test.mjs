// The office's papers as people fetch them: every paper of a closed case and of a plenary is opened on the screen, followed to
// its PDF, and read; the books, the SOP, the blank form, the dossier; and who does not learn the complainant's name from them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { assertArchival, folderOf, holds, loud, textOf } from '../support/pdf.mjs'
import { closeChromium, Person } from './person.mjs'
import { openDemo, samplePassword } from './sample.mjs'

let sample, name
before(async () => {
  sample = await openDemo()
  const letter = await bytesOf('sekretaris', sample.answer.pdf)
  name = textOf(letter).match(/Yth\. Sdr\.\/Sdri\. (.+?)\s*$/m)[1]
  assert.ok(name.length > 5, name)
})
after(async () => {
  await sample.office.kill()
  await closeChromium()
})

const at = (login, more = {}) => Person.at(sample.office, { login, secret: samplePassword, ...more })
const bytesOf = async (login, path, wanted = 200) => {
  const answer = await fetch(sample.site + path, { headers: { cookie: await sample.session(login) } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.equal(answer.status, wanted, `${login} GET ${path}`)
  return bytes
}
/** Whether a text tells the name, at a line's end too. */
const isNamed = (text) => loud(text).includes(loud(name))

/** Opens a paper on the screen and each further paper of its record, and downloads each: [{where, title, bytes, file}]. */
async function fetched(person, path) {
  const found = []
  await person.go(path)
  const others = await person.page.locator('nav.paper-tools a[lang=id]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  for (const address of [path, ...others]) {
    if (address !== path) await person.go(address)
    const title = (await person.page.locator('h1').first().innerText()).split('\n')[0]
    const link = person.page.getByRole('link', { name: 'Unduh PDF' })
    const { name: file, bytes } = await person.download(link)
    found.push({ where: (await link.getAttribute('href')).split('/').slice(-2).join('/'), title, file, bytes })
  }
  return found
}

test('every paper of a closed case opens, is downloaded, and says its number and its title', async () => {
  const person = await at('sekretaris')
  await person.go(sample.closed.path)
  const links = await person.page.locator(`main a[href^="${sample.closed.path}/dokumen/"]`).evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href')))])
  assert.ok(links.length >= 15, `${links.length} papers`)
  const papers = []
  for (const link of links) papers.push(...(await fetched(person, link)))
  const kinds = new Set(papers.map(({ where }) => where.split('/')[1]))
  for (const kind of ['complaint_form', 'complaint_receipt', 'register_entry', 'disposition_sheet', 'analysis', 'case_note', 'plenary_minutes', 'answer_letter', 'answer_receipt', 'delivery_proof', 'activity_memo', 'meeting_notes', 'follow_up_report'])
    assert.ok(kinds.has(kind + '.pdf'), `the closed case has its ${kind}`)
  for (const { where, title, bytes, file } of papers) {
    assert.ok(holds(bytes, sample.closed.number), `${where} names ${sample.closed.number}`)
    assert.ok(holds(bytes, title), `${where} has its title ${title}`)
    assert.ok(holds(bytes, 'KOTA KEDIRI'), `${where} has the letterhead`)
    assert.match(file, /^[^/\\:]+\.pdf$/)
  }
  assertArchival(Object.fromEntries(papers.map(({ where, bytes }) => [where, bytes])))
  await person.leave()
})

test('the invitation and the attendance list of a plenary are downloaded', async () => {
  const person = await at('sekretaris')
  const number = (await (await person.go(sample.meeting)).text()).match(/\d+\/HM\.02-Und\/3571\/\d{4}/)[0]
  const papers = []
  for (const link of sample.meetingPapers.filter((href) => href.startsWith(sample.meeting + '/'))) papers.push(...(await fetched(person, link)))
  const kinds = papers.map(({ where }) => where.split('/')[1])
  assert.ok(kinds.includes('invitation.pdf') && kinds.includes('attendance_list.pdf'), String(kinds))
  for (const { where, title, bytes } of papers) {
    for (const words of [title, number]) assert.ok(holds(bytes, words), `${where} says ${words}`)
  }
  assertArchival(Object.fromEntries(papers.map(({ where, bytes }) => [where, bytes])))
  await person.leave()
})

test('the page of each official paper opens, and its frozen bytes stay the same', async () => {
  const person = await at('sekretaris')
  const opened = []
  for (const kind of ['Tanda Terima Pengaduan', 'Lembar Disposisi', 'Telaahan', 'Berita Acara Pleno', 'Surat Jawaban', 'Notulensi']) {
    await person.go(sample.closed.path)
    await fetched(person, await person.page.locator('main a[href*="/dokumen/"]', { hasText: new RegExp(`^${kind}$`) }).first().getAttribute('href'))
  }
  await person.go(sample.closed.path)
  const links = await person.page.locator('main a[href^="/surat/"]').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.textContent]))
  assert.ok(links.length >= 6, `${links.length} official papers`)
  for (const [href, label] of links) {
    await person.go(href)
    assert.ok(label.startsWith(await person.text('h1')), label)
    assert.match(await person.text(), /Isi berkas utuh/)
    const number = label.match(/\d+\/\S+/)?.[0]
    const link = person.page.locator('a[href$="/asli.pdf"]')
    const first = await person.download(link), again = await person.download(link)
    assert.ok(first.bytes.equals(again.bytes), `${label} is frozen`)
    if (number) assert.ok(holds(first.bytes, number), `${label} says its number`)
    const digest = spawnSync('sha256sum', { input: first.bytes, encoding: 'utf8' }).stdout.split(' ')[0]
    assert.ok((await person.text()).includes(digest), `${label}: the digest on its page is that of the file`)
    opened.push([label, first.bytes])
  }
  assertArchival(Object.fromEntries(opened))
  await person.leave()
})

test('the books, the recapitulation, the SOP and the blank form are downloaded from their pages', async () => {
  const person = await at('sekretaris')
  const pdfs = {}
  for (const [page, href, words] of [
    ['/register', '/register.pdf', ['BUKU SURAT MASUK', sample.closed.number]],
    ['/surat-keluar', '/surat-keluar.pdf', ['BUKU SURAT KELUAR', '4/HM.02-SD/3571/2026']],
    ['/rekap', '/rekap.pdf', ['REKAPITULASI', 'NOVEMBER 2026']],
    ['/sop', '/sop.pdf', ['PENYELESAIAN PENGADUAN MASYARAKAT', 'NOMOR SOP']],
    ['/lapor', '/formulir.pdf', ['FORM PENGADUAN']],
  ]) {
    await person.go(page)
    const link = person.page.locator(`a[href^="${href}"]`).first()
    assert.ok(await link.count(), `${page} leads to ${href}`)
    const { bytes } = await person.download(link)
    for (const word of words) assert.ok(holds(bytes, word), `${href} says ${word}`)
    pdfs[href] = bytes
  }
  assertArchival(pdfs)
  for (const [page, words] of [['/register', [sample.closed.number]], ['/surat-keluar', ['4/HM.02-SD/3571/2026', '4/HM.02-BA/3571/2026']]]) {
    await person.go(page)
    const { bytes } = await person.download(person.page.locator(`a[href^="${page}.xlsx"]`))
    const file = join(folderOf('xlsx'), 'book.xlsx')
    writeFileSync(file, bytes)
    const cells = spawnSync('unzip', ['-p', file, 'xl/*'], { encoding: 'utf8' }).stdout
    for (const word of words) assert.ok(cells.includes(word), `${page}.xlsx holds ${word}`)
  }
  await person.leave()
})

test('the administrator prints a sample of every kind of paper', async () => {
  const person = await at('admin')
  await person.go('/admin/surat')
  const kinds = await person.page.locator('main a[href^="/admin/surat/"]').evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href').split('/')[3]))])
  assert.equal(kinds.length, 23, String(kinds))
  const pdfs = {}
  for (const kind of kinds) {
    pdfs[kind] = await bytesOf('admin', `/admin/surat/${kind}/contoh.pdf`)
    assert.match(textOf(pdfs[kind]), /\w{3}/, kind)
  }
  assertArchival(pdfs)
  await person.leave()
})

test('the dossier is a zip whose parts fit its list of digests, without the name and with it', async () => {
  for (const [login, identity] of [['auditor', 'MASKED'], ['sekretaris', 'SHOWN']]) {
    const person = await at(login, { javaScript: false })
    await person.go(sample.closed.path)
    await person.press(person.page.locator('main a[href$="/berkas-perkara"]'))
    await person.fill({ identity, attachments: 'LEFT_OUT', ...(identity === 'SHOWN' ? { reason: 'Diserahkan kepada pengawas.' } : {}) })
    const { name: called, bytes } = await person.download(person.page.locator('main button.govuk-button').last())
    assert.match(called, /^berkas-perkara-.*\.zip$/)
    const folder = folderOf('dossier')
    writeFileSync(join(folder, 'all.zip'), bytes)
    const run = (program, ...args) => {
      const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8' })
      assert.equal(done.status, 0, `${program} ${args}: ${done.stdout}${done.stderr}`)
      return done.stdout
    }
    run('unzip', '-t', 'all.zip')
    run('unzip', '-q', 'all.zip', '-d', 'out')
    const files = readdirSync(join(folder, 'out'), { recursive: true })
    const all = run('find', 'out', '-type', 'f').trim().split('\n')
    const list = all.find((file) => /sha256/i.test(file))
    assert.ok(list, `a list of digests: ${files}`)
    assert.equal(spawnSync('sha256sum', ['-c', '--strict', list.split('/').pop()], { cwd: join(folder, list, '..'), encoding: 'utf8' }).status, 0)
    const letters = all.filter((file) => file.endsWith('.pdf'))
    assert.ok(letters.length >= 12, `${letters.length} papers`)
    const told = all.filter((file) => (file.endsWith('.pdf') ? holds(readFileSync(join(folder, file)), name) : isNamed(readFileSync(join(folder, file), 'utf8'))))
    if (identity === 'MASKED') assert.deepEqual(told, [])
    else assert.ok(told.length > 0, 'the name stands where it was asked for')
    await person.leave()
  }
})

test('who may not know the complainant does not read the name in any paper, and gets no frozen letter', async () => {
  for (const login of ['anggota1', 'hukum', 'auditor']) {
    const person = await at(login)
    await person.go(sample.closed.path)
    const listed = await person.page.locator('main a[href*="/dokumen/"]').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.textContent]))
    // The auditor sees every paper as everybody without that permission sees it; the others try those that name a person.
    const links = listed.filter(([, label]) => login === 'auditor' || /^(Surat Jawaban|Form Pengaduan|Bukti Penyampaian|Tanda Terima)/.test(label)).map(([href]) => href)
    const read = []
    for (const link of links)
      if ((await person.go(link)).status() === 200) {
        assert.ok(!isNamed(await person.page.content()), `${login} reads the name at ${link}`)
        read.push(...(await fetched(person, link)))
      }
    assert.ok(read.some(({ where }) => where.endsWith('answer_letter.pdf')), `${login} reads the answer letter`)
    for (const { where, bytes, file } of read) {
      assert.ok(!holds(bytes, name), `${login} reads the name in ${where}`)
      assert.ok(!bytes.includes(name) && !file.includes(name), `${login}: ${where} holds the name outside its text`)
    }
    assert.equal((await person.go(sample.answer.href)).status(), 200)
    assert.ok(!isNamed(await person.page.content()))
    assert.equal(await person.page.locator('a[href$="/asli.pdf"]').count(), 0)
    await bytesOf(login, sample.answer.href + '/asli.pdf', 404)
    await bytesOf(login, sample.answer.href + '/pindaian.pdf', 404)
    await person.leave()
  }
})
