// The main road of the SOP, row by row, with fictional texts: what the scenarios have in common. Each function is one row
// or half of one, done by its own actor; `walk` goes on until a state is reached.
import assert from 'node:assert/strict'
import { members } from './office.mjs'

export const complaint = {
  channel: 'COUNTER',
  subject: 'Nama masih terdaftar di kelurahan lama',
  story: 'Saya pindah ke Kelurahan Bandar Lor sejak Januari.\nDi cek DPT nama saya masih di Kelurahan Tosaren. Mohon diperbaiki.',
  place: 'Kelurahan Bandar Lor',
  occurred: 'sejak Januari',
  disclosure: 'NAMED',
  name: 'Sari Utami',
  identity_number: '3571000000000001',
  address: 'Jalan Melati 5, Kediri',
  phone: '081200001234',
  read_back: true,
}
export const online = { ...complaint, channel: 'WEB', read_back: undefined }
export const registration = { subject: 'Data pemilih belum pindah', category: 'VOTER_DATA', urgency: 'ORDINARY', secrecy: 'LIMITED' }
export const disposition = { instructions: ['STUDY', 'PREPARE_ANSWER'], targets: ['COMPLAINT_UNIT'], note: 'Mohon ditelaah.' }
export const analysis = {
  subject: 'Perbaikan data pemilih',
  facts: 'Pelapor pindah alamat sejak Januari.',
  legal_basis: 'UU 7/2017',
  authority: 'OWN',
  analysis: 'Data dapat diperbaiki pada pemutakhiran berkelanjutan.',
  options: ['Memperbaiki data', 'Meminta bukti tambahan'],
  recommendation: 'Memperbaiki data.',
}
export const review = { review_note: 'Telaah lengkap, dibahas dalam pleno.' }
export const minutes = {
  points: ['Alamat pelapor sudah pindah'],
  discussion: 'Semua anggota sependapat.',
  resolution: 'ANSWER',
  decision: ['Data pelapor diperbaiki'],
}
export const answer = {
  findings: ['Alamat pelapor sudah pindah'],
  legal_basis: ['UU 7/2017'],
  decision: 'Data Anda diperbaiki.',
  next_steps: 'Periksa kembali dalam tujuh hari.',
  signatory: 'SECRETARY',
}
export const memo = { no_event_reason: 'Jawaban tertulis sudah cukup.', results: 'Data sudah diperbaiki.', recommendation: 'Perkara ditutup.' }

export async function receive(office, fields = {}) {
  const sent = await office.as('loket').submit({ ...complaint, ...fields })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return sent.body
}

export async function meeting(office, date, present = members) {
  const called = await office
    .as('sekretaris')
    .post('/meetings', { mode: 'SPECIAL', openness: 'CLOSED', date, time: '09:00', place: 'Ruang rapat' })
  assert.equal(called.status, 201, JSON.stringify(called.body))
  if (present) await attend(office, called.body.id, present)
  return called.body
}

export async function attend(office, id, present = members) {
  const recorded = await office
    .as('sekretaris')
    .post(`/meetings/${id}/commands`, { command: 'record_attendance', fields: { present } })
  assert.equal(recorded.status, 200, JSON.stringify(recorded.body))
  return recorded.body
}

/** From each state the commands that lead to the next one; `given` holds what the scenario has chosen. */
const road = {
  RECEIVED: (o, id) => o.as('loket').does(id, 'register', registration),
  REGISTERED: (o, id) => o.as('loket').does(id, 'submit_to_leadership'),
  SUBMITTED: async (o, id) => {
    await o.as('sekretaris').does(id, 'note_disposition', disposition)
    await o.as('ketua').does(id, 'note_disposition', disposition)
  },
  DISPOSED: (o, id) => o.as('unit').does(id, 'accept_disposition'),
  UNDER_ANALYSIS: (o, id) => o.as('unit').does(id, 'report_analysis', analysis),
  ANALYSED: async (o, id, given) => {
    await o.as('sekretaris').does(id, 'schedule_plenary', { ...review, meeting: given.meeting })
    await o.as('ketua').does(id, 'schedule_plenary', review)
  },
  PLENARY_SCHEDULED: async (o, id, given) => {
    await o.as('sekretaris').does(id, 'draft_minutes', { ...minutes, in_favour: given.present ?? members.length })
    await o.as('ketua').does(id, 'confirm_minutes')
    await o.as('sekretaris').does(id, 'record_decision')
  },
  DECIDED: async (o, id, given) => {
    const signatory = given.signatory ?? 'SECRETARY'
    await o.as('unit').does(id, 'draft_answer', { ...answer, signatory })
    await o.as('kasubbag').does(id, 'initial_answer')
    if (!given.unsigned) await o.as(signatory === 'CHAIR' ? 'ketua' : 'sekretaris').does(id, 'sign_answer')
  },
  ANSWER_READY: async (o, id) => {
    const evidence = [await o.as('loket').file()]
    await o.as('loket').does(id, 'deliver_answer', { channel: 'COUNTER', received_by: 'Sari Utami', relation: 'pelapor', evidence })
  },
  ANSWERED: (o, id) => o.as('unit').does(id, 'report_follow_up', memo),
  FOLLOW_UP_REPORTED: (o, id) => o.as('sekretaris').does(id, 'accept_report', { note: 'Diterima.' }),
}
export const states = [...Object.keys(road), 'CLOSED']

/** Goes on until the case stands in `until`. */
export async function walk(office, id, until, given = {}) {
  for (;;) {
    const { status } = await office.as('auditor').read(`/cases/${id}`)
    if (status === until) return
    assert.ok(road[status] && states.indexOf(status) < states.indexOf(until), `no road from ${status} to ${until}`)
    await road[status](office, id, given)
  }
}
