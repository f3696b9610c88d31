// A server that is told to stop behind a proxy: it says so at /readyz, answers on until the proxy has noticed, and finishes
// what it accepted, a long upload among it.
import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Office } from '../support/office.mjs'
import { online } from '../support/procedure.mjs'

const get = (base, path, agent) =>
  new Promise((answered, failed) => {
    request(new URL(path, base), { agent }, (answer) => {
      let body = ''
      answer.on('data', (piece) => (body += piece))
      answer.on('end', () => answered({ status: answer.statusCode, connection: answer.headers.connection, body }))
    }).on('error', failed).end()
  })

/** Opens an upload and sends its first part; `finish` sends the rest and gives the status line of the answer. */
function beginUpload(base, token) {
  const { hostname, port } = new URL(base)
  const head = '--xx\r\nContent-Disposition: form-data; name="file"; filename="bukti.txt"\r\n\r\n'
  const content = 'baris bukti\n'.repeat(20_000), tail = '\r\n--xx--\r\n'
  const socket = connect(Number(port), hostname)
  socket.write(
    `POST /api/v1/files HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: multipart/form-data; boundary=xx\r\nContent-Length: ${head.length + content.length + tail.length}\r\n\r\n` +
      head + content.slice(0, 100_000),
  )
  return {
    finish: () =>
      new Promise((answered, failed) => {
        let said = ''
        socket.on('data', (piece) => (said += piece)).on('end', () => answered(said)).on('error', failed)
        socket.write(content.slice(100_000) + tail)
      }),
  }
}

async function until(condition) {
  while (!(await condition())) await new Promise((rested) => setTimeout(rested, 20))
}

test('a server about to stop says so, serves on, and finishes what it accepted', async () => {
  const office = await Office.open({ serve: ['--drain', '600', '--finish', '600'] })
  const kept = new Agent({ keepAlive: true, maxSockets: 1 })
  assert.equal((await get(office.base, '/readyz')).status, 200)
  assert.notEqual((await get(office.base, '/healthz', kept)).connection, 'close')
  const upload = beginUpload(office.base, office.tokens.loket)

  office.process.kill('SIGTERM')
  await until(async () => (await get(office.base, '/readyz')).status === 503)
  assert.match((await get(office.base, '/readyz')).body, /stopping/)
  const old = await get(office.base, '/healthz', kept)
  assert.deepEqual([old.status, old.connection], [200, 'close'], 'an open connection is answered, and closed politely')
  const fresh = await get(office.base, '/healthz')
  assert.deepEqual([fresh.status, fresh.connection], [200, 'close'], 'a new connection is still accepted')
  assert.equal((await office.citizen.submit(online)).status, 201)

  office.process.kill('SIGTERM') // the waiting is over: the door closes, the upload goes on
  await until(() => get(office.base, '/healthz').then(() => false, (error) => error.code === 'ECONNREFUSED'))
  assert.match(await upload.finish(), /^HTTP\/1\.1 201 /)
  assert.equal((await office.ends()).code, 0)
  await office.close()
})
