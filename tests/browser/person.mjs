// One person at one browser, for the suites of this folder: his own cookies, with or without JavaScript, on a telephone or a
// desk. He notes every fault the browser saw (script errors, blocked content, answers of 500); `leave` fails if there was one.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { Office, password } from '../support/office.mjs'
import { siteOf } from '../support/session.mjs'

let running
/** Debian's Chromium, started once for a test file, with a fresh profile. */
export function chromiumOf() {
  return (running ??= chromium.launch({
    executablePath: process.env.DUMAS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  }))
}

/** For `after`: ends the browser, without which the test file would not end. */
export async function closeChromium() {
  if (running) await (await running).close()
}

/** An office for the test `t`, whose server ends even where the test fails. */
export async function openOffice(t, options) {
  const office = await Office.open(options)
  t.after(() => (office.isRunning ? office.kill() : undefined))
  return office
}

export const phone = { width: 360, height: 740 }
export const desk = { width: 1280, height: 900 }

export class Person {
  static async at(office, { javaScript = true, viewport = desk, login, secret = password } = {}) {
    const person = new Person()
    Object.assign(person, { office, login, secret, faults: [] })
    person.context = await (await chromiumOf()).newContext({ javaScriptEnabled: javaScript, viewport, locale: 'id-ID', reducedMotion: 'reduce' })
    person.context.setDefaultTimeout(15_000)
    person.page = person.watch(await person.context.newPage())
    return person
  }

  /** A second tab of the same person. */
  async tab() {
    return this.watch(await this.context.newPage())
  }

  watch(page) {
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (said) => {
      // A refused form answers 4xx, which Chromium notes as a failed load.
      if (said.type() === 'error' && !/status of 4\d\d/.test(said.text())) this.faults.push(`${page.url()}: ${said.text()}`)
    })
    page.on('response', (answer) => {
      const asset = answer.url().includes('/assets/') && answer.status() >= 400
      if (answer.status() >= 500 || asset) this.faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
    })
    return page
  }

  /** Opens an address of the office, signing in on the way where the door asks for it; the answer of the last request. */
  async go(path) {
    const answer = await this.page.goto(siteOf(this.office) + path)
    if (!this.login || this.path !== '/masuk') return answer
    await this.signIn()
    return this.page.goto(siteOf(this.office) + path)
  }

  /** Fills the door's form; a first password is replaced by his own. */
  async signIn() {
    await this.fill({ login: this.login, password: this.secret })
    await this.send()
    assert.notEqual(this.path, '/masuk', `${this.login} is let in: ${await this.text()}`)
    if (this.path !== '/akun' || !(await this.page.locator('.govuk-warning-text').count())) return
    const own = this.secret + ' baru'
    const form = this.page.locator('form[action="/akun/sandi"]')
    for (const [name, value] of Object.entries({ current_password: this.secret, password: own, password_again: own })) await form.locator(`[name=${name}]`).fill(value)
    await this.press(form.locator('button'))
    this.secret = own
  }

  get path() {
    return new URL(this.page.url()).pathname
  }

  /** What the page says, its space in one. */
  async text(where = 'main') {
    return (await this.page.locator(where).first().innerText()).replace(/\s+/g, ' ').trim()
  }

  /** Fills the fields of the page's form by name: text, a choice by its value, lists of choices, a date as 2026-12-02. */
  async fill(fields, where = 'main') {
    for (const [name, value] of Object.entries(fields)) {
      const dated = this.page.locator(`${where} [name="${name}_hari"]`)
      if (await dated.count()) {
        const [year, month, day] = value.split('-')
        for (const [part, typed] of [['hari', day], ['bulan', month], ['tahun', year]]) await this.page.locator(`${where} [name="${name}_${part}"]`).fill(typed)
        continue
      }
      const field = this.page.locator(`${where} [name="${name}"]:not([type=hidden])`)
      const kind = await field.first().evaluate((element) => (element.tagName === 'SELECT' ? 'select' : element.type))
      if (kind === 'select') await field.selectOption(value)
      else if (kind === 'radio' || kind === 'checkbox') for (const one of [value].flat()) await this.page.locator(`${where} [name="${name}"][value="${one}"]`).check()
      else if (kind === 'file') await field.setInputFiles(value)
      else await field.fill([value].flat().join('\n'))
    }
  }

  /** Sends the page's (last) form and waits for the answer. */
  send(form = 'main form[method=post]:not(:has(button[name=tindakan][value=mulai_baru]))') {
    return this.press(this.page.locator(form).first().locator('button.govuk-button').first())
  }

  async press(button) {
    const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), button.click()])
    return answer
  }

  /** Follows a link or presses a button that answers with a file; its name and bytes. */
  async download(link) {
    const [file] = await Promise.all([this.page.waitForEvent('download', { timeout: 120_000 }), link.click({ noWaitAfter: true })])
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
  }

  async leave() {
    await this.context.close()
    assert.deepEqual(this.faults, [], 'faults the browser saw')
  }
}
