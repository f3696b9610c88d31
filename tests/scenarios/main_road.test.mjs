// Acceptance scenarios of the main road: S1 offline, S2 online after hours, S3 over a long holiday. The clock is fixed by
// restarting the office on each of its days; every scenario ends with `dumas verify`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { members, Office } from '../support/office.mjs'
import { attend, complaint, meeting, online, registration, receive, states, walk } from '../support/procedure.mjs'

test('S1: a complaint at the counter goes through the ten rows in five days, none late', async () => {
  const office = await Office.open({ clock: '2026-11-30T09:00:00+07:00' })
  const { case: id } = await receive(office)
  await walk(office, id, 'DISPOSED')

  await office.at('2026-12-01T09:00:00+07:00')
  const plenary = await meeting(office, '2026-12-02', null)
  await walk(office, id, 'PLENARY_SCHEDULED', { meeting: plenary.id })

  await office.at('2026-12-02T10:00:00+07:00')
  await attend(office, plenary.id)
  await walk(office, id, 'ANSWER_READY')

  await office.at('2026-12-03T09:00:00+07:00')
  await walk(office, id, 'FOLLOW_UP_REPORTED')

  await office.at('2026-12-04T09:00:00+07:00')
  await walk(office, id, 'CLOSED')

  const seen = await office.as('auditor').read(`/cases/${id}`)
  assert.equal(seen.status, 'CLOSED')
  assert.equal(seen.late_steps, 0)
  assert.deepEqual(seen.tasks, [])
  assert.deepEqual(seen.steps.map((row) => row.step), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  for (const row of seen.steps) {
    assert.ok(row.done && row.actor.name && row.due, `row ${row.step} has time, actor and day`)
    assert.equal(row.days_late, 0, `row ${row.step}`)
    assert.equal(row.overdue, false)
  }
  assert.deepEqual(
    seen.steps.map((row) => row.due.slice(5)),
    ['11-30', '11-30', '11-30', '12-01', '12-01', '12-02', '12-02', '12-03', '12-03', '12-04'],
  )
  const papers = new Set(seen.documents.map((paper) => paper.type))
  for (const type of ['COMPLAINT_FORM', 'REGISTER_ENTRY', 'COMPLAINT_RECEIPT', 'DISPOSITION', 'ANALYSIS', 'REVIEW_NOTE', 'PLENARY_MINUTES',
    'ANSWER_LETTER', 'DELIVERY_PROOF', 'RECEIPT', 'ACTIVITY_MEMO', 'MEETING_NOTES', 'CLOSING_NOTE'])
    assert.ok(papers.has(type), `the file holds ${type}`)

  const register = await office.as('loket').read('/register?year=2026')
  assert.deepEqual(register.cases.map((row) => [row.register_no, row.answer_no]), [['0001/DUMAS/2026', '1/HM.02-SD/3571/2026']])
  const events = (await office.as('auditor').read(`/cases/${id}/events`)).events
  assert.equal(events.find((event) => event.type === 'minutes.drafted').data.number, '1/HM.02-BA/3571/2026')
  assert.equal(events.find((event) => event.type === 'followup.reported').data.number, '1/HM.02-ND/3571/2026')
  assert.equal((await office.as('ketua').read(`/meetings/${plenary.id}`)).present.length, members.length)
  await office.close()
})

test('S2: a web form on a Saturday evening gives code and PIN at once; day 1 is the Monday of its registration', async () => {
  const office = await Office.open({ clock: '2026-12-26T21:00:00+07:00' })
  const sent = await office.citizen.submit(online)
  assert.equal(sent.status, 201)
  const { tracking_code: code, pin, case: id, next } = sent.body
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{10}$/)
  assert.match(pin, /^\d{6}$/)
  assert.deepEqual(next, { registered_by: '2026-12-28', answer_by: '2026-12-31', closed_by: '2027-01-04' })
  const before = await office.citizen.read(`/complaints/${code}`, { 'X-Complaint-PIN': pin })
  assert.equal(before.status, 'received')
  assert.equal(before.day, 0)

  await office.at('2026-12-28T08:10:00+07:00')
  assert.equal((await office.as('daring').read('/work')).cases[0].id, id)
  await office.as('daring').does(id, 'register', registration)
  const seen = await office.as('daring').read(`/cases/${id}`)
  assert.equal(seen.day_one, '2026-12-28')
  assert.equal(seen.case_due, '2027-01-04')
  assert.equal(seen.answer_due, '2026-12-31')
  assert.equal(seen.days_waited, 0)

  const form = seen.documents.find((paper) => paper.type === 'COMPLAINT_FORM')
  const { content } = await office.as('daring').read(`/cases/${id}/documents/${form.id}`)
  for (const field of ['subject', 'story', 'place', 'occurred', 'disclosure', 'channel'])
    assert.equal(content[field], online[field], `the copy says what was typed: ${field}`)

  const after = await office.citizen.read(`/complaints/${code.toLowerCase()}`, { 'X-Complaint-PIN': pin })
  assert.equal(after.register_no, '0001/DUMAS/2026')
  assert.deepEqual([after.day, after.days, after.promised, after.last_day, after.late], [1, 5, '2026-12-31', '2027-01-04', false])
  await office.close()
})

test('S3: Nyepi and Lebaran do not count, and no alarm goes off between', async () => {
  const office = await Office.open({ clock: '2026-03-17T09:00:00+07:00', sweep: 1 })
  const { case: id } = await receive(office)
  await walk(office, id, 'DISPOSED')
  const due = (await office.as('unit').read(`/cases/${id}`)).steps.map((row) => row.due)
  assert.deepEqual([due[3], due[9]], ['2026-03-25', '2026-03-30'])
  for (const day of ['18', '20', '24']) {
    await office.at(`2026-03-${day}T17:00:00+07:00`)
    await new Promise((rested) => setTimeout(rested, 1600))
    const seen = await office.as('unit').read(`/cases/${id}`)
    assert.deepEqual(seen.steps.filter((row) => row.overdue), [], `on 2026-03-${day}`)
    assert.deepEqual((await office.as('unit').read('/cases?late=true')).cases, [], `on 2026-03-${day}`)
  }
  const { events } = await office.as('unit').read(`/cases/${id}/events`)
  assert.deepEqual(events.filter((event) => event.type === 'step.overdue'), [])
  await office.close()
})

test('the citizen follows the whole road in his own words and reads his answer', async () => {
  const office = await Office.open()
  const sent = await office.citizen.submit(online)
  const { case: id, tracking_code: code, pin } = sent.body
  const plenary = await meeting(office, '2026-11-30')
  const seen = []
  for (const state of states.slice(1)) {
    await walk(office, id, state, { meeting: plenary.id })
    const view = await office.citizen.read(`/complaints/${code}`, { 'X-Complaint-PIN': pin })
    seen.push(view.status)
    const shown = JSON.stringify(view)
    for (const secret of ['Wahyu', 'Endah', 'Bagus', 'ditelaah', 'sependapat', 'Telaah lengkap']) assert.ok(!shown.includes(secret), `${secret} at ${state}`)
    assert.equal(view.answer !== null, states.indexOf(state) >= states.indexOf('ANSWERED'), `answer at ${state}`)
    assert.equal(view.open, state !== 'CLOSED')
  }
  assert.deepEqual([...new Set(seen)], ['received', 'process', 'answered', 'closed'])
  const view = await office.citizen.read(`/complaints/${code}`, { 'X-Complaint-PIN': pin, 'Accept-Language': 'en' })
  assert.equal(view.answer.decision, 'Data Anda diperbaiki.')
  assert.equal(view.answer.number, '1/HM.02-SD/3571/2026')
  assert.ok(view.events.every((event) => event.text && !event.text.startsWith('[')), 'each event has its sentence')
  await office.close()
})

test('a message goes each way, with a file', async () => {
  const office = await Office.open()
  const { case: id, tracking_code: code, pin } = await receive(office, complaint)
  const form = new FormData()
  form.append('message', JSON.stringify({ text: 'Ini bukti tambahan.' }))
  form.append('evidence', new Blob(['bukti\n']), 'bukti.txt')
  const told = await office.citizen.post(`/complaints/${code}/messages`, form, { 'X-Complaint-PIN': pin })
  assert.equal(told.status, 201, JSON.stringify(told.body))
  assert.equal((await office.as('unit').read(`/cases/${id}`)).new_messages, 1)
  await office.as('unit').does(id, 'send_message', { text: 'Terima kasih, sudah kami terima.' })
  const view = await office.citizen.read(`/complaints/${code}`, { 'X-Complaint-PIN': pin })
  assert.deepEqual(view.messages.map((m) => [m.by_reporter, m.text]), [[true, 'Ini bukti tambahan.'], [false, 'Terima kasih, sudah kami terima.']])
  assert.deepEqual(view.files, ['bukti.txt'])
  const { files } = await office.as('unit').read(`/cases/${id}`)
  const download = await office.as('unit').get(`/cases/${id}/files/${files[0].id}`)
  assert.equal(download.body.toString(), 'bukti\n')
  assert.match(download.headers.get('content-disposition'), /^attachment/)
  assert.equal((await office.as('admin').get(`/cases/${id}/files/${files[0].id}`)).status, 404)
  await office.close()
})
