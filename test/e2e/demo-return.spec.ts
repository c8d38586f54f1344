import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type BrowserContext } from '@playwright/test'
import { chromium as launchOptions } from '../../scripts/chromium.mjs'
import type { Shop } from '../../demo/src/shop/shop.js'
import { hostileTexts } from '../inspector/hostile-values.js'
import { type ServedDemo, serveDemo } from './built-demo.js'
import { DemoPage } from './demo-page.js'
import { watchTrouble } from './inspector-test.js'

let demo: ServedDemo
let profile: string

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'tallystick-profile-'))
})

test.afterEach(async () => {
  await rm(profile, { recursive: true })
})

/** Starts the browser as the same person does again and again. */
function startBrowser(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, launchOptions())
}

async function open(browser: BrowserContext): Promise<DemoPage> {
  const page = await browser.newPage()
  await page.goto(demo.url)
  const desk = new DemoPage(page)
  await expect(desk.button('Start the agent')).toBeVisible()
  return desk
}

test('what the agent did is there when the browser was closed in the middle, and it can go on', async () => {
  const first = await startBrowser()
  const desk = await open(first)
  await desk.start('to watch')
  await desk.answer('send_message', 'Approve')
  await desk.answer('send_message', 'Approve')
  await expect(desk.page.getByText('1 of 2 labels')).toBeVisible()
  await expect(desk.entries.getByRole('row', { name: /print_labels/ })).toContainText('pending')
  await first.close()

  const second = await startBrowser()
  const again = await open(second)
  await expect(again.page.getByText('Cut off: print_labels')).toBeVisible()
  await expect(again.page.getByRole('list', { name: 'Orders' })).toContainText(/\d of \d labels/)
  await expect(again.entries.getByRole('row', { name: /print_labels/ })).toContainText('pending')
  expect(await again.trail('print_labels')).toMatchObject([{ outcome: 'pending', settled_at: null }])
  expect(await again.trail('send_message')).toMatchObject([{ approved_by: 'user' }, { approved_by: 'user' }])
  const before = (await again.trail()).length
  await again.start()
  await again.answer('send_message', 'Reject')
  await expect(again.page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2)
  await again.dialog.getByRole('button', { name: 'Stop the agent' }).click()
  await again.said('The agent was stopped.')
  expect((await again.trail()).length).toBeGreaterThan(before)
  await second.close()
})

/** Gives a name to all customers, suppliers and notes, and to the product that is past its season. */
function renameAll(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tallystick-demo-shop')
    opening.onerror = () => reject(new Error('The shop could not be opened'))
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('state', 'readwrite')
      const shops = transaction.objectStore('state')
      const reading: IDBRequest<Shop> = shops.get('shop')
      reading.onsuccess = () => {
        const shop = reading.result
        for (const order of shop.orders) Object.assign(order, { customer: name })
        for (const invoice of shop.invoices) Object.assign(invoice, { supplier: name })
        for (const listing of shop.listings) if (listing.seasonIsOver) Object.assign(listing, { product: name })
        shops.put({ ...shop, notes: [name] }, 'shop')
      }
      transaction.oncomplete = () => resolve()
    }
  })
}

test('a shop full of hostile names is worked, asked about and recorded as text', async ({ context }) => {
  const trouble = await watchTrouble(context, demo.url)
  const text = hostileTexts.join(' ')
  const { page } = await open(context)
  await page.evaluate(renameAll, text)
  await page.close()
  const desk = await open(context)
  await expect(desk.page.getByRole('list', { name: 'Notebook' })).toContainText('<script>')
  await desk.start()
  await desk.answer('send_message', 'Approve')
  await desk.answer('send_message', 'Approve')
  const question = await desk.question('delete_listing')
  // Nobody approves what cannot be seen.
  await expect(question).toContainText('invoice\\u202efdp.exe')
  await expect(question).toContainText('\\u001b[31mred')
  await desk.answer('delete_listing', 'Approve')
  await desk.answerPayment('INV-302', 'Approve')
  await desk.answerPayment('INV-303', 'Reject')
  await desk.said('The agent is done.')
  expect(await desk.trail('delete_listing')).toMatchObject([{ outcome: 'succeeded', parameters: { product: text } }])
  await desk.entries.getByRole('row', { name: /delete_listing/ }).click()
  const entry = desk.page.getByRole('region', { name: 'Entry', exact: true })
  await entry.getByRole('button', { name: 'Show all' }).click()
  await expect(entry).toContainText('invoiceU+202Efdp.exe')
  await expect(desk.page.locator('img, iframe, template, script:not([src])')).toHaveCount(0)
  expect(await desk.page.evaluate(() => Reflect.get(globalThis, 'ran') as unknown)).toBeUndefined()
  expect(trouble).toEqual([])
})
