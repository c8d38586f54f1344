import { expect, type Page, test } from '@playwright/test'
import { type ServedDemo, serveDemo } from './built-demo.js'
import { DemoPage } from './demo-page.js'

let demo: ServedDemo

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

/** The SQLite that the page itself has fetched. */
function sqliteOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /sql-wasm/.test(name)),
  )
}

async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file' }).click()
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer })
  await expect(page.getByText(new RegExp(`${name}.*read only`))).toBeVisible()
}

test('the page of the demo asks in a worker, and loads no SQLite itself', async ({ page }) => {
  await page.goto(demo.url)
  const desk = new DemoPage(page)
  await desk.start()
  await desk.approveAll()
  const tools = (await desk.trail()).map((entry) => entry['tool_name'])
  expect(tools).toContain('pay_supplier')
  expect(page.workers()).toHaveLength(1)
  expect(await sqliteOf(page)).toEqual([])
})

test('a file is asked in a worker of its own, which ends with it', async ({ page }) => {
  await page.goto(demo.url)
  const desk = new DemoPage(page)
  await desk.start()
  await desk.approveAll()
  const [database, before] = [await desk.exported('SQLite'), await desk.exported('JSON')]
  await openFile(page, 'server.db', database)
  expect(page.workers()).toHaveLength(2)
  expect(await desk.exported('JSON')).toEqual(before)
  expect(await sqliteOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Close file' }).click()
  await expect.poll(() => page.workers().length).toBe(1)
  await openFile(page, 'server.json', before)
  expect(JSON.parse((await desk.exported('JSON')).toString())).toEqual(JSON.parse(before.toString()))
  expect(page.workers()).toHaveLength(2)
})
