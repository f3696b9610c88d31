// The servers of a site behind HAProxy: a rolling restart under load fails no request, a long upload among them; a server
// that is killed (-9) while uploads run loses nothing that was acknowledged; who guesses is counted once for all servers.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { Ledger } from './ledger.mjs'
import { ClusterOffice } from './office.mjs'
import { pause, Site } from './site.mjs'

let site, office
const acknowledged = [] // of all tests

before(async () => {
  site = await Site.open()
  office = await ClusterOffice.open(site)
})
after(() => site.forget())

/** An upload that takes its time, over a connection of its own; the status line of its answer. */
function slowUpload(seconds) {
  const { hostname, port } = new URL(site.base)
  const open = '--xx\r\nContent-Disposition: form-data; name="file"; filename="bukti.txt"\r\n\r\n', close = '\r\n--xx--\r\n'
  const piece = 'baris bukti\n'.repeat(5_000), pieces = seconds * 10
  return new Promise((answered, failed) => {
    const socket = connect(Number(port), hostname)
    let said = ''
    socket.on('data', (more) => (said += more)).on('error', failed)
    socket.on('close', () => answered(said.split('\r\n')[0] || 'closed without an answer'))
    const length = open.length + pieces * piece.length + close.length
    socket.write(
      `POST /api/v1/files HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${office.tokens.loket}\r\nConnection: close\r\n` +
        `Content-Type: multipart/form-data; boundary=xx\r\nContent-Length: ${length}\r\n\r\n${open}`,
    )
    const trickle = async () => {
      for (let i = 0; i < pieces && !socket.destroyed; ++i) {
        socket.write(piece)
        await pause(100)
      }
      socket.write(close)
    }
    trickle()
  })
}

/** Runs `act` over and over until told to stop; what went wrong is kept. */
class Load {
  counts = {}
  failures = []
  #stopping = false
  #running = []
  add(name, act) {
    const loop = async () => {
      while (!this.#stopping) {
        try {
          await act()
          this.counts[name] = (this.counts[name] ?? 0) + 1
        } catch (error) {
          this.failures.push(`${name}: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`)
        }
      }
    }
    this.#running.push(loop())
  }
  async stop() {
    this.#stopping = true
    await Promise.all(this.#running)
  }
}

test('a rolling restart under load fails no request', async () => {
  const load = new Load()
  const submit = async () => {
    const item = office.make()
    acknowledged.push({ item, receipt: await office.send(item) })
  }
  await submit()
  const page = async (path) => {
    const answer = await fetch(site.base + path, { redirect: 'manual' })
    assert.equal(answer.status, 200, path)
    await answer.arrayBuffer()
  }
  for (let i = 0; i < 3; ++i) load.add('submissions', submit)
  load.add('public pages', () => page('/'))
  load.add('staff pages', () => page('/masuk'))
  load.add('staff lists', () => office.json('/cases?limit=50', 'loket'))
  load.add('cases read', () => office.json(`/cases/${acknowledged.at(-1).receipt.case}`, 'loket'))
  for (let i = 0; i < 2; ++i) load.add('long uploads', async () => assert.match(await slowUpload(8), /^HTTP\/1\.1 201 /))
  await pause(1000)
  await site.local('restart')
  await pause(1000)
  await load.stop()
  assert.deepEqual(load.failures, [])
  for (const [name, count] of Object.entries(load.counts)) assert.ok(count > 0, name)
  console.log(`# restart of both servers: ${Object.entries(load.counts).map(([name, count]) => `${count} ${name}`).join(', ')}; 0 failed`)
  await office.check(acknowledged, 0, [])
})

test('whoever guesses a PIN at all servers at once is counted at one', async () => {
  // Asked for a server by its cookie, and by paths that read alike. Five failures are free, the sixth brings the first wait.
  const paths = ['complaints', '%63omplaints'], servers = ['app1', 'app2']
  const guess = (n) =>
    fetch(`${site.base}/api/v1/${paths[(n >> 1) % 2]}/ABCDE12345`, {
      headers: { 'X-Complaint-PIN': '000000', cookie: `dumas_server=${servers[n % 2]}` },
    })
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => guess(n)))
  const wrong = answers.filter(({ status }) => status === 404).length
  assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [404, 429])
  assert.ok(wrong <= 7, `${wrong} guesses were judged`) // one more if all this took a second
})

test('a server killed while uploads run loses nothing acknowledged', async () => {
  const ledger = new Ledger(office.send, () => office.make(400_000))
  for (const name of ['app1', 'app2']) {
    ledger.start(6)
    await ledger.nextAcknowledged()
    await pause(500)
    await site.local('kill', name)
    await ledger.nextAcknowledged()
    await site.local('start', name)
    await site.local('up')
    await ledger.nextAcknowledged()
    await ledger.stop()
  }
  const before = acknowledged.length
  acknowledged.push(...ledger.entries)
  await office.check(acknowledged, before, [])
  console.log(`# killed both servers, one after the other: ${ledger.entries.length} acknowledged, ${ledger.refused} refused, ${ledger.unanswered} unanswered, 0 lost`)
})
