// Draws the pictures of README.md: starts the sample office at a fixed moment and photographs its pages with Chromium.
//   npm run screenshots        (after bin/test browser or bin/run has built the program and its style)
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { closeChromium, Person, phone } from '../tests/browser/person.mjs'
import { write } from '../tests/browser/procedure.mjs'
import { openDemo, samplePassword } from '../tests/browser/sample.mjs'

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const most = 250_000 // bytes; a picture is fetched by everybody who opens the README
const screen = { width: 1280, height: 860 }

async function picture(person, name) {
  const path = `${folder}${name}.png`
  await person.page.mouse.move(0, 0) // no row lit by the pointer
  await person.page.evaluate(() => (document.activeElement?.blur(), window.scrollTo(0, 0), document.fonts.ready))
  await person.page.screenshot({ path, animations: 'disabled' })
  const { size } = statSync(path)
  if (size > most) throw new Error(`${name}.png has ${size} bytes, more than ${most}`)
  console.log(`${name}.png ${size} bytes`)
}

const on = (sample, login, viewport) => Person.at(sample.office, { login, secret: samplePassword, viewport })

async function pictures(sample) {
  const citizen = await on(sample, undefined, phone)
  await citizen.go('/')
  await picture(citizen, 'home-360')
  await citizen.go('/lapor/kejadian')
  await citizen.fill({ subject: 'Nama saya masih terdaftar di kelurahan lama', story: 'Saya pindah ke Bandar Lor sejak Januari. Ketika saya periksa, nama saya masih di Kelurahan Tosaren.' })
  await picture(citizen, 'report-360')
  await citizen.context.clearCookies()
  await write(citizen)
  await citizen.send()
  const [code, pin] = await citizen.page.locator('.slip__code').allInnerTexts()
  await register(sample)
  await citizen.go('/lacak')
  await citizen.fill({ code, pin })
  await citizen.send()
  await picture(citizen, 'tracking-360')

  const chair = await on(sample, 'ketua', screen)
  await chair.go('/kerja')
  await picture(chair, 'work-1280')
  const running = sample.cases.find((one) => (one.page.match(/board__row--done/g) ?? []).length === 4) ?? sample.closed
  const secretary = await on(sample, 'sekretaris', screen)
  await secretary.go(running.path)
  await picture(secretary, 'case-1280')
  await secretary.go(sample.meetings[0])
  await picture(secretary, 'plenary-1280')
}

/** The desk registers the newest report, so that the tracking page shows its first day. */
async function register(sample) {
  const desk = await on(sample, 'operator')
  await desk.go('/loket')
  const links = desk.page.locator('main td a[href$="/perintah/register"]')
  const texts = await links.allInnerTexts()
  await desk.press(links.nth(Math.max(0, texts.findIndex((text) => text.includes('kelurahan lama')))))
  await desk.fill({ category: 'VOTER_DATA', urgency: 'ORDINARY', secrecy: 'LIMITED' })
  await desk.send()
}

mkdirSync(folder, { recursive: true })
const sample = await openDemo()
try {
  await pictures(sample)
} finally {
  await sample.office.kill()
  await closeChromium()
}
