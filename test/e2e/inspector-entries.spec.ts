import { expect } from '@playwright/test'
import { detail, expectRows, grid, log, openSeeded, row, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

test.use({ timezoneId: 'Asia/Kolkata' })

test('a row says when, with what, how risky, who decided, how long, how it ended, and about what', async ({ page }) => {
  await openSeeded(page)
  await expect(grid(page).getByRole('columnheader')).toHaveText([
    'Time UTC+05:30',
    'Tool',
    'Risk',
    'Decision',
    'Duration',
    'Outcome',
    'Parameters',
  ])
  const cells = row(page, /pay_invoice/).getByRole('gridcell')
  await expect(cells).toHaveText([
    /^\d\d:\d\d:\d\d\.\d{3}$|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
    'pay_invoice',
    'critical',
    'approved by user',
    '1.87 s',
    'succeeded',
    'invoice: I-204, amount: 1299.5, currency: EUR',
  ])
  await expect(row(page, /update_order/)).toContainText('by policy workspace')
  await expect(row(page, /drop_table/)).toContainText('rejected by user')
  await expect(row(page, /refund/)).toContainText('undecided')
  await expect(row(page, /print_label/)).toContainText('failed')
})

test('a time is local, of 24 hours, and in UTC on hover', async ({ page }) => {
  await page.goto('/')
  const timestamp = '2026-03-01T16:34:05.123456Z'
  await log(page, [{ sessionId: 's', stepId: '1', toolName: 'evening_call', riskLevel: 'safe', timestamp }])
  const time = row(page, /evening_call/)
    .getByRole('gridcell')
    .first()
  await expect(time).toHaveText('2026-03-01 22:04:05')
  await expect(time).toHaveAttribute('title', '2026-03-01 16:34:05.123456 UTC')
})

test('the entries are walked through and opened by keys alone', async ({ page }) => {
  await openSeeded(page)
  /** Which row the keys act on, as assistive technology is told: the header is the first. */
  const active = (): Promise<number> =>
    grid(page).evaluate((element) => {
      // Asked at once, since the row may be drawn away between two questions.
      const found = element.querySelector(`#${element.getAttribute('aria-activedescendant')}`)
      return Number(found?.getAttribute('aria-rowindex'))
    })
  await grid(page).focus()
  expect(await active()).toBe(2)
  await page.keyboard.press('ArrowDown')
  expect(await active()).toBe(3)
  await page.keyboard.press('ArrowUp')
  expect(await active()).toBe(2)
  await page.keyboard.press('End')
  await expect.poll(active).toBe(49)
  await expect(
    grid(page)
      .getByRole('row', { name: /list_orders/ })
      .last(),
  ).toBeInViewport()
  await page.keyboard.press('PageUp')
  await expect.poll(active).toBeLessThan(49)
  const above = await active()
  await page.keyboard.press('PageDown')
  await expect.poll(active).toBeGreaterThan(above)
  await page.keyboard.press('Home')
  await expect.poll(active).toBe(2)
  await page.keyboard.press('Enter')
  await expect(detail(page).getByRole('heading', { name: 'refund' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(detail(page)).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
})

test('an open entry is closed by Escape from the table too, where its row is marked', async ({ page }) => {
  await openSeeded(page)
  await row(page, /pay_invoice/).click()
  await expect(detail(page)).toBeVisible()
  await expect(grid(page).getByRole('row', { selected: true })).toContainText('pay_invoice')
  await grid(page).focus()
  await page.keyboard.press('Escape')
  await expect(detail(page)).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
})

test('the row of an open entry stays in view, also where the detail leaves less room, and for its neighbours', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 1000 })
  await openSeeded(page)
  const fitting = await grid(page).evaluate((element) => Math.floor(element.clientHeight / 32) - 2)
  await grid(page).focus()
  for (let step = 0; step < fitting; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const selected = grid(page).getByRole('row', { selected: true })
  await expect(selected).toBeInViewport({ ratio: 0.4 })
  await expect(selected).toHaveAttribute('aria-rowindex', String(fitting + 2))
  await detail(page).getByRole('button', { name: 'Previous in the session' }).click()
  await expect(selected).toHaveAttribute('aria-rowindex', String(fitting + 3))
  await expect(selected).toBeInViewport({ ratio: 0.4 })
  await page.keyboard.press('Escape')
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', `row-${fitting + 1}`)
})

test('in a low place keys bring the rows into view', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 420 })
  await openSeeded(page)
  await grid(page).evaluate((element) => element.focus({ preventScroll: true }))
  for (const [key, place] of [
    ['End', 49],
    ['ArrowUp', 48],
  ] as const) {
    await page.keyboard.press(key)
    await expect(grid(page).locator(`[aria-rowindex="${place}"]`)).toBeInViewport({ ratio: 0.4 })
  }
})

test('a slash searches, from anywhere but where text is entered', async ({ page }) => {
  await openSeeded(page)
  await grid(page).focus()
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: /^Search in tools/ })
  await expect(search).toBeFocused()
  await page.keyboard.type('November')
  await expectRows(page, 4)
  await page.keyboard.type('/')
  await expect(search).toHaveValue('November/')
})

test('of 20,000 entries some hundred are in memory, and each can be reached', async ({ page }) => {
  await page.goto('/')
  await seed(page, 20_000)
  await page.reload()
  await expectRows(page, 20_000)
  await grid(page).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '20001')
  await expect(page.getByRole('row', { name: /list_orders/ }).last()).toBeVisible()
  for (let pages = 0; pages < 20; pages += 1) await page.keyboard.press('PageUp')
  await expect(page.getByText('Loading …')).toHaveCount(0)
  expect(await page.evaluate(() => globalThis.inspector.held())).toBeLessThanOrEqual(400)
  await page.keyboard.press('Home')
  await expect(page.getByRole('row', { name: /destructive/ }).first()).toBeVisible()
})
