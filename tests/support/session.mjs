// A signed-in session on the office's pages without a browser, for suites that only fetch.
import assert from 'node:assert/strict'
import { password } from './office.mjs'

/** The cookies an answer sets, ready to be sent back. Debian's Node 18 has no getSetCookie(). */
export const cookiesOf = (answer) =>
  (answer.headers.get('set-cookie') ?? '').split(/,\s*(?=[\w-]+=)/).map((one) => one.split(';')[0]).filter(Boolean).join('; ')

/** Where the pages of a running office stand; the office's own base is its API. */
export const siteOf = (office) => office.base.replace('/api/v1', '')

const sentTo = (body) => ({ method: 'POST', body: new URLSearchParams(body), redirect: 'manual' })
const tokenIn = async (answer) => (await answer.text()).match(/name="csrf" value="([^"]+)"/)[1]

/** The cookie of a signed-in session. A first password, which has to be replaced, is replaced. */
export async function signIn(office, login, secret = password) {
  const site = siteOf(office)
  const door = await fetch(site + '/masuk')
  const visitor = cookiesOf(door)
  const answer = await fetch(site + '/masuk', { ...sentTo({ csrf: await tokenIn(door), login, password: secret, lanjut: '', draf: '' }), headers: { cookie: visitor } })
  assert.equal(answer.status, 303, `${login} signs in`)
  const cookie = [visitor, cookiesOf(answer)].filter(Boolean).join('; ')
  const first = await fetch(site + '/kerja', { headers: { cookie }, redirect: 'manual' })
  if (first.headers.get('location') !== '/akun') return cookie
  const own = secret + ' baru'
  const csrf = await tokenIn(await fetch(site + '/akun', { headers: { cookie } }))
  const changed = await fetch(site + '/akun/sandi', { ...sentTo({ csrf, current_password: secret, password: own, password_again: own }), headers: { cookie } })
  assert.equal(changed.status, 303, `${login} chooses a password`)
  return [visitor, cookiesOf(changed) || cookiesOf(answer)].filter(Boolean).join('; ') // a new password opens a new session
}
