// Every row of the routes table, asked for as each account of the sample office and as nobody: a page that is allowed answers
// 200 or 303, every other is not there (404) or leads to the door. The table is read from its source, so that a new row cannot
// be forgotten here; who may do what stands in src/complaint/permissions.cpp and is written out once more below.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { closeChromium } from './person.mjs'
import { openDemo } from './sample.mjs'

const table = [...readFileSync(new URL('../../src/web/routes.cpp', import.meta.url), 'utf8')
  .matchAll(/^ +(open|staff)?_?(get|post)\("([^"]+)",(?: Permission::(\w+),)? pages::/gm)]
  .map(([, entrance, method, pattern, permission]) => ({ entrance, method: method.toUpperCase(), pattern, permission }))

const roles = {
  ReadCases: 'loket operator unit1 unit2 sekretaris ketua anggota1 anggota2 anggota3 anggota4 hukum kasubbag auditor',
  RevealIdentity: 'loket operator unit1 unit2 sekretaris ketua',
  WriteRegister: 'loket operator',
  ReadRegister: 'loket operator unit1 unit2 sekretaris ketua auditor',
  ManageMeetings: 'sekretaris ketua',
  ReadMeetings: 'sekretaris ketua anggota1 anggota2 anggota3 anggota4 unit1 unit2 hukum auditor',
  ReadReports: 'sekretaris ketua anggota1 anggota2 anggota3 anggota4 unit1 unit2 kasubbag auditor',
  ManageUsers: 'admin',
  Delegate: 'sekretaris ketua',
  ReadAudit: 'auditor',
  FileScans: 'loket operator unit1 unit2 sekretaris ketua',
}
const may = (login, permission) => roles[permission].split(' ').includes(login)

const knows = (login, pattern) => (pattern.endsWith('{file}') ? may(login, 'RevealIdentity') : may(login, 'ReadCases') && sample.sees(login))

let sample
before(async () => (sample = await openDemo()))
after(async () => {
  await sample.office.kill()
  await closeChromium()
})

test('the table is read whole', () => {
  const lines = readFileSync(new URL('../../src/web/routes.cpp', import.meta.url), 'utf8').match(/^ +\w+\("\/.*pages::/gm)
  assert.equal(table.length, lines.length)
  for (const { permission } of table) assert.ok(!permission || roles[permission], `${permission} is written out in this suite`)
})

// What an address with a parameter is tried with: things that exist.
const real = (pattern) =>
  pattern
    .replace(/^\/rapat\/\{id\}/, sample.meeting)
    .replace(/^\/admin\/pengguna\/\{id\}/, sample.user)
    .replace('/admin/surat/{kind}', '/admin/surat/answer_letter')
    .replace('/gaya/surat/{file}', '/gaya/surat/answer_letter.css')
    .replace('/delegasi/{id}', '/delegasi/1')
    .replace(/^\/kasus\/\{id\}/, sample.closed.path)
    .replace('/surat/{id}', sample.answer.href)
    .replace('{code}', sample.answer.code)
    .replace('{command}', 'send_message')
    .replace('{file}/tanda-tangan', 'answer_letter/tanda-tangan')
    .replace('/lacak/surat/{kind}', '/lacak/surat/jawaban.pdf')
    .replace(/^(\/surat.*)\{file\}/, '$1asli.pdf')
    .replace(/^(.*dokumen.*)\{file\}/, pattern.startsWith('/rapat') ? '$1attendance_list.pdf' : '$1complaint_form.pdf')
    .replace('{record}', pattern.startsWith('/rapat') ? sample.meetingRecord : sample.closed.record)
    .replace('{file}', sample.closed.file)

test('without signing in only the public pages open', async () => {
  for (const { entrance, method, pattern } of table) {
    const answer = await fetch(sample.site + real(pattern), { method, redirect: 'manual', ...(method === 'POST' ? { body: new URLSearchParams({ x: '1' }) } : {}) })
    await answer.arrayBuffer()
    if (entrance === 'open') assert.ok(method === 'GET' ? [200, 303, 404].includes(answer.status) : answer.status === 403, `${method} ${pattern}: ${answer.status}`)
    else assert.ok(answer.status === 303 && answer.headers.get('location').startsWith('/masuk'), `${method} ${pattern}: ${answer.status} ${answer.headers.get('location')}`)
  }
})

for (const login of ['loket', 'operator', 'unit1', 'sekretaris', 'ketua', 'anggota1', 'hukum', 'kasubbag', 'admin', 'auditor']) {
  test(`${login} reaches what the role may reach, and nothing else`, async () => {
    const cookie = await sample.session(login)
    for (const { entrance, method, pattern, permission } of table) {
      if (pattern.startsWith('/keluar')) continue
      // Without the form's token: a page that is not there for this role answers 404 before the token is looked at.
      const body = method === 'POST' ? { body: new URLSearchParams({ csrf: 'wrong' }) } : {}
      const answer = await fetch(sample.site + real(pattern), { method, redirect: 'manual', headers: { cookie }, ...body })
      const text = await answer.text()
      const where = `${login} ${method} ${pattern}: ${answer.status}`
      const allowed = entrance !== undefined || may(login, permission)
      // The door of a paper stands open to the staff; the paper itself asks who may know of the case, and of the complainant.
      const sheet = pattern.startsWith('/surat/')
      if (sheet && method === 'GET') assert.equal(answer.status, knows(login, pattern) ? 200 : 404, where)
      else if (!allowed) assert.equal(answer.status, 404, where)
      else if (method === 'POST') assert.equal(answer.status, 403, where)
      else if (pattern === '/siapkan') assert.equal(answer.status, 404, where)
      else if (permission === 'ReadCases' && pattern.includes('{') && !sample.sees(login)) assert.equal(answer.status, 404, where)
      // One sees the case, but its papers may stay closed to him, and an act may not be his (403) or not now (409).
      else if (pattern.includes('{command}')) assert.ok([403, 409].includes(answer.status), where)
      else if (pattern.includes('{record}') || pattern.includes('{file}')) assert.ok([200, 404].includes(answer.status), where)
      else if (pattern.includes('/cetak/{id}')) assert.equal(answer.status, 404, where)
      else if (pattern === '/loket/terkirim' || pattern === '/lacak/jawaban' || pattern === '/lapor/terkirim/qr.svg') assert.ok([200, 303, 404].includes(answer.status), where)
      else assert.ok([200, 303].includes(answer.status), where)
      if (login === 'admin' && permission) sample.cases.forEach(({ subject, number }) => assert.ok(!text.includes(subject) && !(number && text.includes(number)), `${where} shows a case to the administrator: ${subject} ${number}`))
    }
  })
}

test('the administrator finds no case by any door', async () => {
  const cookie = await sample.session('admin')
  for (const path of ['/', '/kerja', '/pemberitahuan', '/akun', '/admin/pengguna', sample.user, '/kasus', '/kasus?q=a', '/register', '/register.xlsx', '/surat-keluar', '/register.pdf', '/pindai', sample.answer.href, '/rapat', '/rekap', '/audit', ...sample.cases.map((one) => one.path)]) {
    const text = await (await fetch(sample.site + path, { headers: { cookie } })).text()
    for (const { subject, number } of sample.cases) assert.ok(!text.includes(subject) && !(number && text.includes(number)), `${path} shows ${subject} ${number}`)
  }
})
