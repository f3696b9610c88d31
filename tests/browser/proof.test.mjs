// Anybody with a paper in hand asks whether it is genuine, in a browser without JavaScript: the code leads to what the office
// certifies, a file is compared byte for byte, and a citizen's receipt is checked by `dumas verify-receipt` without the server.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { program } from '../support/office.mjs'
import { assertArchival, folderOf, textOf } from '../support/pdf.mjs'
import { complaint, meeting, receive, walk } from '../support/procedure.mjs'
import { closeChromium, openOffice, Person, phone } from './person.mjs'

after(closeChromium)

const inGroups = (digest) => digest.match(/.{4}/g).join(' ')
const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex')
const changed = (bytes, at) => {
  const other = Buffer.from(bytes)
  other[at] ^= 1
  return other
}
// What a forger adds behind an untouched letter to replace its page: a PDF's later part is the one that is shown.
const forged = Buffer.from('\n5 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\nxref\n5 1\n0000000010 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n60\n%%EOF\n')
const pdf = (buffer) => ({ name: 'surat.pdf', mimeType: 'application/pdf', buffer })
// What is known of the complainant, and what would tell the case apart: nothing of it stands on a page for everybody.
const secrets = ['Sari', 'Utami', '3571000000000001', '081200001234', 'Melati', complaint.subject, 'Tosaren']

async function answered(t) {
  const office = await openOffice(t)
  const { case: id, tracking_code: code, pin } = await receive(office)
  await walk(office, id, 'ANSWERED', { meeting: (await meeting(office, '2026-11-30')).id })
  return { office, id, code, pin }
}

async function letterOf(office, id) {
  const secretary = await Person.at(office, { login: 'sekretaris' })
  await secretary.go(`/kasus/${id}`)
  await secretary.press(secretary.page.locator('main a[href*="/dokumen/"]', { hasText: /^Surat Jawaban$/ }).first())
  const { bytes } = await secretary.download(secretary.page.getByRole('link', { name: 'Unduh PDF' }))
  await secretary.go(`/kasus/${id}`)
  await secretary.press(secretary.page.locator('main a[href^="/surat/"]', { hasText: 'Surat Jawaban' }).first())
  const href = await secretary.page.locator('main a[href^="/periksa/"]').getAttribute('href')
  const number = (await secretary.text()).match(/\d+\/HM\.02-SD\/3571\/2026/)[0]
  await secretary.leave()
  return { bytes, number, token: href.split('/').pop() }
}

test('the code of a letter leads to its number and digest, names nobody, and compares files', async (t) => {
  const { office, id } = await answered(t)
  const { bytes, number, token } = await letterOf(office, id)
  assert.ok(textOf(bytes).includes('Sari Utami'), 'the letter itself is to somebody')
  const anybody = await Person.at(office, { javaScript: false, viewport: phone })
  await anybody.go('/periksa')
  await anybody.fill({ kode: token.toLowerCase().match(/.{4}/g).join(' ') })
  await anybody.press(anybody.page.locator('main form button'))
  assert.equal(anybody.path, `/periksa/${token}`)
  const facts = await anybody.text()
  for (const words of [number, inGroups(digestOf(bytes)), 'Surat Jawaban', 'Surat ini dikeluarkan oleh kantor kami']) assert.ok(facts.includes(words), `${words}: ${facts}`)
  const page = await anybody.page.content()
  for (const secret of secrets) assert.ok(!page.includes(secret), `the page tells ${secret}`)

  const compare = async (file) => {
    await anybody.go(`/periksa/${token}`)
    if (file) await anybody.fill({ evidence: pdf(file) })
    const answer = await anybody.press(anybody.page.locator('main form button'))
    return { status: answer.status(), said: await anybody.text() }
  }
  const same = await compare(bytes)
  assert.deepEqual([same.status, /Sama persis/.test(same.said)], [200, true])
  for (const at of [9, bytes.length >> 1, bytes.length - 2]) {
    const { status, said } = await compare(changed(bytes, at))
    assert.equal(status, 200)
    assert.match(said, /berbeda dengan surat yang kami keluarkan/)
    assert.doesNotMatch(said, /Sama persis/)
  }
  for (const other of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from('\n')]), Buffer.from('bukan PDF'), Buffer.concat([bytes, forged])])
    assert.match((await compare(other)).said, /berbeda dengan surat yang kami keluarkan/)
  const empty = await compare(Buffer.alloc(0))
  assert.equal(empty.status, 422, empty.said)
  const none = await compare()
  assert.equal(none.status, 422)
  assert.match(await anybody.text('#evidence-error'), /Pilih dahulu berkas/)
  await anybody.leave()
})

test('a code that the office never gave is answered with 404 and a sentence; an empty one beside its field', async (t) => {
  const office = await openOffice(t)
  const anybody = await Person.at(office, { javaScript: false })
  for (const wrong of ['0000000000000000', 'ZZZZ', 'x'.repeat(400), '%3Cscript%3E', '%F0%9F%98%80']) {
    for (const path of [`/periksa/${wrong}`, `/periksa?kode=${wrong}`]) {
      const answer = await anybody.go(path)
      if (answer.status() === 422 && path.includes('?')) continue // nothing of it can be a code
      assert.equal(answer.status(), 404, path)
      assert.match(await anybody.text(), path.includes('?') ? /Kode ini tidak dikenal/ : /tidak dikenal|tidak ditemukan/i, path)
    }
  }
  assert.equal((await anybody.go('/periksa/0000000000000000/bukti.json')).status(), 404)
  assert.equal((await anybody.go('/periksa?kode=')).status(), 422)
  assert.equal(await anybody.page.locator('#code-error').count(), 1)
  await anybody.leave()
})

test('a citizen downloads the receipt, and `dumas verify-receipt` proves it against the published key', async (t) => {
  const { office, code, pin } = await answered(t)
  const citizen = await Person.at(office, { javaScript: false, viewport: phone })
  await citizen.go('/lacak')
  await citizen.fill({ code, pin })
  await citizen.send()
  const { bytes: receipt } = await citizen.download(citizen.page.locator('a[href="/lacak/surat/tanda-terima.pdf"]'))
  const { bytes: letter } = await citizen.download(citizen.page.locator('a[href="/lacak/surat/jawaban.pdf"]'))
  assert.match(textOf(receipt), /0001\/DUMAS\/2026/)
  assert.match(textOf(letter), /Sari Utami/)
  assertArchival({ receipt, letter })
  await citizen.go('/periksa/kunci')
  const key = (await citizen.text()).match(/Sidik jari kunci\s+(\S+(?: [0-9a-f]{4})*)/)[1]
  assert.match(key, /^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)

  const folder = folderOf('receipt')
  const verify = (bytes, ...more) => {
    writeFileSync(join(folder, 'tanda-terima.pdf'), bytes)
    const done = spawnSync(program, ['verify-receipt', join(folder, 'tanda-terima.pdf'), ...more], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'id_ID.UTF-8' } })
    return { code: done.status, said: done.stdout + done.stderr }
  }
  const fits = verify(receipt)
  assert.equal(fits.code, 0, fits.said)
  const known = verify(receipt, '--key', key)
  assert.equal(known.code, 0, known.said)
  assert.match(known.said, /Naskah ini asli: diterbitkan oleh kantor pemegang kunci itu/)
  const foreign = verify(receipt, '--key', key.replace(/[0-9a-f](?=[^0-9a-f]*$)/i, (last) => (last === '0' ? '1' : '0')))
  assert.equal(foreign.code, 1, foreign.said)
  for (const at of [20, receipt.length >> 2, receipt.length >> 1, receipt.length - 3]) {
    const { code: ended, said } = verify(changed(receipt, at))
    assert.equal(ended, 1, `byte ${at}: ${said}`)
    assert.match(said, /TIDAK COCOK/)
    assert.match(said, /byte \d/, `byte ${at}: a range is named: ${said}`)
  }
  const token = textOf(receipt).match(/^\s*([0-9A-HJKMNP-TV-Z]{16})\s*$/m)[1]
  await citizen.go(`/periksa/${token}`)
  await citizen.fill({ evidence: pdf(receipt) })
  await citizen.press(citizen.page.locator('main form button'))
  assert.match(await citizen.text(), /Sama persis.*Bukti catatan terlampir/)
  for (const other of [Buffer.concat([receipt, Buffer.from('\n')]), receipt.subarray(0, -1), changed(receipt, receipt.length - 40)]) {
    await citizen.fill({ evidence: pdf(other) })
    await citizen.press(citizen.page.locator('main form button'))
    assert.match(await citizen.text(), /berbeda dengan surat yang kami keluarkan/)
  }
  await citizen.leave()
})
