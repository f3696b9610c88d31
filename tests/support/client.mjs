// A caller of the API. Every JSON answer is held against the description before the scenario sees it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { faultsOf } from './schema.mjs'

const closedWhileIdle = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

export class Client {
  static askedAgain = 0

  constructor(office, token) {
    this.office = office
    this.token = token
  }

  /** {status, body, headers} of one request; `body` is an object (sent as JSON), text, or FormData. */
  async send(method, path, body, headers = {}) {
    const sent = { ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}), ...headers }
    const raw = body === undefined || typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array
    if (body !== undefined && !(body instanceof FormData)) sent['Content-Type'] ??= 'application/json'
    const answer = await this.#ask(this.office.base + path, { method, headers: sent, body: raw ? body : JSON.stringify(body) }).catch((error) => {
      throw new Error(`${method} ${path}: no answer (${error.cause?.code ?? error.cause ?? error}); ${this.office.state}`, { cause: error })
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = answer.headers.get('content-type') === 'application/json'
    const received = { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(bytes.toString()) : bytes }
    if (isJson) this.#hold(method, path, received)
    return received
  }

  /** A connection that rested may be closed just as a question leaves on it. As in every browser, a GET is then asked once
   * more (RFC 9110, 9.2.2); it is counted, so that a long run can say how often. */
  async #ask(url, options) {
    try {
      return await fetch(url, options)
    } catch (error) {
      if (options.method !== 'GET' || !closedWhileIdle.has(error.cause?.code) || !this.office.isRunning) throw error
      ++Client.askedAgain
      return fetch(url, options)
    }
  }

  get = (path, headers) => this.send('GET', path, undefined, headers)
  post = (path, body, headers) => this.send('POST', path, body, headers)

  /** GET that must succeed; the body. */
  async read(path, headers) {
    const answer = await this.get(path, headers)
    assert.equal(answer.status, 200, `GET ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** A command that must succeed; its receipt. */
  async does(caseId, command, fields = {}, more = {}) {
    const answer = await this.tries(caseId, command, fields, more)
    assert.equal(answer.status, 200, `${command}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  tries(caseId, command, fields = {}, more = {}) {
    const { headers, ...envelope } = more
    return this.post(`/cases/${caseId}/commands`, { command, fields, ...envelope }, headers)
  }

  /** A command that must be refused with this code; the error. */
  async isRefused(code, caseId, command, fields = {}, more = {}) {
    const answer = await this.tries(caseId, command, fields, more)
    assert.equal(answer.body.error?.code, code, `${command}: ${JSON.stringify(answer.body)}`)
    return { status: answer.status, ...answer.body.error }
  }

  submit(complaint, headers = {}) {
    return this.post('/complaints', complaint, { 'Idempotency-Key': randomUUID(), ...headers })
  }

  /** Keeps a file; its id, for a command's evidence. */
  async file(bytes = picture, name = 'tanda-terima.png') {
    const form = new FormData()
    form.append('file', new Blob([bytes]), name)
    const answer = await this.post('/files', form)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body.id
  }

  #hold(method, path, { status, body }) {
    const described = operationOf(this.office.description, method, path)
    if (!described) return assert.ok(status === 404 || status === 405, `${method} ${path} is not described`)
    const response = described.responses[status] ?? described.responses.default
    const schema = response.content?.['application/json']?.schema
    if (schema) assert.deepEqual(faultsOf(this.office.description, schema, body), [], `${method} ${path} ${status}`)
  }
}

/** A PNG of one pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function operationOf(description, method, path) {
  const parts = path.split('?')[0].split('/')
  let best
  for (const [pattern, methods] of Object.entries(description?.paths ?? {})) {
    const wanted = pattern.split('/')
    const fits = wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
    if (fits && methods[method.toLowerCase()] && (!best || !pattern.includes('{'))) best = methods[method.toLowerCase()]
  }
  return best
}
