// A PostgreSQL of the suites' own (tools/test_postgres.sh), started when the first test asks for a database and ended with
// the test file, however that ends: its starter waits at the other end of a pipe.
import { spawn } from 'node:child_process'
import { dirname, join, resolve as absolute } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const starter = join(absolute(dirname(fileURLToPath(import.meta.url)), '../..'), 'tools/test_postgres.sh')

let server, made = 0
const waiting = []

/** One answer for one line; the process ends without waiting for the server once nothing is asked. */
function ask(line) {
  if (!server) {
    server = spawn(starter, { stdio: ['pipe', 'pipe', 'inherit'] })
    createInterface({ input: server.stdout }).on('line', (answer) => waiting.shift()?.found(answer))
    server.once('exit', (code) => waiting.splice(0).forEach(({ failed }) => failed(new Error(`PostgreSQL ended: ${code}`))))
  }
  for (const handle of [server, server.stdin, server.stdout]) handle.ref()
  return new Promise((found, failed) => {
    waiting.push({ found, failed })
    server.stdin.write(line + '\n')
  }).finally(() => {
    if (waiting.length === 0) for (const handle of [server, server.stdin, server.stdout]) handle.unref()
  })
}

/** The address of a new database, empty or with what `template` (the name of another) holds. */
export async function database({ template = '', name = `office_${++made}` } = {}) {
  return { name, address: await ask(`${name} ${template}`.trim()) }
}

/** At once, as when its machine loses power. */
export const stop = () => ask('stop')
export const start = () => ask('start')
