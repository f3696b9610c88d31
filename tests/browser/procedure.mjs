// The road of the SOP as people walk it on the pages, row by row: what the scenarios in the browser have in common.
import assert from 'node:assert/strict'
import { members } from '../support/office.mjs'
import { analysis, answer, complaint, disposition, memo, minutes, registration, review } from '../support/procedure.mjs'

const { channel, subject, story, place, occurred, disclosure, name, address, phone } = complaint
export const atTheDesk = { channel, subject, story, place, occurred, disclosure, name, phone, address, read_back: 'true' }
export const onTheWeb = {
  '/lapor/kejadian': { subject, story },
  '/lapor/rincian': { place, occurred, wish: 'Data saya diperbaiki sebelum daftar ditetapkan.' },
  '/lapor/bukti': {},
  '/lapor/pelapor': { disclosure, name, phone, email: 'sari@example.org', address },
}

/** A command of a case from its page: the link or the one button that stands there, its form, its notice. */
export async function does(person, casePath, command, fields = {}) {
  await person.go(casePath)
  const link = person.page.locator(`main a[href$="/perintah/${command}"]`).first()
  if (await link.count()) {
    await person.press(link)
    await person.fill(fields)
    if (person.beforeSending) await person.beforeSending(command)
    await person.send()
  } else {
    const button = person.page.locator(`main form[action$="/perintah/${command}"] button`).first()
    assert.ok(await button.count(), `${person.login} finds ${command} on the case's page: ${await person.text()}`)
    await person.press(button)
  }
  assert.match(person.page.url(), new RegExp(`berhasil=${command}`), `${person.login} ${command}: ${await person.text()}`)
  assert.equal(await person.page.locator('.govuk-notification-banner--success').count(), 1)
}

/** Row 1 at the counter: the complaint is written, the slip printed. The case's address, code and PIN. */
export async function receive(loket) {
  await loket.go('/loket')
  await loket.fill(atTheDesk)
  await loket.send('main form[action="/loket"]')
  assert.equal(loket.path, '/loket/terkirim', await loket.text())
  const [code, pin] = await loket.page.locator('.slip__code').allInnerTexts()
  const register = await loket.page.locator('a[href$="/perintah/register"]').getAttribute('href')
  return { path: register.replace('/perintah/register', ''), code, pin }
}

/** The steps of the public form up to the page that shows the answers once more. */
export async function write(citizen, pages = onTheWeb) {
  await citizen.go('/')
  await citizen.press(citizen.page.locator('a.action--main'))
  for (const [path, fields] of Object.entries(pages)) {
    assert.equal(citizen.path, path, await citizen.text())
    await citizen.fill(fields)
    await citizen.send()
  }
  assert.equal(citizen.path, '/lapor/periksa', await citizen.text())
}

/** A plenary is called; its address. */
export async function call(leader, date) {
  await leader.go('/rapat/baru')
  await leader.fill({ mode: 'SPECIAL', openness: 'CLOSED', date, time: '09.30', place: 'Ruang rapat' })
  await leader.send()
  assert.match(leader.path, /^\/rapat\/[^/]+$/, await leader.text())
  return leader.path
}

export async function attend(leader, meetingPath, count = members.length) {
  await leader.go(meetingPath)
  const boxes = leader.page.locator('main input[name=present]')
  assert.equal(await boxes.count(), members.length, 'the members of the plenary are listed')
  for (let i = 0; i < count; ++i) await boxes.nth(i).check()
  await leader.send()
}

/** From each row the commands of its actors; `people` by login. */
export const rows = {
  register: (people, path) => does(people.loket, path, 'register', registration),
  submit: (people, path) => does(people.loket, path, 'submit_to_leadership'),
  dispose: async (people, path) => {
    await does(people.sekretaris, path, 'note_disposition', disposition)
    await does(people.ketua, path, 'note_disposition', disposition)
  },
  analyse: async (people, path) => {
    await does(people.unit, path, 'accept_disposition')
    await does(people.unit, path, 'report_analysis', { ...analysis, opinion_waiver: 'Tidak diperlukan.' })
  },
  schedule: async (people, path, meeting) => {
    await does(people.sekretaris, path, 'schedule_plenary', { ...review, meeting: meeting.split('/').pop() })
    await does(people.ketua, path, 'schedule_plenary', review)
  },
  decide: async (people, path) => {
    await does(people.sekretaris, path, 'draft_minutes', { ...minutes, in_favour: '5', against: '0', abstained: '0' })
    await does(people.ketua, path, 'confirm_minutes')
    await does(people.sekretaris, path, 'record_decision')
  },
  answer: async (people, path) => {
    await does(people.unit, path, 'draft_answer', answer)
    await does(people.kasubbag, path, 'initial_answer')
    await does(people.sekretaris, path, 'sign_answer')
  },
  deliver: (people, path, evidence) => does(people.loket, path, 'deliver_answer', { channel: 'COUNTER', received_by: complaint.name, relation: 'pelapor', ...evidence }),
  followUp: (people, path) => does(people.unit, path, 'report_follow_up', memo),
  accept: (people, path) => does(people.sekretaris, path, 'accept_report', { note: 'Diterima.' }),
}
