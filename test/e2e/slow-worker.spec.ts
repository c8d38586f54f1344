import { expect, type Page, type Route, test } from '@playwright/test'
import { servePage, type ServedPage } from './serve.js'
import { logSteps } from './store-tab.js'

declare global {
  /** What came of the question that was asked first: a count, or an error's words. */
  var answer: Promise<unknown>
}

let served: ServedPage

test.beforeAll(async () => {
  served = await servePage(new URL('./worker-page.ts', import.meta.url), {
    data: { 'other.js': 'onmessage = () => {}' },
  })
})

test.afterAll(async () => {
  await served.close()
})

/** Logs an entry, and asks for the count without waiting for it. */
async function ask(page: Page, script?: string): Promise<void> {
  await page.clock.install()
  await page.goto(served.url)
  await page.evaluate((given) => globalThis.openWithWorker(given), script)
  await logSteps(page, 'a', 1)
  const isStarting = page.waitForRequest(/worker|other/)
  await page.evaluate(() => {
    globalThis.answer = globalThis.store.count().catch((error: unknown) => String(error))
  })
  await isStarting
}

test('a worker that has nothing of Tallystick fails its questions after a minute', async ({ page }) => {
  await ask(page, '/other.js')
  await page.clock.runFor('01:01')
  expect(await page.evaluate(() => globalThis.answer)).toMatch(/not answered for a minute.*tallystick\/worker/)
})

test('a worker that was frozen with its page while it started is waited for', async ({ page }) => {
  const held: Route[] = []
  await page.route(/replica-worker/, (route) => void held.push(route))
  await ask(page)
  await page.clock.fastForward('01:00:00')
  await held[0]?.continue()
  expect(await page.evaluate(() => globalThis.answer)).toBe(1)
})
