import { type BrowserContext, chromium as playwright } from 'playwright'
import { chromium } from '../../scripts/chromium.mjs'
import { servePage } from '../e2e/serve.js'
import { crashTab, killBrowser, type Round, writeInTabs } from './browser/scenarios.js'
import { addTallies, type Tally } from './browser/tally.js'

/** The script of pages that write to a persistence. */
export const pageScript: URL = new URL('./browser/page.ts', import.meta.url)
/** The script of pages that log to a store, and purge. */
export const storePageScript: URL = new URL('./browser/store-page.ts', import.meta.url)

interface Rounds {
  readonly rounds: number
  readonly seed: number
}

/** Rounds of tabs that append to a persistence, and what they came to. */
export function tortureBrowser(rounds: Rounds): Promise<Tally> {
  return torture(pageScript, rounds)
}

/** The same, with tabs that log to a store. */
export function tortureBrowserStore(rounds: Rounds): Promise<Tally> {
  return torture(storePageScript, rounds)
}

/** Rounds of tabs that write at once, tabs that crash and browsers that are killed, each at a moment that the seed decides. */
async function torture(script: URL, { rounds, seed }: Rounds): Promise<Tally> {
  const random = randomFrom(seed)
  const tallies: Tally[] = []
  for (let index = 0; index < rounds; index += 1) {
    const round = { tabs: random() < 0.5 ? 2 : 4, duration: 100 + random() * 1400 }
    tallies.push(await runRound(script, index, round))
  }
  return addTallies(tallies)
}

/** Runs one round at an origin of its own, the scenarios in turn, every other time with purges where pages know of them. */
async function runRound(script: URL, index: number, round: Round): Promise<Tally> {
  const page = await servePage(script)
  const url = index % 2 === 0 ? page.url : `${page.url}?purge`
  try {
    if (index % 3 === 0) return await killBrowser(url, round)
    return await inBrowser((context) => (index % 3 === 1 ? crashTab : writeInTabs)(context, url, round))
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
