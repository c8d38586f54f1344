import { expect, test } from '@playwright/test'
import { crashTab, killBrowser, writeInTabs } from '../torture/browser/scenarios.js'
import { pageScript } from '../torture/browser.js'
import { servePage, type ServedPage } from './serve.js'

const nothingLost = { acknowledged: expect.any(Number), lost: 0, doubled: 0 }

test.describe('IndexedDB persistence', () => {
  let served: ServedPage

  // One for each test, since each port is an origin, with databases of its own.
  test.beforeEach(async () => {
    served = await servePage(pageScript)
  })

  test.afterEach(async () => {
    await served.close()
  })

  for (const tabs of [2, 4]) {
    test(`${tabs} tabs append while one writes images and another has not read for long`, async ({ context }) => {
      const result = await writeInTabs(context, served.url, { tabs, duration: 1500 })
      expect(result).toMatchObject(nothingLost)
      expect(result.acknowledged).toBeGreaterThan(100)
    })
  }

  test('a tab crashes while it writes images', async ({ context }) => {
    const result = await crashTab(context, served.url, { tabs: 3, duration: 1000 })
    expect(result).toMatchObject(nothingLost)
    expect(result.acknowledged).toBeGreaterThan(100)
  })

  for (const duration of [300, 900, 1500]) {
    test(`the browser is killed after ${duration} ms of writing`, async () => {
      const result = await killBrowser(served.url, { tabs: 2, duration })
      expect(result).toMatchObject(nothingLost)
      expect(result.acknowledged).toBeGreaterThan(10)
    })
  }

  test('what was appended as the page was left is there', async ({ page }) => {
    await page.exposeFunction('acknowledge', () => {})
    await page.goto(served.url)
    await page.evaluate(() => globalThis.tab.open('left'))
    await page.evaluate(() => {
      globalThis.addEventListener('pagehide', () => globalThis.tab.append('leaving', 20), { capture: true })
    })
    await page.goto('about:blank')
    await page.goto(served.url)
    await page.evaluate(() => globalThis.tab.open('left'))
    expect(await page.evaluate(() => globalThis.tab.frames())).toHaveLength(20)
  })
})
