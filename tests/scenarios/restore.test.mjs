// Backup and restore beside a running server: what stood in the archive is back, what came later is gone, the address
// stays, and the office proves itself. Serves docs/operations.md.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dumas, Office, onPostgres } from '../support/office.mjs'
import { online } from '../support/procedure.mjs'

const track = (office, { tracking_code: code, pin }) =>
  fetch(`${office.base}/complaints/${code}`, { headers: { 'X-Complaint-PIN': pin } })

async function submit(office) {
  const sent = await office.citizen.submit(online, { 'Idempotency-Key': randomUUID() })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  return sent.body
}

test('an office is backed up and restored while it serves', async () => {
  const office = await Office.open()
  const folder = mkdtempSync(join(tmpdir(), 'dumas-archive-'))
  const archive = join(folder, 'office.tar')
  const before = await submit(office)
  dumas(['backup', archive, '--data', office.data])
  const after = await submit(office)
  assert.equal((await track(office, after)).status, 200)

  assert.match(await office.restore(archive), onPostgres ? /Restored into postgresql/ : /running server has changed over/)
  // The server answers again at the same address as soon as it has changed over.
  for (const until = Date.now() + 10_000; ; ) {
    try {
      if ((await fetch(office.base.replace('/api/v1', '/readyz'))).status === 200) break
    } catch {
      assert.ok(Date.now() < until, 'the server did not come back')
    }
    await new Promise((rested) => setTimeout(rested, 50))
  }
  assert.equal((await track(office, before)).status, 200)
  assert.equal((await track(office, after)).status, 404)
  await submit(office)
  await office.close()
  rmSync(folder, { recursive: true })
})
