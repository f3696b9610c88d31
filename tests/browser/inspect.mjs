// What every page must hold, whoever sees it: axe finds nothing at both widths, one heading of the first rank, a title, the
// right language, no sideways scroll at 320 px, no status broken in a word, no sentence missing from the catalogue.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const widths = [1280, 360]
export const narrowest = 320

/** Words of a status that stand on two lines; runs in the page. */
function brokenWords() {
  const broken = new Set()
  for (const status of document.querySelectorAll('.status')) {
    const node = status.firstChild
    if (node?.nodeType !== Node.TEXT_NODE) continue
    for (const { 0: word, index } of node.data.matchAll(/[^\s-]+/g)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.add(word)
    }
  }
  return [...broken]
}

/** Faults of the page that stands open, one sentence each. The context must allow scripts. */
export async function faultsOf(page, language) {
  const where = `${new URL(page.url()).pathname}${new URL(page.url()).search} (${language})`
  const faults = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
    const violations = await page.evaluate(async (values) => {
      const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`)
    }, tags)
    faults.push(...violations.map((violation) => `${where} at ${width}: ${violation}`))
    for (const word of await page.evaluate(brokenWords)) faults.push(`${where} at ${width}: the status breaks in the middle of '${word}'`)
  }
  await page.setViewportSize({ width: narrowest, height: 700 })
  const seen = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    language: document.documentElement.lang,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    widest: [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest('.table-scroll, .govuk-visually-hidden')).slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
    missing: document.documentElement.outerHTML.match(/\[%?[a-z_]+(\.[A-Za-z0-9_]+)+\]|\{\{|\[\[/g),
  }))
  if (seen.headings !== 1) faults.push(`${where}: ${seen.headings} headings of the first rank`)
  if (!/\S.* – Dumas/.test(seen.title)) faults.push(`${where}: the title is '${seen.title}'`)
  if (seen.language !== language) faults.push(`${where}: the page says it is in '${seen.language}'`)
  if (seen.wide) faults.push(`${where}: wider than ${narrowest} px: ${seen.widest.join(' ')}`)
  if (seen.missing) faults.push(`${where}: a sentence is missing: ${[...new Set(seen.missing)]}`)
  return faults
}
