import { expect, type Page, test } from '@playwright/test'
import { servePage, type ServedPage } from './serve.js'
import { logSteps, openStore, storePage } from './store-tab.js'

const action = { sessionId: 'session', stepId: 'step', toolName: 'delete', riskLevel: 'critical' } as const

test.describe('a page that only logs', () => {
  let served: ServedPage

  test.beforeEach(async () => {
    served = await servePage(storePage)
  })

  test.afterEach(async () => {
    await served.close()
  })

  /** Everything that the page asks for from now on. */
  function watchNetwork(page: Page): readonly string[] {
    const seen: string[] = []
    page.on('request', (request) => seen.push(new URL(request.url()).pathname))
    return seen
  }

  async function onlyLog(page: Page): Promise<void> {
    await page.goto(served.url)
    await openStore(page)
    await logSteps(page, 'step', 5)
    await page.evaluate(async (input) => {
      const { store } = globalThis
      const { id } = await store.begin(input)
      await store.settle(id, { result: 'done' })
      await store.logMany([input, input])
      store.subscribe({ riskLevel: 'safe' }, () => {})()
      await store.flush()
      await store.close()
    }, action)
  }

  test('loads no WebAssembly, nor when it opens a trail again that has an image', async ({ page }) => {
    const seen = watchNetwork(page)
    await onlyLog(page)
    await onlyLog(page)
    expect(seen.filter((path) => path.endsWith('.wasm'))).toEqual([])

    await openStore(page)
    expect(await page.evaluate(() => globalThis.store.count())).toBe(16)
    expect(seen.filter((path) => path.endsWith('.wasm'))).toEqual(['/sql-wasm.wasm'])
    await page.evaluate(() => globalThis.store.checkpoint())

    const withImage = seen.length
    await onlyLog(page)
    await onlyLog(page)
    expect(seen.slice(withImage).filter((path) => path.endsWith('.wasm'))).toEqual([])
    await openStore(page)
    expect(await page.evaluate(() => globalThis.store.count())).toBe(32)
  })

  test('loads nothing at all behind its own script', async ({ page }) => {
    const seen = watchNetwork(page)
    await page.goto(served.url)
    const toOpen = [...seen]
    await onlyLog(page)
    expect(new Set(seen)).toEqual(new Set(toOpen))
  })
})

test('a page without storage keeps entries in memory, says so, and answers', async ({ page }) => {
  const served = await servePage(storePage)
  await page.goto(`${served.url}sandboxed.html`)
  await openStore(page)
  expect(await page.evaluate(() => [globalThis.store.durable, globalThis.faults])).toEqual([false, ['NOT_DURABLE']])
  await logSteps(page, 'step', 3)
  await page.evaluate(() => globalThis.store.checkpoint())
  expect(await page.evaluate(() => globalThis.store.count())).toBe(3)
  await page.evaluate(() => globalThis.store.close())
  expect(await page.evaluate(() => globalThis.faults)).toEqual(['NOT_DURABLE'])
  await served.close()
})
