import { writeFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { dropFile } from './file-transfer.js'
import { detail, expectRows, grid, holdOpening, log, openFile, openSeeded, row, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'
import { expectUsable } from './usable.js'

test.describe.configure({ mode: 'parallel' })

const action = { sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' } as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test.describe(`in ${colorScheme}, ${width} wide, axe finds nothing to mend`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })
      test.slow()

      test('while the trail is opened, empty, filled, and when nothing matches', async ({ page }) => {
        const release = await holdOpening(page)
        await page.goto('/')
        await expect(page.getByText('Opening the trail …')).toBeVisible()
        await expectUsable(page)
        release()
        await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
        await expectUsable(page)
        await seed(page)
        await expectRows(page, 48)
        await expect(page.getByText('90% of 40 that ran', { exact: true })).toBeVisible()
        await expectUsable(page)
        await page.goto('/?audit.text=nothing-has-this')
        await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
        await expectUsable(page)
      })

      test('with the other menus, the table of the timeline, sessions and the dialog of the purge open', async ({
        page,
      }) => {
        await openSeeded(page)
        for (const menu of ['Time', 'Export']) {
          await page.getByRole('button', { name: menu, exact: true }).click()
          await expect(page.getByRole('dialog', { name: menu })).toBeVisible()
          await expectUsable(page)
          await page.keyboard.press('Escape')
        }
        await page.getByRole('button', { name: 'Table' }).click()
        await expect(page.getByRole('table', { name: /^Actions over time/ })).toBeVisible()
        if (width === 360) await page.getByText('Sessions', { exact: true }).first().click()
        await page.getByRole('button', { name: /^shift-2/ }).click()
        await expectRows(page, 12)
        await expectUsable(page)
        await page.getByRole('button', { name: 'Purge…' }).click()
        await expect(page.getByText(/^None of 48 entries/)).toBeVisible()
        await expectUsable(page)
      })

      test('with an entry open, one that failed, and new ones waiting', async ({ page }) => {
        await openSeeded(page)
        await grid(page).focus()
        await log(page, [{ ...action, error: 'Nothing worked', metadata: { riskReason: 'none' } }])
        await page.getByRole('button', { name: '1 new entry' }).scrollIntoViewIfNeeded()
        await expectUsable(page)
        await page.getByRole('button', { name: '1 new entry' }).click()
        await row(page, /late_call/).click()
        await expect(detail(page)).toBeVisible()
        await expectUsable(page)
        await detail(page).getByRole('button', { name: 'Close' }).click()
        await row(page, /pay_invoice/).click()
        await expect(detail(page)).toBeVisible()
        await expectUsable(page)
      })

      test('with an export under way and done, a file open, one refused, and a notice', async ({ page }) => {
        await openSeeded(page)
        await page.goto('/?held&audit.entry=gone')
        await expect(page.getByText('The entry that this address names')).toBeVisible()
        await page.getByRole('button', { name: 'Export' }).click()
        await page.getByRole('button', { name: 'JSON', exact: true }).click()
        await expect(page.getByRole('progressbar', { name: 'Export' })).toBeVisible()
        await expectUsable(page)
        await page.evaluate(() => globalThis.inspector.endExport())
        await expect(page.getByText('Exported 48 entries')).toBeVisible()
        await expectUsable(page)
        await openFile(page, 'none.json', '[]')
        await expect(page.getByRole('heading', { name: 'Nothing is recorded in this file' })).toBeVisible()
        await openFile(page, 'diary.txt', 'Dear diary')
        await expect(page.getByText('diary.txt could not be opened.')).toBeVisible()
        await expectUsable(page)
      })

      test('when the trail cannot be read, at first or later', async ({ page, trouble }) => {
        await openSeeded(page)
        await page.goto('/?held')
        await expectRows(page, 48)
        await page.evaluate(() => globalThis.inspector.closeStore())
        await page.getByRole('searchbox', { name: /^Search in tools/ }).fill('a')
        await expect(page.getByText('What you see may be out of date.')).toBeVisible()
        await expectUsable(page)
        await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
        await page.goto('/')
        await expect(page.getByRole('heading', { name: 'The trail cannot be shown' })).toBeVisible()
        await expectUsable(page)
        expect(trouble.filter((said) => !said.includes('status of 404'))).toEqual([])
        trouble.length = 0
      })
    })
  }

  // Colours and names are the same at every width, and a page of a few entries is looked through soon.
  test.describe(`in ${colorScheme}, axe finds nothing to mend`, () => {
    test.use({ colorScheme })
    test.slow()

    test('with each menu of what can be chosen open, a time that is none, a purge that takes something, and after it', async ({
      page,
    }) => {
      await page.goto('/')
      const timestamp = new Date(Date.now() - 40 * 86_400_000)
      await log(page, [
        { ...action, toolName: 'old_call', timestamp },
        { ...action, agentId: 'clerk', parentPlanId: 'plan-7' },
      ])
      await page.goto('/?audit.session=late&audit.plan=plan-7')
      await expectRows(page, 1)
      for (const menu of ['Risk', 'Decision', 'Outcome', 'Tool', 'Agent', 'Session: late', 'Plan: plan-7']) {
        await page.getByRole('button', { name: menu, exact: true }).click()
        await expect(page.getByRole('checkbox').first()).toBeVisible()
        await expectUsable(page)
        await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: 'Time', exact: true }).click()
      await page.getByRole('textbox', { name: 'From' }).fill('yesterday')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toHaveText(/^This is no time\./)
      await expectUsable(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Purge…' }).click()
      await expect(page.getByRole('button', { name: 'Remove 1 entry' })).toBeEnabled()
      await expectUsable(page)
      await page.getByRole('button', { name: 'Remove 1 entry' }).click()
      await expect(page.getByText('Removed 1 entry.')).toBeVisible()
      await expectUsable(page)
    })

    test('when the trail is in memory only, a file is over it, and is open', async ({ page }, testInfo) => {
      await page.goto('/?memory')
      await expect(page.getByText('This trail is kept in memory only')).toBeVisible()
      await expectUsable(page)
      const path = testInfo.outputPath('trail.ndjson')
      await writeFile(
        path,
        JSON.stringify({ session_id: 's', step_id: '1', tool_name: 'filed_call', risk_level: 'safe' }),
      )
      await dropFile(page, path, async () => {
        const hint = page.getByText(/^Drop the file/)
        await expect(hint).toBeVisible()
        await expectUsable(page, hint.locator('..'))
      })
      await row(page, /filed_call/).click()
      await expect(detail(page)).toBeVisible()
      await expectUsable(page)
    })
  })
}
