import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from 'playwright'
import { OwnBrowser } from './own-browser.js'
import { Tab } from './tab.js'
import { tally, type Tally } from './tally.js'

/** How many tabs write at once, and for how long something is left to happen, in milliseconds. */
export interface Round {
  readonly tabs: number
  readonly duration: number
}

/** The database of every round; each has an origin or a profile of its own. */
const database = 'agent_audit'

/**
 * Tabs append at once while one of them writes image after image and one more has not read since before. In the end all
 * of them and a new replica have to agree.
 */
export async function writeInTabs(context: BrowserContext, url: string, { tabs, duration }: Round): Promise<Tally> {
  const sleeper = await Tab.open(context, url, database)
  const writers = await openTabs(context, url, tabs)
  await startWriting(writers)
  await sleep(duration)
  await Promise.all(writers.map((tab) => tab.stop()))
  const found = await sleeper.frames()
  for (const tab of [sleeper, ...writers]) compare(found, await tab.pull())
  return tally(acknowledgedBy(writers), found)
}

function compare(found: readonly string[], seen: readonly string[]): void {
  if (JSON.stringify(found.toSorted()) === JSON.stringify(seen.toSorted())) return
  throw new Error(`A tab that was open before has ${seen.length} frames, a new replica ${found.length}`)
}

/** The tab that writes images crashes in the middle of it; the others go on, and one of them takes over. */
export async function crashTab(context: BrowserContext, url: string, { tabs, duration }: Round): Promise<Tally> {
  const writers = await openTabs(context, url, tabs)
  await startWriting(writers)
  await sleep(duration)
  const [compactor, ...others] = writers
  await compactor?.crash()
  await others[0]?.compact()
  await sleep(duration / 2)
  await Promise.all(others.map((tab) => tab.stop()))
  const reader = await Tab.open(context, url, database)
  return tally(acknowledgedBy(writers), await reader.frames())
}

/**
 * The whole browser is killed while tabs write, and started again on the same profile. The site was visited before: Chromium
 * notes which sites have data some seconds after the first visit, and at its next start may throw away the data of one that it
 * did not get to note (the folder of the database is made anew "since it was missing", says its log).
 */
export async function killBrowser(url: string, { tabs, duration }: Round): Promise<Tally> {
  const profile = await mkdtemp(join(tmpdir(), 'tallystick-profile-'))
  try {
    await visit(profile, url)
    const acknowledged = await inOwnBrowser(profile, async (context) => {
      const writers = await openTabs(context, url, tabs)
      await startWriting(writers)
      await sleep(duration)
      return () => acknowledgedBy(writers)
    })
    const found = await inOwnBrowser(profile, async (context) => {
      const frames = await (await Tab.open(context, url, database)).frames()
      return () => frames
    })
    return tally(acknowledged, found)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Opens the database once, and leaves in an orderly way. */
async function visit(profile: string, url: string): Promise<void> {
  const own = await OwnBrowser.start(profile)
  try {
    const [context] = own.browser.contexts()
    if (!context) throw new Error('The browser has no window')
    await Tab.open(context, url, database)
    await own.quit()
  } finally {
    await own.kill()
  }
}

/** Runs `body` in a browser on this profile, kills the browser, and gives what `body`'s answer has to say after that. */
async function inOwnBrowser<T>(profile: string, body: (context: BrowserContext) => Promise<() => T>): Promise<T> {
  const own = await OwnBrowser.start(profile)
  try {
    const [context] = own.browser.contexts()
    if (!context) throw new Error('The browser has no window')
    const answer = await body(context)
    await own.kill()
    return answer()
  } finally {
    await own.kill()
  }
}

function openTabs(context: BrowserContext, url: string, count: number): Promise<Tab[]> {
  return Promise.all(Array.from({ length: count }, () => Tab.open(context, url, database)))
}

/** Every tab appends, one caller in some and many in others; the first writes images too. */
async function startWriting(tabs: readonly Tab[]): Promise<void> {
  await Promise.all(tabs.map((tab, index) => tab.append(`tab ${index}`, index % 2 === 0 ? 1 : 16)))
  await tabs[0]?.compact()
}

function acknowledgedBy(tabs: readonly Tab[]): string[] {
  return tabs.flatMap((tab) => tab.acknowledged)
}
