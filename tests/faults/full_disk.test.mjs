// The disk is full, then freed. While it is full the citizen is told that nothing is stored yet and has everything typed
// before him, an API client gets DISK_FULL, and reading goes on; once there is room it works again, without a restart.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { cookiesOf, siteOf } from '../support/session.mjs'
import { Ledger, newComplaint, newMessage } from './support/ledger.mjs'
import { Faults } from './support/preload.mjs'
import { Room } from './support/room.mjs'
import { Chance } from './support/seed.mjs'

const megabytes = 48

/** A citizen's browser at the report: one form, its cookie, its token. */
class Browser {
  constructor(site) {
    this.site = site
  }

  async open(path) {
    const answer = await fetch(this.site + path, { headers: { cookie: this.cookie ?? '' }, redirect: 'manual' })
    this.cookie ??= cookiesOf(answer)
    const text = await answer.text()
    this.csrf = text.match(/name="csrf" value="([^"]+)"/)?.[1] ?? this.csrf
    return { status: answer.status, text }
  }

  async send(path, fields) {
    const body = new URLSearchParams({ csrf: this.csrf, ...fields })
    const answer = await fetch(this.site + path, { method: 'POST', body, headers: { cookie: this.cookie }, redirect: 'manual' })
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
  }
}

test('the disk is full and freed again', async () => {
  const chance = new Chance(4)
  const faults = new Faults()
  const room = new Room(faults, megabytes)
  const office = await Office.open({ clock: null, env: faults.env, data: room.data })
  const ledger = new Ledger()
  for (let sent = 0; sent < 5; ++sent) await ledger.send(office, newComplaint(chance, { files: sent % 2 }))
  const browser = new Browser(siteOf(office))
  assert.equal((await browser.open('/lapor/kejadian')).status, 200)

  for (let times = 1; times <= 3; ++times) {
    room.fill()
    const typed = { subject: `Penuh ${times}`, story: `Kalimat pertama ${times}.\nKalimat kedua yang panjang, ${chance.key()}.` }
    const refused = await browser.send('/lapor/kejadian', typed)
    assert.equal(refused.status, 507)
    assert.match(refused.text, /penuh, sehingga/)
    assert.ok(refused.text.includes(typed.subject) && typed.story.split('\n').every((line) => refused.text.includes(line)), 'everything typed is still there')

    for (const sending of [newComplaint(chance), newComplaint(chance, { files: 1 }), newMessage(chance, ledger.entries[0])]) {
      const answer = await ledger.send(office, sending)
      assert.equal(answer.status, 507, JSON.stringify(answer.body))
      assert.equal(answer.body.error.code, 'DISK_FULL')
    }
    const registered = await ledger.register(office, ledger.entries[times])
    assert.equal(registered.status, 507)

    await ledger.check(office)
    assert.equal((await fetch(siteOf(office) + '/')).status, 200, 'pages are read')
    assert.equal(office.process.exitCode, null, 'the server goes on')

    room.free()
    const kept = await browser.send('/lapor/kejadian', typed)
    assert.equal(kept.status, 303, kept.text)
    assert.equal(kept.location, '/lapor/rincian')
    assert.ok((await browser.open('/lapor/kejadian')).text.includes(typed.subject))
    assert.equal(await ledger.sendAgain(office), 3)
    assert.equal((await ledger.register(office, ledger.entries[times])).status, 200)
  }
  await ledger.check(office)
  await ledger.checkWhole(office)
  assert.match(await office.close(), /everything is as it was written/)
  console.log(`# filled three times, by ${room.how}; ${ledger.counted}`)
})
