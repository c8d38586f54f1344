import { expect, test } from '@playwright/test'
import { storePageScript } from '../torture/browser.js'
import { crashTab, killBrowser, writeInTabs } from '../torture/browser/scenarios.js'
import { servePage, type ServedPage } from './serve.js'

const nothingLost = { acknowledged: expect.any(Number), lost: 0, doubled: 0 }

test.describe('a store in tabs', () => {
  let served: ServedPage

  // One for each test, since each port is an origin, with databases of its own.
  test.beforeEach(async () => {
    served = await servePage(storePageScript)
  })

  test.afterEach(async () => {
    await served.close()
  })

  for (const tabs of [2, 4]) {
    test(`${tabs} tabs log while one writes images and another has not read for long`, async ({ context }) => {
      const result = await writeInTabs(context, served.url, { tabs, duration: 1000 })
      expect(result).toMatchObject(nothingLost)
      expect(result.acknowledged).toBeGreaterThan(100)
    })
  }

  test('tabs log while one purges and another has not read for long', async ({ context }) => {
    const result = await writeInTabs(context, `${served.url}?purge`, { tabs: 3, duration: 1000 })
    expect(result).toMatchObject(nothingLost)
    expect(result.acknowledged).toBeGreaterThan(100)
  })

  test('a tab crashes while it writes images and purges', async ({ context }) => {
    const result = await crashTab(context, `${served.url}?purge`, { tabs: 3, duration: 800 })
    expect(result).toMatchObject(nothingLost)
    expect(result.acknowledged).toBeGreaterThan(100)
  })

  for (const [duration, search] of [
    [400, ''],
    [1200, '?purge'],
  ] as const) {
    test(`the browser is killed after ${duration} ms of logging${search && ' and purging'}`, async () => {
      const result = await killBrowser(served.url + search, { tabs: 2, duration })
      expect(result).toMatchObject(nothingLost)
      expect(result.acknowledged).toBeGreaterThan(10)
    })
  }
})
