// What was acknowledged, kept outside of what is tested. Writers send until they are told to stop; what gets no answer, or a
// refusal that will pass, is sent again under the same key until it is acknowledged, as a careful client does.
import { pause } from './site.mjs'

/** Thrown by a store whose answer was "not now": 503. */
export class Refused extends Error {}

export class Ledger {
  /** `send(item)` gives a receipt, or throws; `make()` gives the next item; a writer rests `rest` ms after each. */
  constructor(send, make, rest = 0) {
    this.send = send
    this.make = make
    this.rest = rest
    this.entries = [] // { item, receipt, begun }
    this.refused = 0 // answered: not now
    this.unanswered = 0 // no answer at all
    this.longest = 0 // ms between two acknowledgements of anybody
    this.#last = Date.now()
  }
  #last
  #stopping = false

  start(writers) {
    this.#stopping = false
    this.#last = Date.now()
    this.running = Array.from({ length: writers }, () => this.#write())
  }

  /** Nothing new is begun; what was begun is acknowledged first. */
  async stop() {
    this.#stopping = true
    await Promise.all(this.running)
  }

  /** The first acknowledgement of something sent after now. */
  async nextAcknowledged() {
    const now = Date.now()
    while (!this.entries.some((entry) => entry.begun >= now)) await pause(20)
    return Date.now() - now
  }

  async #write() {
    while (!this.#stopping) {
      const item = this.make(), begun = Date.now()
      const receipt = await this.#untilAcknowledged(item)
      this.longest = Math.max(this.longest, Date.now() - this.#last)
      this.#last = Date.now()
      this.entries.push({ item, receipt, begun })
      await pause(this.rest)
    }
  }

  async #untilAcknowledged(item) {
    for (;;) {
      try {
        return await this.send(item)
      } catch (error) {
        if (error.name === 'AssertionError') throw error
        if (error instanceof Refused) this.refused += 1
        else this.unanswered += 1
        await pause(200)
      }
    }
  }
}
