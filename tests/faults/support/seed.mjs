// Chance that can be repeated: DUMAS_SEED, printed at the start of each part. What the machine's own timing decides (where
// exactly a kill strikes) is not in its hand; what is sent, changed and flipped is.
export const seed = Number(process.env.DUMAS_SEED ?? Math.floor(Math.random() * 2 ** 31))
console.log(`# DUMAS_SEED=${seed}`)

/** A number of a part's long form; `otherwise` is the short form. */
export const rounds = (otherwise) => Number(process.env.DUMAS_FAULTS_N || otherwise)

/** mulberry32: small, and the same everywhere. */
export class Chance {
  constructor(stream = 0) {
    this.state = (seed + stream * 0x9e3779b9) >>> 0
  }

  /** 0 <= x < 1 */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  below = (limit) => Math.floor(this.next() * limit)
  percent = (share) => this.next() * 100 < share
  pick = (list) => list[this.below(list.length)]
  bytes = (count) => Buffer.from(Array.from({ length: count }, () => this.below(256)))
  key = () => this.bytes(16).toString('hex')
}
