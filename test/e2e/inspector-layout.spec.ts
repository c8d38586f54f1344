import { expect, type Page } from '@playwright/test'
import { detail, expectRows, grid, log, openEntry, openSeeded, row, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

/** How far the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

for (const width of [320, 360, 800, 1100, 1280, 1920]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('everything has its place, and the page moves in one direction only', async ({ page }) => {
      await openSeeded(page)
      expect(await overflow(page)).toBe(0)
      for (const part of [
        page.getByRole('searchbox', { name: /^Search in tools/ }),
        page.getByRole('list', { name: 'By risk' }),
        page.getByRole('listbox', { name: 'Actions over time' }),
        grid(page),
        page.getByText('Sessions', { exact: true }).first(),
      ]) {
        await part.scrollIntoViewIfNeeded()
        await expect(part).toBeInViewport()
      }
      await openEntry(page, /pay_invoice/)
      await expect(detail(page).getByRole('button', { name: 'Close' })).toBeInViewport()
      expect(await overflow(page)).toBe(0)
    })
  })
}

test('a time of another day is whole in its column', async ({ page }) => {
  await page.goto('/')
  await log(page, [
    { sessionId: 'old', stepId: '1', toolName: 'old_call', riskLevel: 'safe', timestamp: Date.UTC(2026, 0) },
  ])
  const time = row(page, /old_call/)
    .getByRole('gridcell')
    .first()
  await expect(time).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  expect(await time.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0)
})

for (const width of [320, 1280]) {
  test.describe(`of many entries, ${width} wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('no part of the summary reaches into the next', async ({ page }) => {
      await page.goto('/')
      await seed(page, 1_999)
      await expectRows(page, 1_999)
      const parts = page.locator('audit-summary section')
      await expect(parts.first()).toContainText('1,999')
      const beyond = await parts.evaluateAll((all) => all.map((part) => part.scrollWidth - part.clientWidth))
      expect(beyond).toEqual([0, 0, 0, 0, 0])
    })
  })
}

test.describe('in a page with a style of its own', () => {
  for (const style of ['display: block', 'display: block; height: auto', 'height: 100000px']) {
    test(`some rows of many are drawn: ${style}`, async ({ page }) => {
      await openSeeded(page)
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`audit-inspector { ${css} }`)
        document.adoptedStyleSheets.push(sheet)
      }, style)
      await seed(page, 2_000)
      await expectRows(page, 2_048)
      expect(await grid(page).getByRole('row').count()).toBeLessThan(200)
    })
  }
})

test.describe('in a window that is low', () => {
  test.use({ viewport: { width: 1280, height: 420 } })

  test('some entries can be seen, and all be reached', async ({ page }) => {
    await openSeeded(page)
    await grid(page).scrollIntoViewIfNeeded()
    await grid(page).focus()
    await page.keyboard.press('End')
    await expect(
      grid(page)
        .getByRole('row', { name: /list_orders/ })
        .last(),
    ).toBeInViewport()
  })
})

test.describe('the colours', () => {
  const background = (page: Page): Promise<string> =>
    page.locator('audit-inspector').evaluate((element) => getComputedStyle(element).backgroundColor)

  test('are those of the system, at once when it changes, and of the attribute where it says which', async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await openSeeded(page)
    const light = await background(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await background(page)
    expect(dark).not.toBe(light)
    await page.locator('audit-inspector').evaluate((element) => element.setAttribute('theme', 'light'))
    expect(await background(page)).toBe(light)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.locator('audit-inspector').evaluate((element) => element.setAttribute('theme', 'dark'))
    expect(await background(page)).toBe(dark)
  })
})
