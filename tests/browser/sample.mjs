// The sample office of `dumas demo` for the suites of this folder, with the addresses of what stands in it.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumas, Office } from '../support/office.mjs'
import { signIn, siteOf } from '../support/session.mjs'

export const sampleClock = '2026-11-30T09:00:00+07:00'
export const samplePassword = readFileSync(new URL('../../demo/staff.toml', import.meta.url), 'utf8').match(/^password = "(.*)"/m)[1]

/** Starts the sample office. `cases` lists {path, subject, number}; `closed` is one with every paper and a file;
 *  `answer` its letter: {href, code, pdf}. */
export async function openDemo({ clock = sampleClock } = {}) {
  const office = new Office()
  office.data = mkdtempSync(join(tmpdir(), 'dumas-sample-'))
  process.on('exit', () => rmSync(office.data, { recursive: true, force: true }))
  dumas(['demo', '--data', office.data, '--clock', clock])
  Object.assign(office, { tokens: {}, sweep: 3600, description: {} })
  await office.start(clock)
  const sample = new Sample(office)
  try {
    await sample.lookAround()
  } catch (error) {
    await office.kill() // nobody else could end it
    throw error
  }
  return sample
}

class Sample {
  constructor(office) {
    this.office = office
    this.cookies = {}
  }

  get site() {
    return siteOf(this.office)
  }

  /** The cookie of a signed-in session. */
  async session(login) {
    return (this.cookies[login] ??= await signIn(this.office, login, samplePassword))
  }

  async read(login, path) {
    const answer = await fetch(this.site + path, { headers: { cookie: await this.session(login) } })
    assert.equal(answer.status, 200, `${login} GET ${path}`)
    return answer.text()
  }

  async lookAround() {
    this.cases = []
    const found = new Set()
    for (let next = '/kasus'; next; ) {
      const list = await this.read('auditor', next)
      for (const [, path, subject, number] of list.matchAll(/href="(\/kasus\/[0-9a-z]+)">([^<]+)<\/a><br><span class="muted">([^<]*)</g)) {
        if (found.has(path)) continue
        found.add(path)
        this.cases.push({ path, subject: subject.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"'), number: number.includes('/DUMAS/') ? number : '' })
      }
      next = list.match(/href="([^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&')
    }
    assert.ok(this.cases.length >= 30, `the sample office has thirty complaints, not ${this.cases.length}`)
    for (const one of this.cases) {
      one.page = await this.read('auditor', one.path)
      one.papers = [...new Set([...one.page.matchAll(/href="(\/kasus\/[^"]+\/dokumen\/[^"]+)"/g)].map(([, href]) => href))]
      one.files = [...one.page.matchAll(/href="(\/kasus\/[^"]+\/berkas\/[^"]+)"/g)].map(([, href]) => href)
    }
    const whole = this.cases.find((one) => one.page.includes('status--closed') && one.files.length > 0) ?? this.cases.find((one) => one.page.includes('status--closed'))
    this.closed = { ...whole, record: whole.papers[0].split('/').pop(), file: (whole.files[0] ?? '/x/1').split('/').pop() }
    this.answer = await this.issued(this.closed.path, 'Surat Jawaban')
    this.meetings = [...new Set([...(await this.read('sekretaris', '/rapat')).matchAll(/href="(\/rapat\/[^"/]+)"/g)].map(([, href]) => href))].filter((href) => href !== '/rapat/baru')
    this.meeting = this.meetings.at(-1)
    this.meetingPapers = []
    for (const meeting of this.meetings) this.meetingPapers.push(...[...(await this.read('sekretaris', meeting)).matchAll(/href="(\/rapat\/[^"]+\/dokumen\/[^"]+)"/g)].map(([, href]) => href))
    this.meetingRecord = this.meetingPapers.find((href) => href.startsWith(this.meeting + '/'))?.split('/').pop() ?? '1'
    this.user = (await this.read('admin', '/admin/pengguna')).match(/href="(\/admin\/pengguna\/\d+)"/)[1]
  }

  /** The official paper of that kind of a case: its page, its code, its PDF below the case. Issues it where that has not happened yet. */
  async issued(casePath, kind) {
    const listed = await this.read('sekretaris', casePath)
    const [, record] = listed.match(new RegExp(`href="(${casePath}/dokumen/[^"]+)">${kind}<`))
    const pdf = (await this.read('sekretaris', record)).match(/href="([^"]+\.pdf)"/)[1]
    const answer = await fetch(this.site + pdf, { headers: { cookie: await this.session('sekretaris') } })
    assert.equal(answer.status, 200, `GET ${pdf}`)
    await answer.arrayBuffer()
    const href = (await this.read('sekretaris', casePath)).match(new RegExp(`href="(/surat/[^"]+)"[^>]*>${kind}`))?.[1]
    assert.ok(href, `${kind} of ${casePath} is issued`)
    const code = (await this.read('sekretaris', href)).match(/href="\/periksa\/([0-9A-Z]+)"/)[1]
    return { href, code, pdf }
  }

  /** Whether this account has met the closed case: the legal division only where it was asked. */
  sees(login) {
    return login !== 'hukum' || /pendapat hukum/i.test(this.closed.page)
  }
}
