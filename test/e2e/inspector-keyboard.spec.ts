import { expect, type Page } from '@playwright/test'
import { tabStops, walk } from './focus-walk.js'
import { detail, expectRows, grid, openFile, openSeeded, row } from './inspector-tab.js'
import { test } from './inspector-test.js'

/** Holds the page to it that Tab reaches every control there is, forth and back, and that one sees where one is. */
async function expectReachable(page: Page): Promise<void> {
  const stops = await tabStops(page)
  expect(stops.length).toBeGreaterThan(2)
  for (const key of ['Tab', 'Shift+Tab']) {
    const { reached, unseen } = await walk(page, key, stops.length)
    expect(unseen).toEqual([])
    expect([...reached].toSorted()).toEqual([...stops].toSorted())
  }
}

for (const width of [360, 800, 1280]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('every control is reached by Tab, and one sees where one is', async ({ page }) => {
      await openSeeded(page)
      await page.getByRole('button', { name: 'Table' }).press('Enter')
      if (width === 360) await page.getByText('Sessions', { exact: true }).first().press('Enter')
      await expectReachable(page)
    })

    test('so is every control with an entry open, and the focus is where it was when it closes', async ({ page }) => {
      await openSeeded(page)
      await grid(page).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(detail(page).getByRole('heading', { name: 'read_order' })).toBeFocused()
      await expectReachable(page)
      for (const close of ['Escape', 'Close'] as const) {
        if (close === 'Escape') await detail(page).getByRole('treeitem').first().press('Escape')
        else await detail(page).getByRole('button', { name: 'Close' }).press('Enter')
        await expect(detail(page)).toHaveCount(0)
        await expect(grid(page)).toBeFocused()
        await page.keyboard.press('Enter')
        await expect(detail(page)).toBeVisible()
      }
    })
  })
}

test('a file is opened, looked through and closed by keys alone', async ({ page }) => {
  await openSeeded(page)
  await openFile(page, 'none.json', '[]')
  await expect(page.getByRole('heading', { name: 'Nothing is recorded in this file' })).toBeVisible()
  await expectReachable(page)
  await page.getByRole('button', { name: 'Close file' }).press('Space')
  await expectRows(page, 48)
  await expect(page.getByRole('button', { name: 'Open file…' })).toBeFocused()
})

test('an entry that its address opened gives the keyboard to the table when it closes', async ({ page }) => {
  await openSeeded(page)
  await row(page, /pay_invoice/).click()
  await expect(page).toHaveURL(/audit\.entry=/)
  await page.reload()
  await expect(detail(page).getByRole('heading', { name: 'pay_invoice' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(detail(page)).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
})

test.describe('where the system sets the colours', () => {
  test.use({ forcedColors: 'active' })

  test('what is chosen has an outline, and every level its shape and its word', async ({ page }) => {
    await openSeeded(page)
    await page.getByRole('button', { name: /^shift-4/ }).click()
    await expectRows(page, 12)
    await row(page, /pay_invoice/).click()
    await expect(detail(page)).toBeVisible()
    const outlined = [
      grid(page).getByRole('row', { selected: true }),
      page.getByRole('button', { pressed: true }),
      page.getByRole('button', { name: 'Session: shift-4' }),
    ]
    for (const chosen of outlined) await expect(chosen).toHaveCSS('outline-style', 'solid')
    await expect(page.getByRole('button', { name: /^shift-3/ })).not.toHaveCSS('outline-style', 'solid')
    for (const level of ['safe', 'moderate', 'destructive', 'critical']) {
      const cell = grid(page).getByRole('gridcell', { name: level, exact: true }).first()
      await expect(cell.locator('svg')).toBeVisible()
    }
    await grid(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect(grid(page).locator('.active')).toHaveCSS('outline-style', 'dashed')
  })
})
