// The API's own promises: one case for one sending, nobody overwrites, roles at each request, secrets kept, bad input
// refused with a sentence, and a description that is valid and whole.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { dumas, Office, staff } from '../support/office.mjs'
import { complaint, disposition, meeting, online, receive, registration, states, walk } from '../support/procedure.mjs'

test('the same sending twenty times at once is one case with one receipt', async () => {
  const office = await Office.open()
  const key = { 'Idempotency-Key': randomUUID() }
  const sent = await Promise.all(Array.from({ length: 20 }, () => office.citizen.submit(online, key)))
  for (const answer of sent) assert.equal(answer.status, 201)
  assert.equal(new Set(sent.map((answer) => JSON.stringify(answer.body))).size, 1)
  assert.equal(sent.filter((answer) => answer.headers.get('idempotent-replayed') === 'true').length, 19)
  assert.equal((await office.as('auditor').read('/cases')).cases.length, 1)

  const other = await office.citizen.submit({ ...online, story: 'Isi lain.' }, key)
  assert.equal(other.status, 409)
  assert.equal(other.body.error.code, 'IDEMPOTENCY_MISMATCH')
  assert.ok(!JSON.stringify(other.body).includes(sent[0].body.pin), 'the first receipt is not given away')
  for (const bad of [{}, { 'Idempotency-Key': 'short' }, { 'Idempotency-Key': 'a b'.repeat(10) }]) {
    const answer = await office.citizen.post('/complaints', online, bad)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.error.code, 'IDEMPOTENCY_KEY')
  }
  assert.equal((await office.as('auditor').read('/cases')).cases.length, 1)
  await office.close()
})

test('a sending with files may be repeated whole', async () => {
  const office = await Office.open()
  const send = (text, name = 'catatan.txt') => {
    const form = new FormData()
    form.append('complaint', JSON.stringify(online))
    form.append('evidence', new Blob([text]), name)
    return office.citizen.post('/complaints', form, key)
  }
  const key = { 'Idempotency-Key': randomUUID() }
  const first = await send('bukti\n'), again = await send('bukti\n'), other = await send('lain\n')
  assert.equal(first.status, 201, JSON.stringify(first.body))
  assert.equal(again.status, 201, JSON.stringify(again.body))
  assert.deepEqual(again.body, first.body)
  assert.equal(other.status, 409)
  for (const name of ['../../etc/passwd', 'surat\u202Efdp.exe', 'gambar.png']) {
    const refused = await send('bukti\n', name)
    assert.equal(refused.status, 422, name)
    assert.equal(refused.body.error.field, 'evidence', name)
  }
  assert.equal((await send('', 'kosong.txt')).body.error.field, 'evidence')
  const { files } = await office.as('auditor').read(`/cases/${first.body.case}`)
  assert.deepEqual(files.map((file) => file.name), ['catatan.txt'])
  await office.close()
})

test('two officers on one case: the second is told, nothing is overwritten', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const { version } = await office.as('loket').read(`/cases/${id}`)
  const both = await Promise.all(['loket', 'daring'].map((who) => office.as(who).tries(id, 'register', registration, { expected_version: version })))
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
  assert.equal(both.find((answer) => answer.status === 409).body.error.code, 'VERSION_CONFLICT')
  assert.equal((await office.as('loket').read(`/cases/${id}`)).version, version + 1)
  await office.close()
})

test('a role taken away is gone at the next request', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  await walk(office, id, 'SUBMITTED')
  const plh = { role: 'CHAIR', user: 'anggota2', capacity: 'PLH', from: '2026-11-30', to: '2026-12-01', basis: 'SP 1/2026' }
  const { id: delegation } = (await office.as('ketua').post('/delegations', plh)).body
  assert.equal((await office.as('anggota2').get(`/cases/${id}`)).status, 200)
  assert.equal((await office.as('ketua').send('DELETE', `/delegations/${delegation}`)).status, 204)
  assert.equal((await office.as('anggota2').get(`/cases/${id}`)).status, 404)
  await office.as('anggota2').isRefused('NOT_FOUND', id, 'note_disposition', disposition)

  assert.equal((await office.as('unit2').get(`/cases/${id}`)).status, 200)
  dumas(['user', 'disable', 'unit2', '--data', office.data])
  assert.equal((await office.as('unit2').get(`/cases/${id}`)).status, 401)
  await office.close()
})

test('tokens: none, damaged, of another scheme', async () => {
  const office = await Office.open()
  for (const header of [{}, { Authorization: 'Bearer dms_wrong' }, { Authorization: 'Basic abc' }, { Authorization: 'Bearer ' + office.tokens.unit + 'x' }]) {
    const answer = await office.citizen.get('/cases', header)
    assert.equal(answer.status, 401)
    assert.match(answer.headers.get('www-authenticate'), /^Bearer/)
    assert.equal(answer.body.error.code, 'UNAUTHENTICATED')
  }
  await office.close()
})

test('an administrator reads no case, an auditor changes nothing', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const document = (await office.as('auditor').read(`/cases/${id}`)).documents[0].id
  for (const path of ['/cases', '/work', `/cases/${id}`, `/cases/${id}/documents/${document}`, `/cases/${id}/events`, '/register', '/meetings', '/users', '/audit'])
    assert.equal((await office.as('admin').get(path)).status, 404, path)
  assert.equal((await office.as('admin').tries(id, 'register', registration)).status, 404)
  assert.equal((await office.as('auditor').tries(id, 'register', registration)).status, 403)
  assert.equal((await office.as('auditor').submit(complaint)).status, 403)
  assert.equal((await office.as('auditor').post('/meetings', {})).status, 404)
  assert.equal((await office.as('auditor').read(`/cases/${id}`)).version, 1)
  await office.close()
})

test('the complainant stays masked until an officer asks with a reason, which is logged', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const { documents } = await office.as('unit').read(`/cases/${id}`)
  const path = `/cases/${id}/documents/${documents.find((paper) => paper.type === 'REPORTER').id}`
  const masked = await office.as('unit').read(path)
  assert.equal(masked.masked, true)
  for (const secret of ['Sari', 'Utami', '3571000000000001', '081200001234', 'Melati']) assert.ok(!JSON.stringify(masked).includes(secret), secret)
  assert.equal((await office.as('unit').get(`${path}?reveal=true`)).body.error.code, 'REASON_REQUIRED')
  assert.equal((await office.as('auditor').get(`${path}?reveal=true`, { 'X-Reveal-Reason': 'ingin tahu' })).status, 403)
  const shown = await office.as('unit').read(`${path}?reveal=true`, { 'X-Reveal-Reason': 'Menulis surat jawaban' })
  assert.equal(shown.content.name, 'Sari Utami')
  const { entries } = await office.as('auditor').read('/audit?kind=REVEALED')
  assert.deepEqual(entries.map((entry) => [entry.case, entry.code, entry.reason]), [[id, 'REPORTER', 'Menulis surat jawaban']])
  await office.close()
})

test('a wrong code and a wrong PIN are one answer; a guesser waits, the owner elsewhere does not', async () => {
  const office = await Office.open()
  const { tracking_code: code, pin } = await receive(office)
  const wrong = pin === '000000' ? '000001' : '000000'
  const answers = [
    await office.citizen.get(`/complaints/${code}`, { 'X-Complaint-PIN': wrong }),
    await office.citizen.get('/complaints/ZZZZZZZZZZ', { 'X-Complaint-PIN': pin }),
    await office.citizen.get(`/complaints/${code}`),
  ]
  for (const answer of answers) {
    assert.equal(answer.status, 404)
    assert.deepEqual(answer.body, answers[0].body)
  }
  let last
  for (let i = 0; i < 12 && last?.status !== 429; ++i) last = await office.citizen.get(`/complaints/${code}`, { 'X-Complaint-PIN': wrong })
  assert.equal(last.status, 429)
  assert.ok(Number(last.headers.get('retry-after')) >= 1)
  assert.equal(last.body.error.code, 'TRY_LATER')
  await office.close()
})

test('bad bodies are refused with a sentence and change nothing', async () => {
  const office = await Office.open()
  const key = () => ({ 'Idempotency-Key': randomUUID() })
  const post = (body, headers = {}) => office.citizen.post('/complaints', body, { ...key(), ...headers })
  const malformed = ['', '{', '[]', 'null', '{"subject":"\\ud800"}', '{"a":'.repeat(50_000), Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])]
  for (const body of malformed) {
    const answer = await post(body)
    assert.equal(answer.status, 400, String(body).slice(0, 40))
    assert.equal(answer.body.error.code, 'MALFORMED_JSON')
  }
  assert.equal((await post('{}', { 'Content-Type': 'text/plain' })).status, 415)
  const big = await post('{"story":"' + 'x'.repeat(1024 * 1024) + '"}').catch(() => ({ status: 413, body: { error: { code: 'TOO_LARGE' } } }))
  assert.equal(big.status, 413)
  assert.equal(big.body.error.code, 'TOO_LARGE')
  const faulty = await post({ ...online, subject: '', disclosure: 'SOMETIMES', story: 'a\u0000b', colour: 'red' }, { 'Accept-Language': 'en' })
  assert.equal(faulty.status, 422)
  const faults = [faulty.body.error, ...faulty.body.error.others]
  assert.deepEqual(faults.map((f) => f.field).sort(), ['colour', 'disclosure', 'story', 'subject'])
  for (const fault of faults) assert.ok(fault.message && !fault.message.startsWith('['), JSON.stringify(fault))
  for (const name of ['A', 'Sukarno', 'x'.repeat(120), "Drs. Nur'aini, M.Si", '<script>alert(1)</script>', '😀 Wayan']) {
    const answer = await post({ ...online, name })
    assert.equal(answer.status, 201, name)
  }
  assert.equal((await office.citizen.get('/nothing')).body.error.code, 'NOT_FOUND')
  const wrongMethod = await office.citizen.send('PUT', '/complaints', {})
  assert.equal(wrongMethod.status, 405)
  assert.match(wrongMethod.headers.get('allow'), /POST/)
  const { case: id } = await receive(office)
  const unit = office.as('loket')
  for (const [envelope, code, field] of [
    [{}, 'INVALID_INPUT', 'command'],
    [{ command: 7 }, 'INVALID_INPUT', 'command'],
    [{ command: 'burn' }, 'UNKNOWN_COMMAND', 'command'],
    [{ command: 'register', fields: [] }, 'INVALID_INPUT', 'fields'],
    [{ command: 'register', fields: registration, as: 'KING' }, 'INVALID_INPUT', 'as'],
    [{ command: 'register', fields: registration, as: 'CHAIR' }, 'WRONG_ROLE', 'as'],
    [{ command: 'register', fields: registration, expected_version: '1' }, 'INVALID_INPUT', 'expected_version'],
    [{ command: 'register', fields: { ...registration, evidence: [] } }, 'INVALID_INPUT', 'evidence'],
    [{ command: 'submit_complaint', fields: complaint }, 'WRONG_STATE', null],
    [{ command: 'register', fields: registration, extra: 1 }, 'INVALID_INPUT', 'extra'],
  ]) {
    const answer = await unit.post(`/cases/${id}/commands`, envelope)
    assert.deepEqual([answer.body.error.code, answer.body.error.field], [code, field], JSON.stringify(envelope))
  }
  for (const path of ['/cases/1', '/cases/0000000000000', '/cases/zzzzzzzzzzzzz', `/cases/${id}/documents/0000000000001`])
    assert.equal((await unit.get(path)).status, 404, path)
  for (const query of ['status=BAD', 'late=maybe', 'limit=0', 'limit=x', 'before=1', 'category=x'])
    assert.equal((await unit.get(`/cases?${query}`)).status, 422, query)
  assert.equal((await unit.read(`/cases/${id}`)).version, 1)
  await office.close()
})

test('lists: search, filters and pages', async () => {
  const office = await Office.open()
  const ids = []
  for (let i = 0; i < 7; ++i) ids.unshift((await receive(office, { subject: i === 3 ? 'Petugas membentak orang tua' : `Perihal ${i}` })).case)
  const unit = office.as('unit')
  const listed = async (query) => (await unit.read(`/cases?${query}`)).cases.map((row) => row.id)
  assert.deepEqual(await listed(''), ids)
  const first = await unit.read('/cases?limit=3')
  assert.deepEqual(first.cases.map((row) => row.id), ids.slice(0, 3))
  assert.deepEqual(await listed(`limit=10&before=${first.before}`), ids.slice(3))
  assert.deepEqual(await listed('q=membentak'), [ids[3]])
  assert.deepEqual(await listed('q=%22%22'), [])
  await office.as('loket').does(ids[0], 'register', registration)
  assert.deepEqual(await listed('status=REGISTERED'), [ids[0]])
  assert.deepEqual(await listed('category=VOTER_DATA&open=true'), [ids[0]])
  await office.close()
})

test('in every state, every command that is not offered to somebody is refused to him', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const plenary = await meeting(office, '2026-11-30')
  const words = office.description.components.schemas.Command.oneOf.map(({ $ref }) => $ref.replace(/.*command_/, ''))
  assert.equal(words.length, 26)
  let tried = 0
  for (const state of states) {
    await walk(office, id, state, { meeting: plenary.id })
    const { version } = await office.as('auditor').read(`/cases/${id}`)
    for (const login of Object.keys(staff)) {
      const seen = await office.as(login).get(`/cases/${id}`)
      const offered = new Set((seen.body.commands ?? []).map((offer) => offer.command))
      for (const command of words.filter((word) => !offered.has(word))) {
        const answer = await office.as(login).tries(id, command)
        assert.ok([403, 404, 409].includes(answer.status), `${login} ${command} in ${state}: ${answer.status}`)
        ++tried
      }
    }
    assert.equal((await office.as('auditor').read(`/cases/${id}`)).version, version, state)
  }
  assert.ok(tried > 4000, `${tried} tried`)
  await office.close()
})

test('the description is valid OpenAPI and names every path that answers, with an operation id each', async () => {
  const office = await Office.open()
  const { openapi, paths } = office.description
  assert.equal(openapi, '3.1.0')
  const judged = await new Validator().validate(structuredClone(office.description))
  assert.ok(judged.valid, JSON.stringify(judged.errors))
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId))
  assert.equal(new Set(ids).size, ids.length)
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods)) {
      const answer = await office.citizen.send(method.toUpperCase(), path.replace(/\{\w+\}/g, '0000000000001'), method === 'get' || method === 'delete' ? undefined : {})
      assert.notEqual(answer.status, 405, `${method} ${path}`)
      assert.ok(answer.status < 500, `${method} ${path} ${answer.status}`)
    }
  assert.match((await office.as('unit').read('/log/head')).head, /^[0-9a-f]{64}$/)
  await office.close()
})
