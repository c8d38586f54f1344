import { expect, type Page, test } from '@playwright/test'
import { type ServedDemo, serveDemo } from './built-demo.js'
import { DemoPage } from './demo-page.js'
import { tabStops, walk } from './focus-walk.js'
import { expectUsable } from './usable.js'

let demo: ServedDemo

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

async function open(page: Page, path = ''): Promise<DemoPage> {
  await page.goto(demo.url + path)
  const desk = new DemoPage(page)
  await expect(desk.button('Start the agent')).toBeVisible()
  await expect(page.getByText('Nothing is recorded yet')).toBeVisible()
  return desk
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test.describe(`in ${colorScheme}, ${width} wide, axe finds nothing to mend`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
      test.slow()

      test('before anything happened, and with parameters that are none', async ({ page }) => {
        await open(page)
        await expectUsable(page)
        await page.getByText('Log an action by hand').click()
        await page.getByLabel('Parameters, as').fill('[1, 2')
        await page.getByRole('button', { name: 'Log', exact: true }).click()
        await expect(page.getByText('This is not a JSON object')).toBeVisible()
        await expectUsable(page)
      })

      test('while the agent works, asks, and is done', async ({ page }) => {
        const desk = await open(page)
        await desk.start()
        for (const tool of ['send_message', 'send_message', 'delete_listing'] as const) {
          const question = await desk.question(tool)
          await expect(question.getByRole('button', { name: 'Approve' })).toBeEnabled()
          if (tool === 'delete_listing') await expectUsable(page)
          await desk.answer(tool, 'Reject')
        }
        await expect((await desk.question('pay_supplier')).getByRole('button', { name: 'Approve' })).toBeEnabled()
        await expectUsable(page)
        for (const invoice of ['INV-302', 'INV-303']) await desk.answerPayment(invoice, 'Approve')
        await desk.said('The agent is done.')
        await desk.entries.getByRole('row', { name: /write_note/ }).click()
        await expect(page.getByRole('region', { name: 'Entry', exact: true })).toBeVisible()
        await expectUsable(page)
      })

      test('in memory only, and with sample data', async ({ page }) => {
        await open(page, '?memory')
        await expect(page.getByRole('alert')).toContainText('Nothing is kept here')
        await expectUsable(page)
        await open(page)
        await page.getByRole('button', { name: 'Load 100,000' }).click()
        await expect(page.getByText(/[1-9].* of 100,000 sample entries/)).toBeVisible()
        await page.getByRole('button', { name: 'Cancel' }).click()
        await expect(page.getByText(/Cancelled\./)).toBeVisible()
        await expectUsable(page)
      })
    })
  }
}

test('the page that only logs can be used by everybody too', async ({ page }) => {
  await page.goto(`${demo.url}log-only.html`)
  const log = page.getByRole('button', { name: 'Log an action' })
  // A key is pressed whether the button can do its work yet or not.
  await expect(log).toBeEnabled()
  await log.press('Enter')
  await expect(page.getByText('Kept: button_click.')).toBeVisible()
  await expectUsable(page)
})

for (const width of [360, 1280]) {
  test(`every control is reached by Tab, forth and back, and one sees where one is, ${width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    const desk = await open(page)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the trail' })).toBeFocused()
    await page.locator('summary', { hasText: 'Log an action by hand' }).press('Enter')
    await page.getByLabel('Tool').fill('typed_tool')
    await page.getByLabel('Tool').press('Enter')
    await expect(desk.entries.getByRole('row', { name: /typed_tool/ })).toBeVisible()
    // What stands around the entries comes a little later.
    await expect(page.locator('audit-sessions .session')).toHaveCount(1)
    await expect(page.getByRole('listbox', { name: 'Actions over time' })).toBeVisible()

    const stops = await tabStops(page)
    expect(stops.length).toBeGreaterThan(15)
    for (const key of ['Tab', 'Shift+Tab']) {
      const { reached, unseen } = await walk(page, key, stops.length)
      expect(unseen).toEqual([])
      expect([...reached].toSorted()).toEqual([...stops].toSorted())
    }
  })
}

test('one skips to the trail by a link, and goes on from there', async ({ page }) => {
  const desk = await open(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'What it did' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(desk.button('Export')).toBeFocused()
})
