// Acceptance scenarios of the guards: S4 both leaders and a Plh., S5 required documents, S6 quorum, S12 a late row.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { analysis, attend, disposition, meeting, memo, minutes, receive, review, walk } from '../support/procedure.mjs'

async function refusals(office) {
  const { entries } = await office.as('auditor').read('/audit?kind=REFUSED&limit=500')
  return entries.map((entry) => entry.code)
}

test('S4: the sheet waits for both leaders; a Plh. Ketua counts on his day and is written down as such', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  await walk(office, id, 'SUBMITTED')
  await office.as('sekretaris').does(id, 'note_disposition', disposition)
  const waiting = await office.as('sekretaris').read(`/cases/${id}`)
  assert.equal(waiting.status, 'SUBMITTED')
  assert.deepEqual(waiting.tasks, [{ command: 'note_disposition', roles: ['CHAIR'] }])
  assert.deepEqual(waiting.holders, ['CHAIR'])
  await office.as('anggota1').isRefused('NOT_FOUND', id, 'note_disposition', disposition)

  const today = { role: 'CHAIR', user: 'anggota1', capacity: 'PLH', from: '2026-11-30', to: '2026-11-30', basis: 'Surat Perintah Nomor 12/2026' }
  const named = await office.as('ketua').post('/delegations', today)
  assert.equal(named.status, 201, JSON.stringify(named.body))
  assert.equal((await office.as('ketua').post('/delegations', today)).status, 409)
  assert.deepEqual((await office.as('anggota1').read('/me')).hats, [
    { role: 'COMMISSIONER', capacity: 'OWN' },
    { role: 'CHAIR', capacity: 'PLH' },
  ])
  const noted = await office.as('anggota1').does(id, 'note_disposition', disposition)
  assert.equal(noted.status, 'DISPOSED')
  const seen = await office.as('anggota1').read(`/cases/${id}`)
  const note = seen.documents.filter((paper) => paper.type === 'DISPOSITION_NOTE').at(-1)
  const { content } = await office.as('ketua').read(`/cases/${id}/documents/${note.id}`)
  assert.deepEqual([content.leader, content.capacity], ['CHAIR', 'PLH'])
  assert.equal(seen.steps[2].actor.capacity, 'PLH')

  await office.at('2026-12-01T09:00:00+07:00')
  assert.equal((await office.as('anggota1').get(`/cases/${id}`)).status, 404, 'his day is over')
  await office.close()
})

test('S5: nothing goes on without the paper its row requires, and each refusal is in the security log', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const plenary = await meeting(office, '2026-11-30', null)
  await walk(office, id, 'PLENARY_SCHEDULED', { meeting: plenary.id })
  const { version } = await office.as('auditor').read(`/cases/${id}`)
  const early = await office.as('unit').isRefused('WRONG_STATE', id, 'deliver_answer', { channel: 'PORTAL' })
  assert.equal(early.status, 409)
  const unsigned = await office.as('sekretaris').isRefused('MISSING_DOC:PLENARY_MINUTES', id, 'record_decision')
  assert.equal(unsigned.status, 422)
  assert.ok(!unsigned.message.startsWith('['), unsigned.message)
  assert.equal((await office.as('auditor').read(`/cases/${id}`)).version, version, 'nothing changed')

  await attend(office, plenary.id)
  await walk(office, id, 'ANSWER_READY')
  await office.as('unit').does(id, 'deliver_answer', { channel: 'POST', proof: 'Resi 123' })
  const before = await office.as('auditor').read(`/cases/${id}`)
  const followUp = { kind: 'DIALOGUE', date: '2026-12-01', place: 'Kantor', participants: ['Pelapor'] }
  await office.as('unit').isRefused('MISSING_DOC:RECEIPT', id, 'start_follow_up', followUp)
  assert.equal((await office.as('auditor').read(`/cases/${id}`)).version, before.version)
  await office.as('loket').does(id, 'record_receipt', { received_by: 'Sari Utami', proof: 'Resi kembali' })
  await office.as('unit').does(id, 'start_follow_up', followUp)

  const logged = await refusals(office)
  for (const code of ['deliver_answer WRONG_STATE', 'record_decision MISSING_DOC:PLENARY_MINUTES', 'start_follow_up MISSING_DOC:RECEIPT'])
    assert.ok(logged.includes(code), `${code} in ${logged}`)
  await office.close()
})

test('S6: three of five are no quorum, a new meeting is offered; four with three in favour decide', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const thin = await meeting(office, '2026-11-30', ['ketua', 'anggota1', 'anggota2'])
  await walk(office, id, 'PLENARY_SCHEDULED', { meeting: thin.id })
  await office.as('sekretaris').isRefused('NO_QUORUM', id, 'draft_minutes', { ...minutes, in_favour: 3 })
  const refused = await office.as('sekretaris').isRefused('NO_QUORUM', id, 'record_decision')
  assert.equal(refused.status, 422)
  const { commands } = await office.as('sekretaris').read(`/cases/${id}`)
  assert.ok(commands.some((c) => c.command === 'postpone_plenary'), 'postponing is offered')

  const full = await meeting(office, '2026-11-30', ['ketua', 'anggota1', 'anggota2', 'anggota3'])
  await office.as('sekretaris').isRefused('REASON_REQUIRED', id, 'postpone_plenary', { meeting: full.id })
  await office.as('sekretaris').does(id, 'postpone_plenary', { reason: 'Kuorum tidak tercapai.', meeting: full.id })
  await office.as('sekretaris').isRefused('NO_QUORUM', id, 'draft_minutes', { ...minutes, in_favour: 2, against: 2 })
  await office.as('sekretaris').isRefused('INVALID_INPUT', id, 'draft_minutes', { ...minutes, in_favour: 5 })
  await office.as('sekretaris').does(id, 'draft_minutes', { ...minutes, in_favour: 3, against: 1 })
  await office.as('ketua').does(id, 'confirm_minutes')
  assert.equal((await office.as('sekretaris').does(id, 'record_decision')).status, 'DECIDED')
  const { events } = await office.as('auditor').read(`/cases/${id}/events`)
  assert.equal(events.find((event) => event.type === 'minutes.drafted').data.present.length, 4, 'four signature blocks')
  await office.close()
})

test('S12: a row past its closing time is told once, stays to be done, and the case explains itself at the end', async () => {
  const office = await Office.open({ clock: '2026-11-30T09:00:00+07:00', sweep: 1 })
  const { case: id } = await receive(office)
  await walk(office, id, 'UNDER_ANALYSIS')
  await office.at('2026-12-01T15:58:00+07:00')
  await new Promise((rested) => setTimeout(rested, 1600))
  const overdue = async () => (await office.as('auditor').read(`/cases/${id}/events`)).events.filter((e) => e.type === 'step.overdue')
  assert.deepEqual(await overdue(), [], 'not before closing time')
  for (const time of ['01T16:01', '02T09:00']) {
    await office.at(`2026-12-${time}:00+07:00`)
    await new Promise((rested) => setTimeout(rested, 2500))
    const told = (await overdue()).filter((event) => event.data.step === 4)
    assert.equal(told.length, 1, `told once by ${time}`)
  }
  const late = await office.as('unit').read(`/cases/${id}`)
  assert.equal(late.steps[3].overdue, true)
  assert.deepEqual((await office.as('unit').read('/cases?late=true')).cases.map((row) => row.id), [id])

  await office.at('2026-12-03T09:00:00+07:00')
  await office.as('unit').does(id, 'report_analysis', analysis)
  const done = await office.as('unit').read(`/cases/${id}`)
  assert.equal(done.steps[3].days_late, 2)
  assert.ok(done.late_steps >= 1)

  await office.at('2026-12-07T09:00:00+07:00')
  const plenary = await meeting(office, '2026-12-07')
  await walk(office, id, 'FOLLOW_UP_REPORTED', { meeting: plenary.id })
  const asked = await office.as('sekretaris').isRefused('REASON_REQUIRED', id, 'accept_report', {})
  assert.equal(asked.field, 'late_reason')
  await office.as('sekretaris').does(id, 'accept_report', { late_reason: 'Bukti menyusul.' })
  assert.equal((await office.as('auditor').read(`/cases/${id}`)).days_late, 1)
  await office.close()
})

test('a case may be sent back at every point where the SOP lets it, and goes on afterwards', async () => {
  const office = await Office.open()
  const { case: id } = await receive(office)
  const plenary = await meeting(office, '2026-11-30')
  await walk(office, id, 'UNDER_ANALYSIS')
  await office.as('unit').does(id, 'ask_legal_opinion', { question: 'Apakah data boleh diubah?' })
  await office.as('unit').isRefused('MISSING_DOC:LEGAL_OPINION', id, 'report_analysis', analysis)
  await office.as('hukum').does(id, 'attach_legal_opinion', { opinion: 'Boleh.' })
  await walk(office, id, 'ANALYSED')
  await office.as('ketua').isRefused('REASON_REQUIRED', id, 'return_analysis', {})
  await office.as('ketua').does(id, 'return_analysis', { reason: 'Dasar hukum kurang.' })
  await walk(office, id, 'ANALYSED')
  await office.as('ketua').does(id, 'schedule_plenary', { ...review, meeting: plenary.id })
  await office.as('sekretaris').does(id, 'schedule_plenary', review)
  await walk(office, id, 'DECIDED')
  await walk(office, id, 'ANSWER_READY')
  await walk(office, id, 'FOLLOW_UP_REPORTED')
  await office.as('sekretaris').does(id, 'return_report', { reason: 'Hasil belum jelas.' })
  const again = await office.as('unit').does(id, 'report_follow_up', memo)
  assert.equal(again.number, '1/HM.02-ND/3571/2026', 'a returned report keeps its number')
  await walk(office, id, 'CLOSED')
  await office.close()
})
