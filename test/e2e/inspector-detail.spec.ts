import { expect, type Page } from '@playwright/test'
import { detail, expectRows, grid, log, openEntry, openSeeded, row, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const action = { sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' } as const

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

test('parameters and result are trees that fold, and are copied whole or in part', async ({ page }) => {
  await page.goto('/')
  const parameters = { path: 'notes.md', lines: [1, 2, { deep: [true, null] }] }
  await log(page, [{ ...action, parameters, result: 'written' }])
  const entry = await openEntry(page, /late_call/)
  const tree = entry.getByRole('tree', { name: 'Parameters' })
  const lines = tree.getByRole('treeitem', { name: 'lines: […] 3 items' })
  await expect(lines).toHaveAttribute('aria-expanded', 'true')
  await lines.click()
  await expect(tree.getByRole('treeitem')).toHaveCount(3)
  await page.keyboard.press('ArrowRight')
  await expect(tree.getByRole('treeitem', { name: '0: 1' })).toBeVisible()

  await tree.getByRole('treeitem', { name: 'Parameters: {…} 2 keys' }).hover()
  await tree.getByRole('treeitem', { name: 'Parameters' }).getByRole('button', { name: 'Copy' }).click()
  await expect(entry.getByRole('status').filter({ hasText: 'Copied as JSON' })).toHaveCount(1)
  expect(JSON.parse(await clipboard(page))).toEqual(parameters)
  await tree.getByRole('treeitem', { name: '2: {…} 1 key' }).press('c')
  await expect.poll(async () => clipboard(page)).toBe(JSON.stringify({ deep: [true, null] }, null, 2))
  await entry.getByRole('tree', { name: 'Result' }).getByRole('treeitem').press('c')
  await expect.poll(async () => clipboard(page)).toBe('"written"')
})

test('sizes are said, and what was cut', async ({ page }) => {
  await page.goto('/')
  const result = { text: 'x'.repeat(50_000), lines: [1, 2] }
  await log(page, [{ ...action, parameters: { path: 'é.md' }, result }])
  const entry = await openEntry(page, /late_call/)
  await expect(entry.getByRole('heading', { name: 'Parameters 16 B' })).toBeVisible()
  await expect(entry.getByRole('heading', { name: /^Result 50 kB, shortened to [34](\.\d)? kB$/ })).toBeVisible()
  await expect(entry.getByText(/^4\d,\d{3} characters cut when it was recorded$/)).toBeVisible()
})

test('a value of 1 MB opens as some rows, and all of it can be reached', async ({ page }) => {
  await page.goto('/')
  const result = {
    list: Array.from({ length: 25_000 }, (_, index) => ({ index, name: `item ${index}` })),
    text: 'word '.repeat(50_000),
  }
  await log(page, [{ ...action, result }], Infinity)
  const entry = await openEntry(page, /late_call/)
  await expect(entry.getByRole('heading', { name: /^Result 1(\.\d)? MB$/ })).toBeVisible()
  const tree = entry.getByRole('tree', { name: 'Result' })
  const items = tree.getByRole('treeitem')
  // All that is made for it, what is not seen included, whatever the size of the value.
  const made = (): Promise<number> => tree.evaluate(({ innerHTML }) => innerHTML.length)
  await expect(items).toHaveCount(3)
  expect(await made()).toBeLessThan(10_000)
  await tree.getByRole('treeitem', { name: 'list: […] 25,000 items' }).press('ArrowRight')
  // A hundred, and one to go on with.
  await expect(items).toHaveCount(104)
  expect(await made()).toBeLessThan(100_000)
  await tree.getByRole('treeitem', { name: 'Show 100 more of 24,900' }).press('Enter')
  await expect(items).toHaveCount(204)
  await tree.getByRole('treeitem', { name: /^text: "word/ }).press('Enter')
  const shown = await tree.getByRole('treeitem', { name: /^text: "word/ }).innerText()
  expect(shown.length).toBeLessThan(20_000)
  await expect(tree.getByText(/Show more/)).toBeVisible()
  expect(await made()).toBeLessThan(200_000)
  await tree.getByRole('treeitem').first().press('c')
  await expect.poll(async () => JSON.parse(await clipboard(page))).toEqual(result)
})

test('an error, and how an action ended', async ({ page }) => {
  await openSeeded(page)
  const failed = await openEntry(page, /print_label/)
  await expect(failed.getByRole('tree', { name: 'Error' })).toContainText('The printer is out of paper')
  await expect(failed.getByText('failed', { exact: true })).toBeVisible()
  await row(page, /refund/).click()
  await expect(detail(page).getByText('pending', { exact: true })).toBeVisible()
  await expect(detail(page).getByText('not known: its end was not recorded')).toBeVisible()
  await row(page, /drop_table/).click()
  await expect(detail(page).getByText('denied', { exact: true })).toBeVisible()
  await expect(detail(page).getByText('did not run', { exact: true })).toBeVisible()
})

test('how it came to be allowed or not: required, asked, decided by whom, after how long, and why', async ({
  page,
}) => {
  await page.goto('/')
  const asked = { approvalRequired: true, approvedBy: 'user', riskLevel: 'destructive' } as const
  await log(page, [
    {
      ...action,
      ...asked,
      toolName: 'delete_draft',
      approvalDecision: 'approved',
      approvalTimeMs: 8_400,
      approvalReason: 'it is superseded',
      metadata: { riskReason: 'the name says delete' },
    },
    { ...action, ...asked, toolName: 'drop_table', approvalDecision: 'rejected', approvalTimeMs: 3_100 },
    { ...action, ...asked, toolName: 'move_file', approvalDecision: 'auto', approvedBy: 'policy:own folder' },
    { ...action, ...asked, toolName: 'move_again', approvalDecision: 'auto', approvedBy: 'similar_match' },
    action,
  ])
  for (const [tool, story] of [
    [
      /delete_draft/,
      [
        'Approval was required: the name says delete.',
        'A person was asked.',
        'The user approved it after 8.4 s.',
        'Why: it is superseded',
      ],
    ],
    [/drop_table/, ['A person was asked.', 'The user rejected it after 3.1 s, so it did not run.']],
    [/move_file/, ['No person was asked.', 'The policy “own folder” allowed it.']],
    [/move_again/, ['It passed since a person had approved a call like it.']],
    [/late_call/, ['Approval was not required.']],
  ] as const) {
    await row(page, tool).click()
    for (const sentence of story) await expect(detail(page).getByText(sentence, { exact: true })).toBeVisible()
  }
})

test('its session, agent and plan are named, and each shows all that belongs to it', async ({ page }) => {
  await openSeeded(page)
  const planned = { ...action, agentId: 'planner', parentPlanId: 'plan-7' }
  await log(page, [planned, { ...planned, toolName: 'next_call' }, { ...planned, parentPlanId: 'plan-8' }])
  const entry = await openEntry(page, /next_call/)
  await expect(entry.getByText('plan-7', { exact: true })).toBeVisible()
  await entry.getByRole('button', { name: 'Only this plan' }).click()
  await expectRows(page, 2)
  await expect(page.getByRole('button', { name: 'Plan: plan-7' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await entry.getByRole('button', { name: 'Only this agent' }).click()
  await expectRows(page, 3)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await entry.getByRole('button', { name: 'Only this session' }).click()
  await expectRows(page, 3)
  await expect(page).toHaveURL(/audit\.session=late/)
})

test('the entries before and after it in its session are one press away, and the keyboard is kept', async ({
  page,
}) => {
  await openSeeded(page)
  const entry = await openEntry(page, /pay_invoice/)
  const next = entry.getByRole('button', { name: 'Next in the session' })
  await next.focus()
  for (const tool of ['drop_table', 'read_order', 'refund']) {
    await expect(next).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(entry.getByRole('heading', { name: tool })).toBeVisible()
    await expect(next).toBeFocused()
  }
  await expect(next).toBeDisabled()
  const previous = entry.getByRole('button', { name: 'Previous in the session' })
  await expect(previous).toBeEnabled()
  await previous.press('Enter')
  await expect(entry.getByRole('heading', { name: 'read_order' })).toBeVisible()
})

test('a link leads to it, in another tab too, and can be copied', async ({ page, context }) => {
  await openSeeded(page)
  await page.getByRole('button', { name: /^shift-2/ }).click()
  await expectRows(page, 12)
  const entry = await openEntry(page, /pay_invoice/)
  await expect(page).toHaveURL(/audit\.session=shift-2&audit\.entry=/)
  await entry.getByRole('button', { name: 'Copy link' }).click()
  await expect(entry.getByText('Copied', { exact: true })).toBeVisible()
  expect(await clipboard(page)).toBe(page.url())

  const [other] = await Promise.all([
    context.waitForEvent('page'),
    entry.getByRole('link', { name: 'Link to this entry' }).click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(detail(other).getByRole('heading', { name: 'pay_invoice' })).toBeVisible()
  await expectRows(other, 12)
  await entry.getByRole('button', { name: 'Close' }).click()
  await expect(page).not.toHaveURL(/audit\.entry=/)
  await expect(detail(page)).toHaveCount(0)
})

test('its row is in view and marked, however far down, in another tab too', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.goto('/')
  await seed(page, 2_000)
  await expectRows(page, 2_000)
  await grid(page).focus()
  await page.keyboard.press('End')
  await expect(grid(page).locator('[aria-rowindex="2001"]')).toContainText('list_orders')
  await page.keyboard.press('Enter')
  const address = await detail(page).getByRole('link', { name: 'Link to this entry' }).getAttribute('href')
  const other = await page.context().newPage()
  await other.setViewportSize({ width: 1280, height: 1000 })
  await other.goto(address ?? '')
  const marked = grid(other).getByRole('row', { selected: true })
  await expect(marked).toHaveAttribute('aria-rowindex', '2001')
  await expect(marked).toBeInViewport({ ratio: 0.4 })
  await other.keyboard.press('Escape')
  await expect(grid(other)).toHaveAttribute('aria-activedescendant', 'row-1999')
})

test('a neighbour in its session is in view and marked, however far it is', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.goto('/')
  await seed(page, 2_000)
  const minutesAgo = [0, 90, 300]
  await log(
    page,
    minutesAgo.map((minutes) => Object.assign({ timestamp: Date.now() - minutes * 60_000 }, action)),
  )
  await page.reload()
  await expectRows(page, 2_003)
  await row(page, /late_call/).click()
  const marked = grid(page).getByRole('row', { selected: true })
  for (const [direction, place] of [
    ['Previous', /^(?!2$|2004$)/],
    ['Previous', '2004'],
    ['Next', /^(?!2$|2004$)/],
    ['Next', '2'],
  ] as const) {
    await detail(page)
      .getByRole('button', { name: `${direction} in the session` })
      .click()
    await expect(marked).toContainText('late_call')
    await expect(marked).toHaveAttribute('aria-rowindex', place)
    await expect(marked).toBeInViewport({ ratio: 0.4 })
  }
})

test('an address that names an entry that is gone says so', async ({ page }) => {
  await openSeeded(page)
  await page.goto('/?audit.entry=gone')
  await expect(page.getByText('The entry that this address names is not in this trail')).toBeVisible()
  await expectRows(page, 48)
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter')
  await expect(page.getByText('The entry that this address names')).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Entries' })).toBeFocused()
})

test.describe('in a zone that is not UTC', () => {
  test.use({ timezoneId: 'Asia/Kolkata' })

  test('its times are local with their zone, how long ago, and in UTC', async ({ page }) => {
    await page.clock.install({ time: '2026-03-01T16:36:10Z' })
    await page.goto('/')
    await log(page, [{ ...action, timestamp: '2026-03-01T16:34:05.123456Z' }])
    const entry = await openEntry(page, /late_call/)
    const started = entry.getByText('2026-03-01 22:04:05 UTC+05:30')
    await expect(started).toHaveAttribute('title', '2026-03-01 16:34:05.123456 UTC')
    await expect(entry.getByText('2026-03-01 16:34:05.123456 UTC')).toBeVisible()
    await expect(entry.getByText('2 min. ago')).toBeVisible()
    const session = page.getByRole('navigation', { name: 'Sessions' }).getByRole('listitem').first()
    await expect(session).toContainText('2 min. ago')
    await page.clock.fastForward('05:00')
    await expect(entry.getByText('7 min. ago')).toBeVisible()
    await expect(session).toContainText('7 min. ago')
  })
})
