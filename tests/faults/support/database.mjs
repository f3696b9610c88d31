// What a database file says, seen from outside the program (Debian's sqlite3): its rows as text, and whose rows they are.
import { spawnSync } from 'node:child_process'

const sqlite = (file, command) => spawnSync('sqlite3', ['-readonly', file, command], { encoding: 'utf8', maxBuffer: 1 << 28 })

/** Every row as a line of SQL. A malformed page leaves lines out; sqlite3's remark about it stands before the next row. */
export const rowsOf = (file) => new Set(sqlite(file, '.dump').stdout.replace(/^\/\*{6}.*\n/gm, '').split(/;\n/))

/** The first column of a query, as text. */
export const ask = (file, query) => sqlite(file, query).stdout.trim()

/** Changes a row behind the back of an index, as a bit that falls over in the table's page does. */
export function changeBehind(file, index, change) {
  const run = (command) => {
    const { stderr } = spawnSync('sqlite3', [file, command], { encoding: 'utf8' })
    if (stderr) throw new Error(`${command}: ${stderr}`)
  }
  const where = `FROM sqlite_schema WHERE name = '${index}'`
  const row = ask(file, `SELECT quote(type) || ',' || quote(name) || ',' || quote(tbl_name) || ',' || rootpage || ',' || quote(sql) ${where}`)
  if (!row) throw new Error(`no index ${index}`)
  run(`PRAGMA writable_schema = ON; DELETE ${where}`)
  run(change)
  run(`PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES (${row})`)
}

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

// The search index counts, in the structure record of FTS5 (its row 10), the pages it wrote, to know when to tidy them up:
// four bytes of cookie, then the numbers of levels, of segments, and that one (fts5_index.c, fts5StructureWrite).
const written = /^(INSERT INTO case_search_data VALUES\(10,X'[0-9a-f]{8}(?:[89a-f].)*[0-7].(?:[89a-f].)*[0-7].)(?:[89a-f].)*[0-7]./

/** Lines that differ, without counters that no page shows: of row ids, where one that ran ahead leaves out numbers that
 * nobody sees, and of what the search index has written. */
export function differing(before, after) {
  const plain = (rows) => new Set([...rows].map((row) => row.replace(written, '$1')).filter((row) => !/^INSERT INTO sqlite_sequence VALUES/.test(row)))
  const [old, now] = [plain(before), plain(after)]
  return [...old].filter((row) => !now.has(row)).concat([...now].filter((row) => !old.has(row)))
}
