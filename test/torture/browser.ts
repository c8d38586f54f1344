import { type BrowserContext, chromium as playwright } from 'playwright'
import { chromium } from '../../scripts/chromium.mjs'
import { servePage } from '../e2e/serve.js'
import { crashTab, killBrowser, type Round, writeInTabs } from './browser/scenarios.js'
import { addTallies, type Tally } from './browser/tally.js'

/** The script that the tests' pages run. */
export const pageScript: URL = new URL('./browser/page.ts', import.meta.url)

/**
 * Rounds of tabs that write at once, tabs that crash and browsers that are killed, each at a moment that the seed
 * decides, and what they came to.
 */
export async function tortureBrowser({ rounds, seed }: { rounds: number; seed: number }): Promise<Tally> {
  const random = randomFrom(seed)
  const tallies: Tally[] = []
  for (let index = 0; index < rounds; index += 1) {
    const round = { tabs: random() < 0.5 ? 2 : 4, duration: 100 + random() * 1400 }
    tallies.push(await runRound(index, round))
  }
  return addTallies(tallies)
}

/** Runs one round at an origin of its own, the scenarios in turn. */
async function runRound(index: number, round: Round): Promise<Tally> {
  const page = await servePage(pageScript)
  try {
    if (index % 3 === 0) return await killBrowser(page.url, round)
    return await inBrowser((context) => (index % 3 === 1 ? crashTab : writeInTabs)(context, page.url, round))
  } finally {
    await page.close()
  }
}

async function inBrowser<T>(body: (context: BrowserContext) => Promise<T>): Promise<T> {
  const browser = await playwright.launch(chromium())
  try {
    return await body(await browser.newContext())
  } finally {
    await browser.close()
  }
}

/** Numbers from 0 to below 1 that look random and follow from the seed: mulberry32, which is in the public domain. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
