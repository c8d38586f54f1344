import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { expectRows, grid, log, seed, serveInspector, watchTrouble } from './inspector-tab.js'
import type { ServedPage } from './serve.js'

let served: ServedPage

test.beforeEach(async () => {
  served = await serveInspector()
})

test.afterEach(async () => {
  await served.close()
})

/** The violations in words, so that a failure says what to mend. */
async function violations(page: Page): Promise<readonly string[]> {
  const results = await new AxeBuilder({ page }).analyze()
  return results.violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    return `${id}: ${help} (${nodes.length}) ${first?.html.slice(0, 200)} ${first?.failureSummary ?? ''}`
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('can be used by everybody when it is empty, filled, opened, and when nothing matches', async ({ page }) => {
        await page.goto(served.url)
        await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
        expect(await violations(page)).toEqual([])

        await seed(page)
        await expectRows(page, 48)
        await expect(page.getByText('90%', { exact: true })).toBeVisible()
        expect(await violations(page)).toEqual([])

        await page.getByRole('button', { name: 'Tool' }).click()
        await expect(page.getByRole('checkbox', { name: 'read_order' })).toBeVisible()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')

        await grid(page).focus()
        await page.keyboard.press('Enter')
        await expect(page.getByRole('region', { name: 'Entry' })).toBeVisible()
        expect(await violations(page)).toEqual([])

        await page.goto(`${served.url}?audit.text=nothing-has-this`)
        await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
        expect(await violations(page)).toEqual([])
      })

      test('can be used by everybody when it cannot read the trail, and goes on once it can', async ({ page }) => {
        await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
        await page.goto(served.url)
        await expect(page.getByRole('alert')).toContainText('WebAssembly could not be loaded')
        expect(await violations(page)).toEqual([])
        await page.unroute('**/*.wasm')
        await page.getByRole('button', { name: 'Try again' }).click()
        await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
      })
    })
  }
}

test('whatever an agent wrote is shown as text, and does nothing', async ({ page }) => {
  const trouble = watchTrouble(page, served.url)
  await page.goto(served.url)
  const hostile = [
    '<script>document.title = 1</script>',
    '<img src=x onerror="document.title = 1">',
    '</script><svg onload=alert(1)>',
    'javascript:alert(1)',
    'evil\u202egnp.exe',
    '\u001b[31mred\u001b[0m',
    '__proto__',
    '${alert(1)} {{alert(1)}}',
    'x'.repeat(1_000_000),
  ]
  const entries = hostile.map((text, index) => ({
    sessionId: text,
    stepId: text,
    toolName: text,
    agentId: text,
    parentPlanId: text,
    approvedBy: text,
    approvalReason: text,
    parameters: { [text]: text },
    result: [text, { [text]: text }],
    error: text,
    riskLevel: 'critical' as const,
    timestamp: Date.now() - index * 1_000,
  }))
  await log(page, entries)
  await expectRows(page, hostile.length)
  await grid(page).focus()
  const detail = page.getByRole('region', { name: 'Entry' })
  await page.keyboard.press('Enter')
  for (const text of hostile) {
    await expect(detail.getByRole('heading', { level: 2 })).toContainText(text.slice(0, 4).replace('\u001b', ''))
    await detail.getByRole('button', { name: 'Previous in the session' }).isDisabled()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  await expect(page).toHaveTitle('Test')
  await expect(page.locator('audit-inspector img, audit-inspector script, audit-inspector a')).toHaveCount(0)
  expect(trouble).toEqual([])
})
