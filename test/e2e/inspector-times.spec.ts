import { expect, type Page } from '@playwright/test'
import type { AuditEntryInput } from '../../src/index.js'
import { expectRows, grid, log, row } from './inspector-tab.js'
import { test } from './inspector-test.js'

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-US' })

/** An entry of a tool at a time. */
function call(toolName: string, timestamp: string): AuditEntryInput {
  return { sessionId: 'times', stepId: toolName, toolName, riskLevel: 'safe', timestamp }
}

/** Opens the page in November, with entries from before and after the clocks are set back on October 25. */
async function openInNovember(page: Page): Promise<void> {
  await page.clock.setFixedTime('2026-11-24T04:00:00Z')
  await page.goto('/')
  await log(page, [
    call('in_summer', '2026-07-01T10:00:00Z'),
    call('first_half_past_two', '2026-10-25T00:30:00Z'),
    call('second_half_past_two', '2026-10-25T01:30:00Z'),
    call('in_winter', '2026-11-23T10:00:00Z'),
    call('today', '2026-11-24T03:00:00Z'),
  ])
  await expectRows(page, 5)
}

test.beforeEach(({ page }) => openInNovember(page))

test('a time beyond a change of the clocks stands with its own zone, not under that of now', async ({ page }) => {
  await expect(grid(page).getByRole('columnheader').first()).toHaveText('Time UTC+01:00')
  for (const [tool, shown, utc] of [
    ['in_summer', '2026-07-01 12:00:00 +02:00', '2026-07-01 10:00:00.000 UTC'],
    ['first_half_past_two', '2026-10-25 02:30:00 +02:00', '2026-10-25 00:30:00.000 UTC'],
    ['second_half_past_two', '2026-10-25 02:30:00', '2026-10-25 01:30:00.000 UTC'],
    ['in_winter', '2026-11-23 11:00:00', '2026-11-23 10:00:00.000 UTC'],
    ['today', '04:00:00.000', '2026-11-24 03:00:00.000 UTC'],
  ] as const) {
    const time = row(page, new RegExp(`\\b${tool}\\b`))
      .getByRole('gridcell')
      .first()
    await expect(time).toHaveText(shown)
    await expect(time).toHaveAttribute('title', utc)
    expect(await time.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0)
  }
})

test('the timeline names the zone of each part of its time, and says the same in UTC', async ({ page }) => {
  await page.getByRole('button', { name: 'Table' }).click()
  const table = page.getByRole('table', { name: /^Actions over time \(local time, the clocks are changed in it\)/ })
  const [first, last] = [table.getByRole('rowheader').first(), table.getByRole('rowheader').last()]
  await expect(first).toHaveText(/UTC\+02:00$/)
  await expect(last).toHaveText(/UTC\+01:00$/)
  await expect(first).toHaveAttribute('title', /^2026-0[67]-\d\d \d\d:\d\d:\d\d to 2026-07-\d\d .* UTC$/)
  await expect(page.getByRole('option').last()).toHaveAttribute(
    'title',
    /UTC\+01:00: .*\n2026-11-.* to 2026-11-.* UTC$/,
  )
  await expect(page.locator('audit-timeline .readout')).toHaveAttribute('title', /^2026-0[67]-.* to 2026-11-.* UTC$/)
  await page.goto('/?audit.to=2026-07-02T00:00:00Z')
  await expectRows(page, 1)
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('table', { name: /^Actions over time \(UTC\+02:00\)/ })).toBeVisible()
})

test('an exact time is of 24 hours in a browser of 12, and is told from the same time an hour later', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Time', exact: true }).click()
  const from = page.getByRole('textbox', { name: 'From' })
  await from.fill('2026-10-25 02:30:00')
  await from.press('Enter')
  await expectRows(page, 4)
  await expect(from).toHaveValue('2026-10-25 02:30:00')
  await from.fill('2026-10-25 02:30 UTC+01:00')
  await from.press('Enter')
  await expectRows(page, 3)
  await expect(from).toHaveValue('2026-10-25 02:30:00 UTC+01:00')
  await from.fill('2026-11-23 15:00')
  await from.press('Enter')
  await expectRows(page, 1)
  await expect(from).toHaveValue('2026-11-23 15:00:00')
  await expect(from).toHaveAccessibleDescription('UTC+01:00 · 2026-11-23 14:00:00 UTC')
  await page.keyboard.press('Escape')
  const chip = page.getByRole('button', { name: 'Time: since 2026-11-23 15:00' })
  await expect(chip).toHaveAttribute('title', 'from 2026-11-23 15:00:00 UTC+01:00 · 2026-11-23 14:00:00.000 UTC')
  expect(await chip.locator('.value').evaluate((value) => value.scrollWidth - value.clientWidth)).toBe(0)
})

test('what is no time is said to be none, and leaves the filter as it is', async ({ page }) => {
  await page.goto('/?audit.from=2026-11-24T00:00:00Z')
  await expectRows(page, 1)
  await page.getByRole('button', { name: /^Time: / }).click()
  const from = page.getByRole('textbox', { name: 'From' })
  await expect(from).toHaveValue('2026-11-24 01:00:00')
  await from.fill('11/24/2026 3 PM')
  await from.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(/^This is no time\. Write it as \d{4}-/)
  await expect(from).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveURL(/audit\.from=2026-11-24T00/)
  await from.fill('')
  await from.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectRows(page, 5)
})

test('the dialog of a purge says its time in UTC, too', async ({ page }) => {
  await page.getByRole('button', { name: 'Purge…' }).click()
  const words = page.getByRole('dialog', { name: 'Purge old entries' }).getByRole('status')
  await expect(words).toContainText('before 2026-10-25 05:00:00 UTC+01:00')
  await expect(words).toHaveAttribute('title', '2026-10-25 04:00:00.000 UTC')
})
