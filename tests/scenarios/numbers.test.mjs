// S14: numbers unique and gap-free for each paper and year, 1 again on 1 January, the office's old pattern to the letter, a
// cancelled number that stays in the book, and the papers in Indonesian whatever the language of the screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { assertArchival, holds, loud, textOf } from '../support/pdf.mjs'
import { answer, meeting, receive, registration, walk } from '../support/procedure.mjs'
import { signIn, siteOf } from '../support/session.mjs'

const signers = { SECRETARY: 'sekretaris', CHAIR: 'ketua' }

test('S14: two officers sign in the same second on 31 December and on 1 January', async () => {
  const office = await Office.open({ clock: '2026-12-30T09:00:00+07:00' })
  const plenary = await meeting(office, '2026-12-30')
  const waiting = []
  for (const signatory of ['SECRETARY', 'CHAIR', 'SECRETARY', 'CHAIR', 'SECRETARY', 'CHAIR']) {
    const { case: id } = await receive(office)
    await walk(office, id, 'DECIDED', { meeting: plenary.id })
    await office.as('unit').does(id, 'draft_answer', {
      findings: ['a'], legal_basis: ['b'], decision: 'c', next_steps: 'd', signatory,
    })
    await office.as('kasubbag').does(id, 'initial_answer')
    waiting.push({ id, signatory })
  }
  const signAll = (cases) => Promise.all(cases.map(({ id, signatory }) => office.as(signers[signatory]).does(id, 'sign_answer')))
  const numbers = async (cases) => (await signAll(cases)).map((receipt) => receipt.number).sort()
  await office.at('2026-12-31T23:59:50+07:00')
  assert.deepEqual(await numbers(waiting.slice(0, 2)), ['1/HM.02-SD/3571/2026', '2/HM.02-SD/3571/2026'])
  await office.at('2027-01-01T00:00:01+07:00')
  assert.deepEqual(await numbers(waiting.slice(2)), [1, 2, 3, 4].map((n) => `${n}/HM.02-SD/3571/2027`))
  await office.close()
})

test('S14: forty registrations at once leave no gap', async () => {
  const office = await Office.open()
  const ids = []
  for (let i = 0; i < 40; ++i) ids.push((await receive(office)).case)
  const receipts = await Promise.all(ids.map((id, i) => office.as(i % 2 ? 'loket' : 'daring').does(id, 'register', registration)))
  assert.deepEqual(
    receipts.map((receipt) => receipt.number).sort(),
    Array.from({ length: 40 }, (_, i) => `${String(i + 1).padStart(4, '0')}/DUMAS/2026`),
  )
  const { cases } = await office.as('auditor').read('/register?year=2026&month=11')
  assert.equal(cases.length, 40)
  assert.deepEqual((await office.as('auditor').read('/register?year=2026&month=12')).cases, [])
  await office.close()
})

test('S14: the old pattern prints the number under the SOP itself', async () => {
  const pattern = '{seq}/{class}-{type}/{region}/{unit}/{month_roman}/{year}'
  const office = await Office.open({
    clock: '2021-11-19T09:00:00+07:00',
    settings: [
      ['invitation = "{seq}/{class}-{type}/{region}/{year}"', `invitation = "${pattern}"`],
      ['class_code = "HM.02"', 'class_code = "HK.03.2"'],
      ['type_invitation = "Und"', 'type_invitation = "Kpt"'],
    ],
  })
  let last
  for (let i = 0; i < 20; ++i) last = await meeting(office, '2021-11-19', null)
  assert.equal(last.number, '20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021')
  await office.close()
})

test('a number taken by hand is refused the second time and stepped over by the counter', async () => {
  const office = await Office.open()
  const plenary = await meeting(office, '2026-11-30')
  const cases = []
  for (let i = 0; i < 3; ++i) {
    const { case: id } = await receive(office)
    await walk(office, id, 'DECIDED', { meeting: plenary.id })
    await office.as('unit').does(id, 'draft_answer', { findings: ['a'], legal_basis: ['b'], decision: 'c', next_steps: 'd', signatory: 'SECRETARY' })
    await office.as('kasubbag').does(id, 'initial_answer')
    cases.push(id)
  }
  const hand = '1/HM.02-SD/3571/2026'
  assert.equal((await office.as('sekretaris').does(cases[0], 'sign_answer', { number: hand })).number, hand)
  await office.as('sekretaris').isRefused('NUMBER_TAKEN', cases[1], 'sign_answer', { number: hand })
  assert.notEqual((await office.as('sekretaris').does(cases[1], 'sign_answer')).number, hand)
  await office.close()
})

test('S14: a letter cancelled after it was numbered leaves its number in the book, and the next letter takes the next', async () => {
  const office = await Office.open()
  const plenary = await meeting(office, '2026-11-30')
  const { case: id } = await receive(office)
  await walk(office, id, 'ANSWER_READY', { meeting: plenary.id })
  const secretary = office.as('sekretaris'), reason = 'Alamat pada surat keliru'
  await secretary.isRefused('INVALID_INPUT', id, 'void_answer')
  await office.as('unit').isRefused('WRONG_ROLE', id, 'void_answer', { reason })
  await secretary.does(id, 'void_answer', { reason })
  await secretary.isRefused('WRONG_STATE', id, 'void_answer', { reason })
  await office.as('unit').does(id, 'draft_answer', answer)
  await office.as('kasubbag').does(id, 'initial_answer')
  assert.equal((await secretary.does(id, 'sign_answer')).number, '2/HM.02-SD/3571/2026')

  const cookie = await signIn(office, 'sekretaris')
  const get = (path) => fetch(siteOf(office) + path, { headers: { cookie } })
  const book = await (await get('/surat-keluar?tahun=2026&bulan=11')).text()
  const rows = book.split('<tr').filter((row) => row.includes('/HM.02-SD/'))
  assert.equal(rows.length, 2, book)
  assert.match(rows[0], /<s>1\/HM\.02-SD\/3571\/2026<\/s>.*BATAL/s)
  assert.ok(rows[0].includes(reason), 'the book says why')
  assert.ok(!rows[1].includes('BATAL') && !rows[1].includes('<s>'), rows[1])
  assert.doesNotMatch(book, /hilang|missing/i)
  const printed = textOf(Buffer.from(await (await get('/surat-keluar.pdf?tahun=2026&bulan=11')).arrayBuffer()))
  assert.match(printed, /BATAL/)
  await office.close()
})

test('S14: the papers are in Indonesian with the letterhead although the screen is in English', async () => {
  const office = await Office.open()
  const plenary = await meeting(office, '2026-11-30')
  const { case: id } = await receive(office)
  await walk(office, id, 'ANSWERED', { meeting: plenary.id })
  const cookie = (await signIn(office, 'sekretaris')) + '; dumas_bahasa=en'
  const get = async (path) => {
    const got = await fetch(siteOf(office) + path, { headers: { cookie, 'Accept-Language': 'en' } })
    assert.equal(got.status, 200, path)
    return Buffer.from(await got.arrayBuffer())
  }
  const page = (await get(`/kasus/${id}`)).toString()
  assert.match(page, /<html lang="en"/)
  const linkOf = async (word) => {
    const paper = page.match(new RegExp(`href="(/kasus/${id}/dokumen/[^"]+)"[^>]*>${word}<`))
    assert.ok(paper, `${word} is on the page`)
    return (await get(paper[1])).toString().match(/href="([^"]+\.pdf)"/)[1]
  }
  const papers = {}
  for (const [label, kind, words] of [
    ['Disposition sheet', 'disposition', ['LEMBAR DISPOSISI', '0001/DUMAS/2026', 'MOHON DITELAAH']],
    ['Plenary minutes', 'minutes', ['BERITA ACARA', '1/HM.02-BA/3571/2026', 'SENIN', 'NOVEMBER']],
    ['Letter of reply', 'answer', ['SURAT JAWABAN', '1/HM.02-SD/3571/2026', '30 NOVEMBER 2026', 'SEKRETARIS']],
    ['register', 'register', ['BUKU SURAT MASUK', '0001/DUMAS/2026', 'NOVEMBER 2026']],
  ]) {
    papers[kind] = await get(kind === 'register' ? '/register.pdf?tahun=2026&bulan=11' : await linkOf(label))
    const text = loud(textOf(papers[kind]))
    for (const word of ['KOMISI PEMILIHAN UMUM', 'KOTA KEDIRI', ...words]) assert.ok(holds(papers[kind], word), `${kind} says ${word}: ${text.slice(0, 600)}`)
    for (const english of ['COMPLAINT', 'SECRETARY', 'CHAIR', 'ANSWER LETTER', 'MONDAY', 'INCOMING', 'MINUTES']) assert.ok(!text.includes(english), `${kind} says ${english}`)
  }
  assertArchival(papers)
  await office.close()
})
