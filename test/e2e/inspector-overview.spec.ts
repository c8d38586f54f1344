import { expect, type Page } from '@playwright/test'
import { expectRows, log, openSeeded } from './inspector-tab.js'
import { test } from './inspector-test.js'

/** What the bars of the timeline say of themselves; times in milliseconds since 1970. */
async function readBars(
  page: Page,
): Promise<readonly { from: number | undefined; to: number | undefined; actions: number }[]> {
  const options = page.getByRole('listbox', { name: 'Actions over time' }).getByRole('option')
  const said = await options.evaluateAll((bars) => bars.map((bar) => [bar.ariaLabel, bar.getAttribute('title')]))
  return said.map(([words, title]) => {
    const ends = title?.split('\n')[1]?.replace(' UTC', '').split(' to ')
    const [from, to] = ends?.map((time) => Date.parse(`${time}Z`)) ?? []
    return { from, to, actions: Number(/: (\d+) action/.exec(words ?? '')?.[1] ?? 0) }
  })
}

test.describe('sessions', () => {
  test.beforeEach(({ page }) => openSeeded(page))

  test('are listed, newest first, each with what it did', async ({ page }) => {
    const sessions = page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem')
    await expect(sessions).toContainText(['shift-4', 'shift-3', 'shift-2', 'shift-1'])
    const newest = sessions.first()
    await expect(newest).toContainText('12 actions')
    await expect(newest).toContainText(/\d+ min\. ago · 3\d min/)
    await expect(newest).toContainText('1 failed')
    await expect(newest).toContainText('1 pending')
    await expect(newest.getByRole('img')).toHaveAccessibleName('5 safe, 3 moderate, 2 destructive, 2 critical')
  })

  test('stand in the order of the start that they show, also where an older one is active now', async ({ page }) => {
    const call = { stepId: '1', toolName: 'late_call', riskLevel: 'safe' as const }
    await log(page, [{ ...call, sessionId: 'shift-2', timestamp: Date.now() }])
    const sessions = page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem')
    await expect(sessions).toContainText(['shift-4', 'shift-3', 'shift-2', 'shift-1'])
    const older = sessions.nth(2)
    await expect(older).toContainText(/2 hr\. ago · 2 h \d\d min/)
    await expect(older.getByTitle(/^Began /)).toHaveAttribute(
      'title',
      /^Began \d{4}-.* UTC\nLast active \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC.* · \d{4}-.* UTC$/,
    )
  })

  for (const width of [360, 1100, 1920]) {
    test(`say at ${width} pixels when they began and how long they took, and all of their name`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 })
      const sessionId = 'desk 2026-11-24 03:04:05.123'
      const start = Date.now() - 100 * 60_000
      const call = { sessionId, stepId: '1', toolName: 'one_call', riskLevel: 'safe' as const }
      await log(
        page,
        Array.from({ length: 1_234 }, (_, index) => ({
          ...call,
          timestamp: start + index * 4_900,
          error: 'It failed.',
        })),
      )
      if (width === 360) await page.getByText('Sessions', { exact: true }).first().click()
      const session = page.getByRole('button', { name: sessionId })
      await expect(session).toContainText('1 hr. ago · 1 h 40 min')
      await expect(session).toContainText('1,234 actions')
      await expect(session.getByTitle(sessionId)).toBeVisible()
      const cut = await session
        .locator('.facts > *')
        .evaluateAll((parts) => parts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length)
      expect(cut).toBe(0)
      const isWhole = ({ scrollHeight, clientHeight }: Element): boolean => scrollHeight <= clientHeight + 1
      expect(await session.getByTitle(sessionId).evaluate(isWhole)).toBe(true)
    })
  }

  test('are found by their name, shown alone, and all again', async ({ page }) => {
    await page.getByLabel('Search sessions').fill('shift-2')
    const session = page.getByRole('button', { name: /^shift-2/ })
    await expect(page.getByRole('button', { name: /^shift-/ })).toHaveCount(1)
    await session.click()
    await expectRows(page, 12)
    await expect(session).toHaveAttribute('aria-pressed', 'true')
    await expect(page).toHaveURL(/audit\.session=shift-2/)
    await session.click()
    await expectRows(page, 48)
    await page.getByLabel('Search sessions').fill('no such')
    await expect(page.getByText('No session has this in its name.')).toBeVisible()
  })

  test('beyond the first hundred come on demand, and the keyboard goes on with the first of them', async ({ page }) => {
    const many = Array.from({ length: 150 }, (_, index) => ({
      sessionId: `many-${index}`,
      stepId: '1',
      toolName: 'one_call',
      riskLevel: 'safe' as const,
      timestamp: Date.now() - index * 1_000,
    }))
    await log(page, many)
    const sessions = page.getByRole('navigation', { name: 'Sessions' })
    await expect(sessions.getByRole('listitem')).toHaveCount(100)
    await sessions.getByRole('button', { name: 'Show more of 54' }).press('Enter')
    await expect(sessions.getByRole('listitem')).toHaveCount(154)
    await expect(sessions.getByRole('button', { name: /^many-100/ })).toBeFocused()
  })
})

test.describe('the summary', () => {
  test.beforeEach(({ page }) => openSeeded(page))

  test('says how many actions, how risky, who decided, how they ended, how long people were waited for', async ({
    page,
  }) => {
    const summary = page.getByRole('region', { name: 'Actions' })
    const listed = (name: string) => summary.getByRole('list', { name }).getByRole('listitem')
    await expect(listed('By risk')).toHaveText(['20 safe', '12 moderate', '8 destructive', '8 critical'])
    await expect(listed('By decision')).toHaveText(['8 approved', '4 rejected', '8 by policy', '28 not needed'])
    await expect(listed('Otherwise')).toHaveText(['4 failed', '4 denied', '4 pending'])
    await expect(summary.getByText('90% of 40 that ran', { exact: true })).toBeVisible()
    await expect(summary.getByText('1 min 19 s', { exact: true })).toBeVisible()
    await expect(summary.getByText('6.63 s a decision')).toBeVisible()
  })

  test('is of what is filtered', async ({ page }) => {
    await page.goto('/?audit.risk=critical')
    const summary = page.getByRole('region', { name: 'Actions' })
    await expect(summary.getByRole('list', { name: 'By risk' }).getByRole('listitem')).toHaveText([
      '0 safe',
      '0 moderate',
      '0 destructive',
      '8 critical',
    ])
    await expect(summary.getByText('100% of 4 that ran', { exact: true })).toBeVisible()
    await expect(summary.getByText('4 rejected')).toBeVisible()
  })

  test('names the slowest tools, with what half and what most of their calls took', async ({ page }) => {
    const calls = Array.from({ length: 20 }, (_, index) => ({
      sessionId: 'slow',
      stepId: String(index),
      toolName: 'slow_call',
      riskLevel: 'safe' as const,
      durationMs: 10_000 * (index + 1),
    }))
    await log(page, calls)
    const table = page.getByRole('region', { name: 'Actions' }).getByRole('table')
    await expect(table.getByRole('row')).toContainText(['Slowest tools', 'slow_call', 'print_label', 'search_web'])
    await expect(table.getByRole('row', { name: 'slow_call 1 min 40 s 3 min 10 s' })).toBeVisible()
    await expect(table.getByRole('columnheader')).toHaveText(['Slowest tools', 'p50', 'p95'])
  })
})

test.describe('the timeline', () => {
  test.beforeEach(({ page }) => openSeeded(page))

  test('says of each bar when it was and what happened, and is narrowed and widened by keys', async ({ page }) => {
    const bars = page.getByRole('listbox', { name: 'Actions over time' })
    await expect(bars.getByRole('option').last()).toHaveAccessibleName(
      /^(\d\d-\d\d )?\d\d:\d\d(:\d\d)? to (\d\d-\d\d )?\d\d:\d\d(:\d\d)?: 1 action \(1 destructive\)$/,
    )
    await bars.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/audit\.from=.*&audit\.to=/)
    await expectRows(page, 1)
    await page.getByRole('button', { name: 'Whole time' }).press('Enter')
    await expectRows(page, 48)
    await expect(bars).toBeFocused()
  })

  test('is dragged over to set the time range', async ({ page }) => {
    const box = await page.getByRole('listbox', { name: 'Actions over time' }).boundingBox()
    if (!box) throw new Error('There is no timeline.')
    const bars = await readBars(page)
    const at = (bar: number): number => box.x + ((bar + 0.5) / bars.length) * box.width
    await page.mouse.move(at(8), box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(at(23), box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    await expect(page).toHaveURL(/audit\.from=.*audit\.to=/)
    const { searchParams } = new URL(page.url())
    const range = ['audit.from', 'audit.to'].map((field) => Date.parse(searchParams.get(field) ?? ''))
    expect(range).toEqual([bars[8]?.from, bars[23]?.to])
    const inside = bars.slice(8, 24).reduce((sum, { actions }) => sum + actions, 0)
    expect(inside).toBeGreaterThan(0)
    await expectRows(page, inside)
    await expect(page.getByRole('button', { name: /^Time: / })).toBeVisible()
    await page.getByRole('button', { name: 'Whole time' }).click()
    await expectRows(page, 48)
  })

  test('says the same as a table, in which each part of the time can be chosen', async ({ page }) => {
    await page.getByRole('button', { name: 'Table' }).click()
    const table = page.getByRole('table', { name: /^Actions over time/ })
    await expect(table.getByRole('columnheader')).toHaveText([
      'Time',
      'safe',
      'moderate',
      'destructive',
      'critical',
      'all',
      'range',
    ])
    // What the bars add up to.
    const sums = await table
      .getByRole('row')
      .evaluateAll((rows) =>
        [1, 2, 3, 4, 5].map((column) =>
          rows.slice(1).reduce((sum, cells) => sum + Number(cells.children[column]?.textContent), 0),
        ),
      )
    expect(sums).toEqual([20, 12, 8, 8, 48])
    const last = table.getByRole('row').last()
    await expect(last.getByRole('rowheader')).toHaveText(
      /^(\d\d-\d\d )?\d\d:\d\d(:\d\d)? to (\d\d-\d\d )?\d\d:\d\d(:\d\d)?$/,
    )
    await last.getByRole('button', { name: /^Only/ }).click()
    await expectRows(page, 1)
  })
})
