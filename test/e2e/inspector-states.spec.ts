import { expect, type Page } from '@playwright/test'
import { expectRows, grid, holdOpening, log, openEntry, openFile, openSeeded, row, seed } from './inspector-tab.js'
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
  const release = await holdOpening(page)
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

test('a file that cannot be read either is what is tried again, not the trail behind it', async ({ page, trouble }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
  await page.goto('/')
  const heading = page.getByRole('alert').getByRole('heading', { name: 'The trail cannot be shown' })
  await expect(heading).toBeVisible()
  await openFile(page, 'server.ndjson', lines)
  await expect(page.getByText('server.ndjson · read only')).toBeVisible()
  await expect(heading).toBeVisible()
  await page.unroute('**/*.wasm')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(row(page, /filed_call/)).toBeVisible()
  await expect(page.getByText('server.ndjson · read only')).toBeVisible()
  await page.getByRole('button', { name: 'Close file' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  forgetMissingFile(trouble)
})

/** Makes the trail of this name one that only a newer version can read. */
async function makeNewer(page: Page, name: string): Promise<void> {
  await page.evaluate(
    (database) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open(database, 99)
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
    name,
  )
}

const lines = JSON.stringify({ session_id: 's', step_id: '1', tool_name: 'filed_call', risk_level: 'safe' })

test('a trail of a newer version is left alone, and it is said what to do', async ({ page }) => {
  for (const trail of ['newer', 'other']) {
    await page.goto(`/?trail=${trail}`)
    await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  }
  await makeNewer(page, 'newer')
  await page.goto('/?trail=newer')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(/newer.*\(DATABASE_NEWER\)/)
  // A file can be looked at all the same.
  await openFile(page, 'trail.ndjson', lines)
  await expect(row(page, /filed_call/)).toBeVisible()
  await page.getByRole('searchbox', { name: /^Search in tools/ }).fill('nowhere')
  await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
  await expect(page.getByText('recorded later')).toHaveCount(0)
  await page.getByRole('button', { name: 'Close file' }).click()
  await expect(alert).toContainText('DATABASE_NEWER')
})

/** Keeps the trail of this name from being opened, by making it in another tab, until the function that it gives is called. */
async function holdTrail(page: Page, name: string): Promise<() => Promise<void>> {
  const other = await page.context().newPage()
  await other.goto('/?trail=other')
  await other.evaluate(
    (database) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open(database)
        opening.onupgradeneeded = () => {
          const held = opening.result.createObjectStore('held')
          // The transaction lives for as long as it is asked for something.
          const ask = (): void => void (held.count().onsuccess = ask)
          ask()
          resolve()
        }
      }),
    name,
  )
  return () => other.close()
}

test('a file that is opened before the trail stays in view, and the trail comes after it', async ({ page }) => {
  await page.goto('/')
  const release = await holdTrail(page, 'slow')
  await page.goto('/?trail=slow')
  await expect(page.getByText('Opening the trail …')).toBeVisible()
  await openFile(page, 'trail.ndjson', lines)
  await expect(row(page, /filed_call/)).toBeVisible()
  await release()
  await page.evaluate((input) => globalThis.inspector.log([input]), { ...action, toolName: 'live_call' })
  await expect(row(page, /filed_call/)).toBeVisible()
  await expectRows(page, 1)
  await page.getByRole('button', { name: 'Close file' }).click()
  await expect(row(page, /live_call/)).toBeVisible()
})

test('a trail that cannot be read once a file is closed says why', async ({ page }) => {
  await openSeeded(page)
  await page.goto('/?held')
  await openEntry(page, /refund/)
  await openFile(page, 'trail.ndjson', lines)
  await expect(row(page, /filed_call/)).toBeVisible()
  await page.evaluate(() => globalThis.inspector.closeStore())
  await page.getByRole('button', { name: 'Close file' }).click()
  await expect(page.getByRole('alert')).toContainText('STORE_CLOSED')
  await expect(grid(page)).toBeHidden()
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
