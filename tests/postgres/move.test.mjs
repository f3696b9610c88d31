// An office that has outgrown its machine moves to PostgreSQL and back: the sample office with all its cases, each page as
// it was before. Issue 4, 1.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dumas, Office, program } from '../support/office.mjs'
import { database } from '../support/postgres.mjs'
import { signIn, siteOf } from '../support/session.mjs'

const now = '2026-11-30T09:00:00+07:00'
const pages = {
  ketua: ['/kerja', '/kasus', '/kasus?q=pemilih', '/kasus?q=data+pemilih', '/kasus?status=CLOSED', '/kasus?late=1', '/rapat', '/rekap', '/delegasi'],
  unit1: ['/kerja', '/kasus', '/register', '/register?bulan=11', '/surat-keluar'],
  hukum: ['/kerja', '/kasus'],
  admin: ['/admin/pengguna', '/admin/surat'],
  auditor: ['/audit', '/kasus'], // whose log grows with each of our visits
}

function office(data) {
  return Object.assign(new Office(), { data, tokens: {}, sweep: 3600 })
}

// What differs at every request is taken out: form tokens and keys.
const steady = (html) => html.replace(/name="(csrf|idempotency)" value="[^"]*"/g, '')

async function everyPage(data) {
  const server = office(data)
  await server.start(now)
  const seen = {}
  for (const [login, paths] of Object.entries(pages)) {
    const cookie = await signIn(server, login, 'dumas-contoh-2026')
    const queue = [...paths]
    for (const path of queue) {
      const answer = await fetch(siteOf(server) + path, { headers: { cookie }, redirect: 'manual' })
      const html = await answer.text()
      assert.equal(answer.status, 200, `${login} ${path}`)
      if (path !== '/audit') seen[`${login} ${path}`] = steady(html)
      // From the lists on to each case and meeting, once.
      if (queue.length < 60)
        for (const [, link] of html.matchAll(/href="(\/(?:kasus|rapat)\/[0-9a-z]{13})"/gi)) if (!queue.includes(link)) queue.push(link)
    }
  }
  await server.stop()
  return seen
}

const headIn = (said) => said.match(/^head ([0-9a-f]{64})$/m)[1]

test('the sample office moves to PostgreSQL and back, and every page stays as it was', async () => {
  const data = mkdtempSync(join(tmpdir(), 'dumas-moves-'))
  dumas(['demo', '--data', data, '--clock', now])
  const before = await everyPage(data)
  assert.ok(Object.keys(before).length > 60)
  const head = headIn(dumas(['verify', '--data', data]))

  const { address } = await database()
  assert.equal(headIn(dumas(['move', '--from', `sqlite:${join(data, 'dumas.db')}`, '--to', address])), head)
  writeFileSync(join(data, 'dumas.toml'), `database = "${address}"\n`)
  const said = dumas(['verify', '--data', data])
  assert.match(said, /everything is as it was written/)
  assert.equal(headIn(said), head)
  const after = await everyPage(data)
  for (const [page, html] of Object.entries(before)) assert.equal(after[page], html, page)

  dumas(['rebuild', '--data', data])
  assert.match(dumas(['verify', '--data', data]), /everything is as it was written/)

  rmSync(join(data, 'dumas.toml'))
  rmSync(join(data, 'dumas.db'))
  dumas(['move', '--from', address, '--to', `sqlite:${join(data, 'dumas.db')}`])
  assert.match(dumas(['verify', '--data', data]), /everything is as it was written/)
  const back = await everyPage(data)
  for (const [page, html] of Object.entries(before)) assert.equal(back[page], html, page)
  rmSync(data, { recursive: true })
})

test('an office in use does not move, and none moves into another', async () => {
  const data = mkdtempSync(join(tmpdir(), 'dumas-moves-'))
  const refused = (from, to) => {
    const done = spawnSync(program, ['move', '--from', from, '--to', to], { encoding: 'utf8' })
    assert.equal(done.status, 1, done.stdout)
    return done.stderr
  }
  dumas(['user', 'list', '--data', data])
  const file = `sqlite:${join(data, 'dumas.db')}`
  const server = office(data)
  await server.start(now)
  const [empty, other] = [await database(), await database()]
  assert.match(refused(file, empty.address), /in use/)
  await server.stop()
  dumas(['move', '--from', file, '--to', empty.address])
  assert.match(refused(file, empty.address), /holds data already/)

  writeFileSync(join(data, 'dumas.toml'), `database = "${empty.address}"\n`)
  await server.start(now)
  assert.match(refused(empty.address, other.address), /in use/)
  await server.stop()
  rmSync(data, { recursive: true })
})
