import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import type { AuditEntryInput } from '../../src/index.js'
import { chromium as launchOptions } from '../../scripts/chromium.mjs'
import { detail, expectRows, grid, log, openSeeded, row, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

const action = { sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' } as const

/** So many entries of this moment, or of another one. */
function now(count: number, timestamp: number = Date.now()): readonly AuditEntryInput[] {
  return Array.from({ length: count }, (_, index) => ({ ...action, stepId: `n${index}`, timestamp }))
}

async function otherTab(page: Page): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto('/')
  await expectRows(other, 48)
  return other
}

test.beforeEach(({ page }) => openSeeded(page))

test('what another tab logs appears by itself, with all that is said about it', async ({ page }) => {
  const other = await otherTab(page)
  await log(other, now(1))
  await expect(row(page, /late_call/)).toHaveAttribute('aria-rowindex', '2')
  await expectRows(page, 49)
  await expect(page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem').first()).toContainText('late')
  await expect(page.getByRole('list', { name: 'By risk' })).toContainText('21 safe')
  // The other one is as much alive.
  await log(page, now(1))
  await expectRows(other, 50)
})

test('a reader who is further down keeps their place, and is told how many came', async ({ page }) => {
  const other = await otherTab(page)
  await grid(page).focus()
  await page.keyboard.press('End')
  const last = grid(page)
    .getByRole('row', { name: /list_orders/ })
    .last()
  await expect(last).toBeInViewport()
  const place = await last.boundingBox()
  await log(other, now(12))
  const button = page.getByRole('button', { name: '12 new entries' })
  await expect(button).toBeVisible()
  await expect(last).toHaveAttribute('aria-rowindex', '49')
  expect(await last.boundingBox()).toEqual(place)
  await log(page, now(3))
  await page.getByRole('button', { name: '15 new entries' }).press('Enter')
  await expectRows(page, 63)
  await expect(row(page, /late_call/)).toHaveAttribute('aria-rowindex', '2')
  await expect(row(page, /late_call/)).toBeInViewport()
  await expect(grid(page)).toBeFocused()
})

/** Whether the button for new entries is seen before there are so many rows. */
async function sawButton(page: Page, rows: number): Promise<boolean> {
  return page.evaluate(async (count) => {
    const table = (): ShadowRoot | null | undefined =>
      document.querySelector('audit-inspector')?.shadowRoot?.querySelector('audit-entries')?.shadowRoot
    const shown = (): string | null | undefined => table()?.querySelector('.grid')?.getAttribute('aria-rowcount')
    let isSeen = false
    while (shown() !== String(count + 1)) {
      isSeen ||= table()?.querySelector('.fresh') != null
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return isSeen
  }, rows)
}

test('a reader who holds no place is offered no button: what comes appears by itself', async ({ page }) => {
  const other = await otherTab(page)
  const seen = sawButton(page, 48 + 3_000)
  await seed(other, 3_000)
  expect(await seen).toBe(false)
})

test('entries of an earlier time appear in their places, and are not offered as new', async ({ page }) => {
  const other = await otherTab(page)
  await grid(page).focus()
  await page.keyboard.press('End')
  const oldest = grid(page)
    .getByRole('row', { name: /list_orders/ })
    .last()
  await expect(oldest).toBeInViewport()
  const place = await oldest.boundingBox()
  for (const [count, rows] of [
    [60, 108],
    [2, 110],
  ] as const) {
    await log(other, now(count, Date.now() - 90 * 60_000))
    await expectRows(page, rows)
    await expect(page.getByRole('button', { name: 'new entries' })).toBeHidden()
    // The reader is where they were.
    await expect(oldest).toHaveAttribute('aria-rowindex', String(rows + 1))
    await expect.poll(() => oldest.boundingBox()).toEqual(place)
    await expect(grid(page)).toHaveAttribute('aria-activedescendant', `row-${rows - 1}`)
  }
})

test('what came while the reader pointed at the rows appears when they turn away', async ({ page }) => {
  await row(page, /refund/).hover()
  await log(page, now(2))
  await expect(page.getByRole('button', { name: '2 new entries' })).toBeVisible()
  await page.mouse.move(0, 0)
  await expectRows(page, 50)
  await expect(page.getByRole('button', { name: 'new entries' })).toBeHidden()
})

test('what another tab purges goes, by itself', async ({ page }) => {
  const timestamp = Date.now() - 100 * 86_400_000
  await log(page, [{ ...action, sessionId: 'old', toolName: 'old_call', timestamp }])
  await expectRows(page, 49)
  await grid(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(detail(page).getByRole('heading', { name: 'old_call' })).toBeVisible()
  await expect(detail(page).getByText('has been purged')).toBeHidden()
  const other = await page.context().newPage()
  await other.goto('/')
  await expectRows(other, 49)
  await other.getByRole('button', { name: 'Purge…' }).click()
  await other.getByRole('button', { name: 'Remove 1 entry' }).click()
  await expectRows(other, 48)
  await expectRows(page, 48)
  await expect(detail(page).getByText('This entry has been purged. It is shown as it was.')).toBeVisible()
  await expect(detail(page).getByRole('link')).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(4)
})

test('only what matches the filters is new', async ({ page }) => {
  await page.goto('/?audit.risk=critical')
  await expectRows(page, 8)
  await grid(page).focus()
  await log(page, [...now(2), { ...action, riskLevel: 'critical', toolName: 'risky_call' }])
  await page.getByRole('button', { name: '1 new entry' }).click()
  await expectRows(page, 9)
  await expect(row(page, /risky_call/)).toBeVisible()
})

test('an action that ends changes in its row and in its detail, where they are', async ({ page }) => {
  const other = await otherTab(page)
  const id = await other.evaluate((input) => globalThis.inspector.begin(input), { ...action, toolName: 'long_call' })
  await row(page, /long_call/).click()
  await expect(detail(page)).toContainText('pending')
  await expect(row(page, /long_call/)).toContainText('pending')
  await other.evaluate((key) => globalThis.inspector.settle(key), id)
  await expect(row(page, /long_call/)).toContainText('succeeded')
  await expect(detail(page)).toContainText('succeeded')
  await expect(detail(page).getByRole('tree', { name: 'Result' })).toContainText('ok: true')
  await expectRows(page, 49)
})

test('the next of a session is reached once it comes', async ({ page }) => {
  await row(page, /refund/).click()
  const next = detail(page).getByRole('button', { name: 'Next in the session' })
  await expect(next).toBeDisabled()
  await log(page, [{ ...action, sessionId: 'shift-4' }])
  await expect(next).toBeEnabled()
  await next.click()
  await expect(detail(page).getByRole('heading', { name: 'late_call' })).toBeVisible()
})

/** What the newest rows say: how many more are drawn depends on the room there is. */
async function newestRows(page: Page): Promise<readonly string[]> {
  return (await grid(page).getByRole('row').allInnerTexts()).slice(0, 10)
}

test('entries are there after a reload, as they were', async ({ page }) => {
  const before = await newestRows(page)
  await page.reload()
  await expectRows(page, 48)
  await expect.poll(() => newestRows(page)).toEqual(before)
})

test('entries are there after the browser was closed and started again', async ({ served }) => {
  const profile = await mkdtemp(join(tmpdir(), 'tallystick-profile-'))
  const browser = async (): Promise<[Page, () => Promise<void>]> => {
    const context = await chromium.launchPersistentContext(profile, launchOptions())
    const page = await context.newPage()
    await page.goto(served.url)
    return [page, () => context.close()]
  }
  const [first, close] = await browser()
  await expect(first.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  await seed(first)
  await expectRows(first, 48)
  const before = await newestRows(first)
  await close()

  const [second, closeAgain] = await browser()
  await expectRows(second, 48)
  await expect.poll(() => newestRows(second)).toEqual(before)
  await closeAgain()
  await rm(profile, { recursive: true })
})
