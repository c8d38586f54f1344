import { expect } from '@playwright/test'
import { expectRows, log, openSeeded, row, seed } from './inspector-tab.js'
import { test, type Trouble } from './inspector-test.js'

const action = { sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' } as const

/** What the browser says by itself of a file that it did not get. */
function forgetMissingFile(trouble: Trouble): void {
  expect(trouble.filter((said) => !said.includes('status of 404'))).toEqual([])
  trouble.length = 0
}

test('an empty trail says how the first entry gets in, and shows it when it comes', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  await expect(page.getByLabel('Example')).toContainText('await store.log({')
  await log(page, [action])
  await expect(row(page, /late_call/)).toBeVisible()
})

test('a trail that is being opened says so', async ({ page }) => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/*.wasm', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/')
  await expect(page.getByRole('status').filter({ hasText: 'Opening the trail …' })).toBeVisible()
  release()
  await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
})

test('a trail that cannot be read says why, and is read once it can be', async ({ page, trouble }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
  await page.goto('/')
  const alert = page.getByRole('alert')
  await expect(alert.getByRole('heading', { name: 'The trail cannot be shown' })).toBeVisible()
  await expect(alert).toContainText('WebAssembly could not be loaded')
  await page.unroute('**/*.wasm')
  await alert.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Audit trail' })).toBeFocused()
  forgetMissingFile(trouble)
})

test('a trail of a newer version is left alone, and it is said what to do', async ({ page }) => {
  for (const trail of ['newer', 'other']) {
    await page.goto(`/?trail=${trail}`)
    await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  }
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('newer', 99)
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
  )
  await page.goto('/?trail=newer')
  await expect(page.getByRole('alert')).toContainText(/newer.*\(DATABASE_NEWER\)/)
})

test('what cannot be read later is said beside what is there', async ({ page }) => {
  await openSeeded(page)
  await page.goto('/?held')
  await expectRows(page, 48)
  await page.evaluate(() => globalThis.inspector.closeStore())
  await page.getByRole('button', { name: 'Risk' }).click()
  await page.getByRole('checkbox', { name: 'critical' }).click()
  await expect(page.getByText(/^What you see may be out of date\. .*closed.*\(STORE_CLOSED\)/)).toBeVisible()
  await expectRows(page, 48)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a trail that is kept in memory only says so', async ({ page }) => {
  await page.goto('/?memory')
  await expect(page.getByText('This trail is kept in memory only, and is lost with the page.')).toBeVisible()
})

test('filters that nothing matches say so, and what matches later appears', async ({ page }) => {
  await page.goto('/')
  await seed(page)
  await page.goto('/?audit.tool=late_call')
  await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
  await log(page, [action])
  await expect(row(page, /late_call/)).toBeVisible()
  await expectRows(page, 1)
})
