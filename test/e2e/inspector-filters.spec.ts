import { expect, type Locator, type Page } from '@playwright/test'
import { detail, expectRows, grid, log, openEntry, openSeeded, row } from './inspector-tab.js'
import { test } from './inspector-test.js'

test.beforeEach(({ page }) => openSeeded(page))

/** Opens one of the menus. */
async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** A choice in the menu that is open. */
function choice(page: Page, name: string): Locator {
  return page.getByRole('checkbox', { name })
}

async function choose(page: Page, menu: string, name: string): Promise<void> {
  await open(page, menu)
  await choice(page, name).check()
  await page.keyboard.press('Escape')
}

for (const [menu, chosen, count] of [
  ['Risk', 'critical', 8],
  ['Decision', 'rejected', 4],
  ['Outcome', 'failed', 4],
  ['Tool', 'read_order', 8],
  ['Agent', 'clerk', 24],
] as const) {
  test(`the menu ${menu} leaves what is chosen, says so, keeps it in the address, and gives the keyboard back`, async ({
    page,
  }) => {
    await choose(page, menu, chosen)
    await expectRows(page, count)
    const button = page.getByRole('button', { name: `${menu}: ${chosen}` })
    await expect(button).toBeFocused()
    await expect(page).toHaveURL(new RegExp(`\\?audit\\.${menu.toLowerCase()}=${chosen}$`))
    await page.reload()
    await expectRows(page, count)
    await open(page, `${menu}: ${chosen}`)
    await choice(page, chosen).uncheck()
    await expectRows(page, 48)
  })
}

test('choices of one kind add up, those of two narrow down, and one click clears all', async ({ page }) => {
  await open(page, 'Risk')
  await choice(page, 'critical').check()
  await choice(page, 'destructive').check()
  await page.keyboard.press('Escape')
  await expectRows(page, 16)
  await expect(page.getByRole('button', { name: 'Risk: critical +1' })).toBeVisible()
  await choose(page, 'Outcome', 'denied')
  await expectRows(page, 4)
  await page.getByRole('button', { name: 'Clear filters' }).press('Enter')
  await expectRows(page, 48)
  await expect(page.getByRole('searchbox', { name: /^Search in tools/ })).toBeFocused()
})

test('what is filtered stands in the address, beside what is there, and comes back from it', async ({ page }) => {
  await page.goto('/?mine=kept#place')
  await choose(page, 'Risk', 'critical')
  await choose(page, 'Outcome', 'denied')
  await expectRows(page, 4)
  await expect(page).toHaveURL(/\?mine=kept&audit\.risk=critical&audit\.outcome=denied#place$/)
  const sent = await page.context().newPage()
  await sent.goto(page.url())
  await expectRows(sent, 4)
  await expect(sent.getByRole('button', { name: 'Risk: critical' })).toBeVisible()
  await sent.getByRole('button', { name: 'Clear filters' }).click()
  await expectRows(sent, 48)
  await expect(sent).toHaveURL(/\?mine=kept#place$/)
})

test('going back and forward in the page leads to what was shown there', async ({ page }) => {
  await page.goto('/?mine=kept')
  await choose(page, 'Risk', 'critical')
  await expectRows(page, 8)
  await page.goto(`${page.url()}#place`)
  await choose(page, 'Outcome', 'denied')
  await openEntry(page, /drop_table/)
  await page.goBack()
  await expect(page).toHaveURL(/\?mine=kept&audit\.risk=critical$/)
  await expectRows(page, 8)
  await expect(detail(page)).toBeHidden()
  await page.goForward()
  await expectRows(page, 4)
  await expect(detail(page)).toContainText('drop_table')
})

test('a text is looked for in tools, parameters, results and errors', async ({ page }) => {
  const search = page.getByRole('searchbox', { name: /^Search in tools/ })
  for (const [text, count] of [
    ['search_web', 4],
    ['November', 4],
    ['"step":7}', 1],
    ['out of paper', 4],
  ] as const) {
    await search.fill(text)
    await expectRows(page, count)
  }
  await expect(page).toHaveURL(/\?audit\.text=out\+of\+paper$/)
  await page.reload()
  await expectRows(page, 4)
  await expect(search).toHaveValue('out of paper')
  await search.fill('100%_nothing')
  await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
  await page.locator('.state').getByRole('button', { name: 'Clear filters' }).press('Enter')
  await expectRows(page, 48)
  await expect(grid(page)).toBeFocused()
})

test('a session is let go of where the filters are', async ({ page }) => {
  await page.getByRole('button', { name: /^shift-3/ }).click()
  await expectRows(page, 12)
  await expect(page).toHaveURL(/\?audit\.session=shift-3$/)
  await page.reload()
  await expectRows(page, 12)
  await open(page, 'Session: shift-3')
  await choice(page, 'shift-3').press('Space')
  await expectRows(page, 48)
  await expect(page.getByRole('searchbox', { name: /^Search in tools/ })).toBeFocused()
})

test('of very many tools the most frequent are listed, and what is chosen', async ({ page }) => {
  const call = { sessionId: 'many', stepId: '1', riskLevel: 'safe' as const }
  await log(
    page,
    Array.from({ length: 150 }, (_, index) => ({ ...call, toolName: `tool ${index}` })),
  )
  await page.goto(
    `/?${new URLSearchParams([
      ['audit.tool', 'tool 149'],
      ['audit.tool', 'read_order'],
    ])}`,
  )
  await expectRows(page, 9)
  await open(page, 'Tool: tool 149 +1')
  await expect(page.getByText('61 more occur less often. The search finds them.')).toBeVisible()
  await expect(choice(page, 'read_order 8')).toBeChecked()
  await choice(page, 'tool 149 1').click()
  await expectRows(page, 8)
})

test.describe('the time', () => {
  const at = (ago: number, toolName: string) => ({
    sessionId: 'times',
    stepId: toolName,
    toolName,
    riskLevel: 'safe' as const,
    timestamp: Date.now() - ago * 60_000,
  })

  test('is that of a preset', async ({ page }) => {
    await log(page, [
      at(10, 'minutes'),
      at(50, 'hour'),
      at(23 * 60, 'day'),
      at(6 * 1440, 'week'),
      at(29 * 1440, 'month'),
      at(31 * 1440, 'longer'),
    ])
    await expectRows(page, 54)
    await open(page, 'Time')
    for (const [preset, here, gone] of [
      ['Last 15 minutes', 'minutes', 'hour'],
      ['Last hour', 'hour', 'day'],
      ['Last 24 hours', 'day', 'week'],
      ['Last 7 days', 'week', 'month'],
    ] as const) {
      await page.getByRole('button', { name: preset }).click()
      // The key may come before the answer, whose rows then begin at the top.
      await expect(async () => {
        await grid(page).press('End')
        await expect(row(page, new RegExp(`\\b${here}\\b`))).toBeVisible({ timeout: 1000 })
      }).toPass()
      // The end is in sight, where an older entry would stand.
      await expect(row(page, new RegExp(`\\b${gone}\\b`))).toHaveCount(0)
    }
    await page.getByRole('button', { name: 'Last 30 days' }).click()
    await expectRows(page, 53)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Time: since \d{4}-\d\d-\d\d \d\d:\d\d$/ })).toBeFocused()
  })

  test.describe('in another zone', () => {
    test.use({ timezoneId: 'America/St_Johns' })

    test('is exact to the second, typed as the clock of the place has it', async ({ page }) => {
      const timestamp = '2026-01-02T03:04:05.500Z'
      await log(page, [{ ...at(0, 'exact_call'), timestamp }])
      await expectRows(page, 49)
      await open(page, 'Time')
      await expect(page.getByText(/^Local time of 24 hours, now UTC-0[23]:30$/)).toBeVisible()
      const [from, to] = ['From', 'To'].map((name) => page.getByRole('textbox', { name }))
      if (!from || !to) throw new Error('There are no fields.')
      await from.focus()
      await page.keyboard.type('2026-01-01 23:34:05')
      await page.keyboard.press('Tab')
      await expect(to).toBeFocused()
      await page.keyboard.type('2026-01-01 23:34:06')
      await page.keyboard.press('Enter')
      await expectRows(page, 1)
      await expect(page).toHaveURL(/audit\.from=2026-01-02T03%3A04%3A05\.000Z&audit\.to=2026-01-02T03%3A04%3A06\.000Z/)
      await expect(from).toHaveAccessibleDescription('UTC-03:30 · 2026-01-02 03:04:05 UTC')
      await expect(row(page, /exact_call/)).toBeVisible()
      // What is written over is not disturbed by the entries that come and go meanwhile.
      await from.fill('')
      await from.pressSequentially('2025-01-01 23:34:05', { delay: 80 })
      await log(page, [{ ...at(0, 'later_call'), timestamp: '2025-05-01T00:00:00Z' }])
      await from.press('Enter')
      await expect(page).toHaveURL(/audit\.from=2025-01-02T03%3A04%3A05\.000Z/)
      await expectRows(page, 2)
    })
  })
})

test('two inspectors of a page have their own parameters, and one can leave the address alone', async ({ page }) => {
  await page.goto('/?address=audit&address=second&address=none')
  const [first, second, third] = [0, 1, 2].map((index) => page.locator('audit-inspector').nth(index))
  if (!first || !second || !third) throw new Error('There are not three inspectors.')
  for (const [inspector, level] of [
    [first, 'safe'],
    [second, 'critical'],
    [third, 'moderate'],
  ] as const) {
    await inspector.getByRole('button', { name: 'Risk' }).click()
    await inspector.getByRole('checkbox', { name: level }).check()
    await page.keyboard.press('Escape')
  }
  await expect(page).toHaveURL(/&audit\.risk=safe&second\.risk=critical$/)
  await page.reload()
  await expect(first.getByRole('grid')).toHaveAttribute('aria-rowcount', '21')
  await expect(second.getByRole('grid')).toHaveAttribute('aria-rowcount', '9')
  await expect(third.getByRole('grid')).toHaveAttribute('aria-rowcount', '49')
  await second.getByRole('grid').focus()
  await page.keyboard.press('/')
  await expect(second.getByRole('searchbox', { name: /^Search in tools/ })).toBeFocused()
})
