import { expect, test } from '@playwright/test'
import { expectRows, grid, log, openInspector, seed, serveInspector, watchTrouble } from './inspector-tab.js'
import type { ServedPage } from './serve.js'

let served: ServedPage
let trouble: readonly string[]

test.beforeEach(async ({ page }) => {
  served = await serveInspector()
  trouble = watchTrouble(page, served.url)
  await page.goto(served.url)
})

test.afterEach(async () => {
  await served.close()
  expect(trouble).toEqual([])
})

const action = { sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' } as const

test('an empty trail says how the first entry gets in, and shows it when it comes', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  await log(page, [action])
  await expect(page.getByRole('row', { name: /late_call/ })).toBeVisible()
})

test.describe('a trail', () => {
  test.beforeEach(async ({ page }) => {
    await seed(page)
    await expectRows(page, 48)
  })

  test('lists its sessions, newest first, each with what it did', async ({ page }) => {
    const sessions = page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem')
    await expect(sessions).toHaveCount(4)
    await expect(sessions.first()).toContainText('shift-4')
    await expect(sessions.first()).toContainText('12 actions')
    await expect(sessions.first()).toContainText('1 failed')
    await expect(sessions.first()).toContainText('1 pending')
    await expect(sessions.first().getByRole('img')).toHaveAccessibleName(
      '5 safe, 3 moderate, 2 destructive, 2 critical',
    )
  })

  test('finds a session by its name, shows it alone, and all again', async ({ page }) => {
    await page.getByLabel('Search sessions').fill('shift-2')
    const session = page.getByRole('button', { name: /^shift-2/ })
    await expect(page.getByRole('button', { name: /^shift-/ })).toHaveCount(1)
    await session.click()
    await expectRows(page, 12)
    await expect(session).toHaveAttribute('aria-pressed', 'true')
    await expect(page).toHaveURL(/audit\.session=shift-2/)
    await session.click()
    await expectRows(page, 48)
  })

  test('is summed up for what is filtered', async ({ page }) => {
    const actions = page.getByRole('region', { name: 'Actions' })
    await expect(actions.getByRole('list', { name: 'By risk' }).getByRole('listitem')).toHaveText([
      '20 safe',
      '12 moderate',
      '8 destructive',
      '8 critical',
    ])
    await expect(actions.getByText('90%', { exact: true })).toBeVisible()
    await expect(actions.getByRole('row', { name: 'print_label 12.4 s 12.4 s' })).toBeVisible()
    await page.goto(`${served.url}?audit.risk=critical`)
    await expect(actions.getByRole('list', { name: 'By risk' }).getByRole('listitem')).toHaveText([
      '0 safe',
      '0 moderate',
      '0 destructive',
      '8 critical',
    ])
    await expect(actions.getByText('4 rejected')).toBeVisible()
  })

  test('is filtered by risk and outcome, the address says so, and one click clears', async ({ page }) => {
    await page.goto(`${served.url}?mine=kept#place`)
    await page.getByRole('button', { name: 'Risk' }).click()
    await page.getByRole('checkbox', { name: 'critical' }).check()
    await expectRows(page, 8)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Outcome' }).click()
    await page.getByRole('checkbox', { name: 'denied' }).check()
    await expectRows(page, 4)
    await expect(page).toHaveURL(/\?mine=kept&audit\.risk=critical&audit\.outcome=denied#place$/)
    await page.keyboard.press('Escape')

    await page.reload()
    await expectRows(page, 4)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expectRows(page, 48)
    await expect(page).toHaveURL(/\?mine=kept#place$/)
  })

  test('is filtered by tool, agent, decision and time', async ({ page }) => {
    await page.getByRole('button', { name: 'Tool' }).click()
    await page.getByRole('checkbox', { name: 'read_order' }).check()
    await expectRows(page, 8)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Agent' }).click()
    await page.getByRole('checkbox', { name: 'clerk' }).check()
    await expectRows(page, 4)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('button', { name: 'Decision' }).click()
    await page.getByRole('checkbox', { name: 'rejected' }).check()
    await expectRows(page, 4)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Time' }).click()
    await page.getByRole('button', { name: 'Last hour' }).click()
    await expectRows(page, 1)
    await page.getByRole('textbox', { name: 'From', exact: true }).fill('2020-01-01T10:20:30')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('2020-01-02T10:20:30')
    await page.getByRole('textbox', { name: 'To', exact: true }).blur()
    await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
  })

  test('is searched as one types, from anywhere by a slash', async ({ page }) => {
    await grid(page).focus()
    await page.keyboard.press('/')
    await expect(page.getByLabel('Search in tools')).toBeFocused()
    await page.keyboard.type('November')
    await expectRows(page, 4)
    await page.keyboard.type('/')
    await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
    await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: 'Clear filters' }).last().click()
    await expectRows(page, 48)
  })

  test('is walked through and opened by keys alone', async ({ page }) => {
    const active = async (): Promise<string | null> => grid(page).getAttribute('aria-activedescendant')
    await grid(page).focus()
    await page.keyboard.press('ArrowDown')
    expect(await active()).toBe('row-1')
    await page.keyboard.press('End')
    await expect(page.getByRole('row', { name: /list_orders/ }).last()).toHaveAttribute('aria-rowindex', '49')
    await expect.poll(active).toBe('row-47')
    await page.keyboard.press('PageUp')
    await expect.poll(active).not.toBe('row-47')
    await page.keyboard.press('Home')
    await expect.poll(active).toBe('row-0')
    await page.keyboard.press('Enter')
    const detail = page.getByRole('region', { name: 'Entry' })
    await expect(detail.getByRole('heading', { name: 'refund' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(detail).toHaveCount(0)
    await expect(grid(page)).toBeFocused()
  })

  test('opens an entry, steps through its session, and opens it again from its address', async ({ page }) => {
    await grid(page)
      .getByRole('row', { name: /pay_invoice/ })
      .first()
      .click()
    const detail = page.getByRole('region', { name: 'Entry' })
    await expect(detail.getByRole('heading', { name: 'pay_invoice' })).toBeVisible()
    await expect(page).toHaveURL(/audit\.entry=/)
    await page.reload()
    await expect(detail.getByRole('heading', { name: 'pay_invoice' })).toBeVisible()
    await detail.getByRole('button', { name: 'Next in the session' }).click()
    await expect(detail.getByRole('heading', { name: 'drop_table' })).toBeVisible()
    await detail.getByRole('button', { name: 'Close' }).click()
    await expect(page).not.toHaveURL(/audit\.entry=/)
  })

  test('says so when the address names an entry that is gone', async ({ page }) => {
    await page.goto(`${served.url}?audit.entry=gone`)
    await expect(page.getByText('The entry that this address names is not in this trail')).toBeVisible()
    await expectRows(page, 48)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect(page.getByText('The entry that this address names')).toHaveCount(0)
  })

  test('is narrowed to a stretch of time on the timeline, and widened again', async ({ page }) => {
    const bars = page.getByRole('listbox', { name: 'Actions over time' })
    await bars.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/audit\.from=.*&audit\.to=/)
    await expectRows(page, 1)
    await page.getByRole('button', { name: 'Whole time' }).click()
    await expectRows(page, 48)
  })
})

test('what another tab logs appears by itself at the top, and waits for a reader who is further down', async ({
  page,
  context,
}) => {
  await seed(page)
  await expectRows(page, 48)
  const other = await openInspector(context, served.url)
  await log(other.page, [{ ...action, timestamp: Date.now() }])
  await expect(page.getByRole('row', { name: /late_call/ })).toBeVisible()
  await expectRows(page, 49)

  await grid(page).focus()
  await page.keyboard.press('End')
  const last = page.getByRole('row', { name: /list_orders/ }).last()
  await expect(last).toHaveAttribute('aria-rowindex', '50')
  await log(
    other.page,
    Array.from({ length: 12 }, (_, index) => ({ ...action, stepId: `n${index}`, timestamp: Date.now() })),
  )
  const button = page.getByRole('button', { name: '12 new entries' })
  await expect(button).toBeVisible()
  await expect(last).toHaveAttribute('aria-rowindex', '50')
  await expect(last).toBeInViewport()
  await button.click()
  await expectRows(page, 61)
  await expect(page.getByRole('row', { name: /late_call/ }).first()).toHaveAttribute('aria-rowindex', '2')
  expect(other.trouble).toEqual([])
})

test('of 20,000 entries some hundred are in memory, and each can be reached', async ({ page }) => {
  await seed(page, 20_000)
  await page.reload()
  await expectRows(page, 20_000)
  await grid(page).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '20001')
  await expect(page.getByRole('row', { name: /list_orders/ }).last()).toBeVisible()
  for (let page10 = 0; page10 < 20; page10 += 1) await page.keyboard.press('PageUp')
  await expect(page.getByText('Loading …')).toHaveCount(0)
  expect(await page.evaluate(() => globalThis.inspector.held())).toBeLessThanOrEqual(400)
  await page.keyboard.press('Home')
  await expect(page.getByRole('row', { name: /destructive/ }).first()).toBeVisible()
})

test('a file is looked at in place of the trail, and the trail is there again after it', async ({ page }) => {
  await seed(page)
  await expectRows(page, 48)
  const row = {
    id: 'f1',
    session_id: 'of-a-file',
    step_id: '1',
    timestamp: '2026-01-02T03:04:05Z',
    created_at: '2026-01-02T03:04:05Z',
  }
  const entry = { ...row, tool_name: 'server_call', risk_level: 'safe', parameters: {} }
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open file' }).click(),
  ])
  const buffer = Buffer.from(JSON.stringify([entry]))
  await chooser.setFiles({ name: 'server.json', mimeType: 'application/json', buffer })
  await expect(grid(page).getByRole('row', { name: /server_call/ })).toBeVisible()
  await expectRows(page, 1)
  await expect(page.getByText(/server\.json.*read only/)).toBeVisible()
  await page.getByRole('button', { name: 'Close file' }).click()
  await expectRows(page, 48)
})
