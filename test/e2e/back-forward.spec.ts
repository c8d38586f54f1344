import { expect, test } from '@playwright/test'
import { chromium } from '../../scripts/chromium.mjs'
import { servePage, type ServedPage } from './serve.js'
import { logSteps, openTab, readSteps, stepsOf, storePage } from './store-tab.js'

declare global {
  var heard: string[]
  /** Whether the page came back from the cache, and not from the network. */
  var isBack: boolean
}

// Playwright turns the cache off, which people's browsers have on.
test.use({ launchOptions: { ...chromium(), ignoreDefaultArgs: ['--disable-back-forward-cache'] } })

let served: ServedPage

test.beforeAll(async () => {
  served = await servePage(storePage)
})

test.afterAll(async () => {
  await served.close()
})

test('a page that comes back from the back/forward cache catches up, and logs on', async ({ context }) => {
  const [tab, other] = [await openTab(context, served.url), await openTab(context, served.url)]
  await tab.evaluate(() => {
    globalThis.heard = []
    globalThis.store.subscribe({ sessionId: 'session' }, ({ stepId }) => void globalThis.heard.push(stepId))
    globalThis.addEventListener('pageshow', ({ persisted }) => (globalThis.isBack = persisted))
  })
  await logSteps(tab, 'a', 2)
  await tab.goto(`${served.url}sandboxed.html`)
  await logSteps(other, 'b-covered', 5)
  await other.evaluate(() => globalThis.store.checkpoint())
  await logSteps(other, 'c-beyond', 5)

  // A page from the cache does not load.
  await tab.goBack({ waitUntil: 'commit' })
  await expect.poll(() => tab.evaluate(() => globalThis.isBack)).toBe(true)
  const all = [...stepsOf('a', 2), ...stepsOf('b-covered', 5), ...stepsOf('c-beyond', 5)]
  await expect.poll(() => tab.evaluate(() => globalThis.heard)).toEqual(all)
  await logSteps(tab, 'd', 1)
  await logSteps(other, 'e', 1)
  await expect.poll(() => tab.evaluate(() => globalThis.heard)).toEqual([...all, 'd-0', 'e-0'])
  expect(await readSteps(tab)).toEqual([...all, 'd-0', 'e-0'])
})

test('a page whose replica is in a worker comes back with it, also where the worker has written an image', async ({
  context,
}) => {
  const page = await servePage(new URL('./worker-page.ts', import.meta.url))
  const [tab, other] = [await context.newPage(), await context.newPage()]
  for (const each of [tab, other]) {
    await each.goto(page.url)
    await each.evaluate(() => globalThis.openWithWorker())
  }
  await tab.evaluate(() => globalThis.addEventListener('pageshow', (event) => (globalThis.isBack = event.persisted)))
  await logSteps(tab, 'before', 2)
  await tab.evaluate(() => globalThis.store.checkpoint())
  await tab.goto(`${page.url}sandboxed.html`)
  await logSteps(other, 'meanwhile', 2)
  await tab.goBack({ waitUntil: 'commit' })
  await expect.poll(() => tab.evaluate(() => globalThis.isBack)).toBe(true)
  expect(await readSteps(tab)).toEqual([...stepsOf('before', 2), ...stepsOf('meanwhile', 2)])
  await page.close()
})

test('what a page logs as it goes into the cache is kept at once, for others to read', async ({ context }) => {
  const [tab, other] = [await openTab(context, served.url), await openTab(context, served.url)]
  await tab.evaluate(() => {
    const input = { sessionId: 'session', stepId: 'goodbye', toolName: 'tool', riskLevel: 'safe' } as const
    globalThis.addEventListener('pagehide', () => void globalThis.store.log(input), { capture: true })
    globalThis.addEventListener('pageshow', ({ persisted }) => (globalThis.isBack = persisted))
  })
  await logSteps(tab, 'before', 2)
  await tab.goto(`${served.url}sandboxed.html`)
  await expect.poll(() => readSteps(other)).toContain('goodbye')
  // Word of this reaches every channel that is open, and a page in the cache that gets a message is thrown out of it.
  await logSteps(other, 'message', 1)
  await tab.goBack({ waitUntil: 'commit' })
  await expect.poll(() => tab.evaluate(() => globalThis.isBack)).toBe(true)
})
