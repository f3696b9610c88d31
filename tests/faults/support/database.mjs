// What a database file says, seen from outside the program (Debian's sqlite3): its rows as text, and whose rows they are.
import { spawnSync } from 'node:child_process'

const sqlite = (file, command) => spawnSync('sqlite3', ['-readonly', file, command], { encoding: 'utf8', maxBuffer: 1 << 28 })

/** Every row as a line of SQL. A malformed page leaves lines out; sqlite3's remark about it stands before the next row. */
export const rowsOf = (file) => new Set(sqlite(file, '.dump').stdout.replace(/^\/\*{6}.*\n/gm, '').split(/;\n/))

/** The first column of a query, as text. */
export const ask = (file, query) => sqlite(file, query).stdout.trim()

const digits = '0123456789abcdefghjkmnpqrstvwxyz'
/** A database id as pages and API write it: 13 characters of Crockford's base 32. */
export function idText(number) {
  let text = ''
  for (let left = BigInt(number), place = 0; place < 13; ++place, left >>= 5n) text = digits[Number(left & 31n)] + text
  return text
}

// Where in a row of these tables the stream stands.
const streamIn = {
  events: /^INSERT INTO events VALUES\(\d+,'[^']*','(?:case|meeting|paper)',(\d+),/,
  records: /^INSERT INTO records VALUES\(\d+,'[^']*','(?:case|meeting|paper)',(\d+),/,
  files: /^INSERT INTO files VALUES\(\d+,'[^']*',(\d+),/,
}

/** Ids of the cases, meetings and papers whose rows are in `before` and not in `after`. */
export function touched(before, after) {
  const ids = new Set()
  for (const row of before)
    if (!after.has(row))
      for (const pattern of Object.values(streamIn)) {
        const found = row.match(pattern)
        if (found) ids.add(idText(found[1]))
      }
  return ids
}

/** Lines that differ, without counters of row ids: one that ran ahead leaves out numbers that nobody sees. */
export function differing(before, after) {
  const lines = [...before].filter((row) => !after.has(row)).concat([...after].filter((row) => !before.has(row)))
  return lines.filter((row) => !/^INSERT INTO sqlite_sequence VALUES/.test(row))
}
