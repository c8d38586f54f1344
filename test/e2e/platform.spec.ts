import { stat } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { servePage, type ServedPage } from './serve.js'

test.describe('the platform of browsers', () => {
  let served: ServedPage

  test.beforeAll(async () => {
    served = await servePage(new URL('./platform-page.ts', import.meta.url))
  })

  test.afterAll(async () => {
    await served.close()
  })

  test('keeps entries in the IndexedDB database "agent_audit", or in the one that is named', async ({ page }) => {
    await page.goto(served.url)
    const opened = { durable: true, location: 'IndexedDB "agent_audit"', faults: [], frames: ['"one"'] }
    expect(await page.evaluate(() => globalThis.platform.open({}))).toEqual(opened)
    const named = await page.evaluate(() => globalThis.platform.open({ name: 'mine' }))
    expect(named).toEqual({ ...opened, location: 'IndexedDB "mine"' })
    const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(new Set(names)).toEqual(new Set(['agent_audit', 'mine']))
  })

  test('keeps entries in memory where the page may not have IndexedDB, and says so', async ({ page }) => {
    await page.goto(`${served.url}sandboxed.html`)
    const opened = await page.evaluate(() => globalThis.platform.open({}))
    expect(opened).toMatchObject({ durable: false, faults: ['NOT_DURABLE'], frames: ['"one"'] })
  })

  test('keeps entries in memory without a word where that is asked for', async ({ page }) => {
    await page.goto(served.url)
    const opened = await page.evaluate(() => globalThis.platform.open({ memory: true }))
    expect(opened).toMatchObject({ durable: false, faults: [], frames: ['"one"'] })
  })

  test('does not take another program for its own, nor memory in its stead', async ({ page }) => {
    await page.goto(served.url)
    const opened = page.evaluate(async () => {
      await new Promise((resolve) => {
        const request = indexedDB.open('theirs')
        request.onupgradeneeded = () => request.result.createObjectStore('keyval')
        request.onsuccess = resolve
      })
      return globalThis.platform.open({ name: 'theirs' })
    })
    await expect(opened).rejects.toThrow('Pass another `name`')
  })

  test('refuses a file, and names the way out', async ({ page }) => {
    await page.goto(served.url)
    const opened = page.evaluate(() => globalThis.platform.open({ file: './audit.db' }))
    await expect(opened).rejects.toThrow('pass `name`')
  })

  test('asks that the data be kept, and waits for no answer', async ({ page }) => {
    await page.goto(served.url)
    const asked = await page.evaluate(async () => {
      let count = 0
      navigator.storage.persist = () => {
        count += 1
        return new Promise(() => {})
      }
      await globalThis.platform.open({})
      await globalThis.platform.open({ persist: true })
      return count
    })
    expect(asked).toBe(1)
  })

  test('reads the WebAssembly that lies in the folder above its modules', async ({ page }) => {
    await page.goto(served.url)
    const { size } = await stat(new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url))
    expect(await page.evaluate(() => globalThis.platform.wasm())).toBe(size)
  })

  for (const [answer, response] of [
    ['404', { status: 404, body: 'Not found' }],
    ['text/html', { status: 200, contentType: 'text/html', body: '<!doctype html><title>Our app</title>' }],
  ] as const) {
    test(`says what to do when the WebAssembly is answered by ${answer}`, async ({ page }) => {
      await page.route('**/sql-wasm.wasm', (route) => route.fulfill(response))
      await page.goto(served.url)
      const message = await page.evaluate(() => globalThis.platform.wasm())
      expect(message).toMatch(/^SQLITE_UNAVAILABLE: .*\/sql-wasm\.wasm.*`wasm`/)
      expect(message).toContain(answer)
    })
  }
})
