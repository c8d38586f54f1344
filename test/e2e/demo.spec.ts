import { brotliCompressSync } from 'node:zlib'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { type ServedDemo, serveDemo } from './built-demo.js'
import { DemoPage } from './demo-page.js'

let demo: ServedDemo

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

async function logAction(page: Page, tool: string, risk: string, parameters = '{}'): Promise<void> {
  const form = page.getByRole('form', { name: 'Log an action by hand' })
  if (!(await form.isVisible())) await page.getByText('Log an action by hand').click()
  await form.getByLabel('Tool').fill(tool)
  await form.getByLabel('Risk').selectOption(risk)
  await form.getByLabel('Parameters').fill(parameters)
  await form.getByRole('button', { name: 'Log', exact: true }).click()
  await expect(page.getByText(`Kept: ${tool}.`)).toBeVisible()
}

/** The row of the trail that says so. */
function row(page: Page, text: string): Locator {
  return page.getByRole('grid', { name: 'Entries' }).getByRole('row').filter({ hasText: text })
}

test('an action that is logged appears in the trail, and is there after a reload', async ({ page }) => {
  await page.goto(demo.url)
  await expect(page.getByText('Nothing is recorded yet')).toBeVisible()

  await logAction(page, 'file_write', 'moderate', '{ "path": "notes.md" }')
  await expect(row(page, 'file_write')).toContainText('moderate')

  await page.reload()
  await expect(row(page, 'file_write')).toContainText('notes.md')
})

test('the address of an entry shows it, also far down the page', async ({ page, context }) => {
  await page.goto(demo.url)
  await logAction(page, 'file_write', 'moderate')
  await row(page, 'file_write').click()
  const address = await page.getByRole('link', { name: 'Link to this entry' }).getAttribute('href')
  const opened = await context.newPage()
  await opened.setViewportSize({ width: 1280, height: 900 })
  await opened.goto(address ?? '')
  const heading = opened
    .getByRole('region', { name: 'Entry', exact: true })
    .getByRole('heading', { name: 'file_write' })
  await expect(heading).toBeFocused()
  await expect(heading).toBeInViewport({ ratio: 1 })
  await expect(opened.getByRole('tree', { name: 'Parameters' })).toBeInViewport({ ratio: 1 })
})

test('another tab sees an action as it is logged', async ({ context }) => {
  const [writer, watcher] = [await context.newPage(), await context.newPage()]
  await Promise.all([writer.goto(demo.url), watcher.goto(demo.url)])
  await expect(watcher.getByText('Nothing is recorded yet')).toBeVisible()
  await logAction(writer, 'shell', 'critical')
  await expect(row(watcher, 'shell')).toContainText('critical')
})

test('markup that an agent recorded is shown as text', async ({ page }) => {
  await page.goto(demo.url)
  const markup = '<img src=x onerror="document.title=1">'
  await logAction(page, markup, 'safe', JSON.stringify({ note: markup }))
  await expect(row(page, markup)).toHaveCount(1)
  await expect(page.locator('img')).toHaveCount(0)
  await expect(page).toHaveTitle('Tallystick demo')
})

test('parameters that are no JSON object are refused beside their field', async ({ page }) => {
  await page.goto(demo.url)
  await page.getByText('Log an action by hand').click()
  await page.getByLabel('Parameters, as').fill('[1, 2')
  await page.getByRole('button', { name: 'Log', exact: true }).click()
  await expect(page.getByText('This is not a JSON object')).toBeVisible()
  await expect(page.getByLabel('Parameters, as')).toBeFocused()
  await expect(page.getByText('Nothing is recorded yet')).toBeVisible()
})

test('the trail is downloaded as JSON, CSV and SQLite', async ({ page }) => {
  await page.goto(demo.url)
  await logAction(page, 'file_write', 'moderate')

  const desk = new DemoPage(page)
  expect(JSON.parse((await desk.exported('JSON')).toString())).toMatchObject([{ tool_name: 'file_write' }])
  expect((await desk.exported('CSV')).toString()).toMatch(
    /^timestamp,tool_name,risk_level,.*\r\n.*,file_write,moderate,/,
  )
  expect((await desk.exported('SQLite')).subarray(0, 15).toString()).toBe('SQLite format 3')
})

test('a page that keeps nothing says so', async ({ page }) => {
  await page.goto(`${demo.url}?memory`)
  await expect(page.getByRole('alert')).toContainText('Nothing is kept here')
  await expect(page.getByRole('list', { name: 'Orders' })).toContainText('1041')
})

test('a WebAssembly that cannot be loaded is told to the person, and logging goes on', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
  await page.goto(demo.url)
  await logAction(page, 'file_write', 'moderate')
  await expect(page.getByRole('alert').first()).toContainText('WebAssembly could not be loaded')
})

test('sample data is loaded into sessions of its own, as far as one wants', async ({ page }) => {
  await page.goto(demo.url)
  await page.getByRole('button', { name: 'Load 100,000 entries of sample data' }).click()
  await expect(page.getByRole('progressbar', { name: 'Sample data loaded' })).toBeVisible()
  await expect(page.getByText(/[1-9].* of 100,000 sample entries/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/Cancelled\. [\d,]+ sample entries were added\./)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Load 100,000' })).toBeFocused()
  await expect(page.getByRole('navigation', { name: 'Sessions' })).toContainText('sample 001')
})

test('100,000 entries of sample data are loaded once, however often they are asked for', async ({ page }) => {
  test.slow()
  await page.goto(demo.url)
  const load = page.getByRole('button', { name: 'Load 100,000 entries of sample data' })
  await load.click()
  await expect(page.getByText('100,000 sample entries were added')).toBeVisible({ timeout: 90_000 })
  await load.click()
  await expect(page.getByText('The sample data is in the trail already.')).toBeVisible({ timeout: 90_000 })
})

test('a page that only logs loads nothing of SQLite, and loads it with its first question', async ({ page }) => {
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  await page.goto(`${demo.url}log-only.html`)
  for (let n = 0; n < 3; n += 1) {
    await page.getByRole('button', { name: 'Log an action' }).click()
    await expect(page.getByText('Kept: button_click.')).toBeVisible()
  }
  await page.waitForLoadState('networkidle')
  expect(requested.length).toBeGreaterThan(0)
  const reading = (): string[] => requested.filter((url) => /\.wasm$|on-demand|browser-wasm|image-writer/.test(url))
  expect(reading()).toEqual([])

  await page.getByRole('button', { name: 'How many' }).click()
  await expect(page.getByText('Logged so far: 3.')).toBeVisible()
  expect(reading().filter((url) => url.endsWith('.wasm'))).toHaveLength(1)
  expect(reading().filter((url) => url.includes('on-demand'))).toHaveLength(1)
})

test('a page that only logs downloads less than 20 kB of scripts, as a server compresses them', async ({ page }) => {
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    // Not by the kind of the request: a chunk that is preloaded has another.
    if (response.url().endsWith('.js')) scripts.push(response.body())
  })
  await page.goto(`${demo.url}log-only.html`)
  await page.getByRole('button', { name: 'Log an action' }).click()
  await expect(page.getByText('Kept: button_click.')).toBeVisible()
  await page.waitForLoadState('networkidle')
  const sizes = (await Promise.all(scripts)).map((script) => brotliCompressSync(script).length)
  expect(sizes.length).toBeGreaterThan(0)
  // The page's own lines are among them.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000)
})

test('a part that cannot be loaded is an error that says so, and is loaded once it can be', async ({ page }) => {
  const failed = page.waitForEvent('pageerror')
  await page.route(/on-demand/, (route) => route.abort(), { times: 1 })
  await page.goto(`${demo.url}log-only.html`)
  await page.getByRole('button', { name: 'Log an action' }).click()
  await expect(page.getByText('Kept: button_click.')).toBeVisible()
  await page.getByRole('button', { name: 'How many' }).click()
  expect((await failed).message).toContain('could not be loaded')
  await page.getByRole('button', { name: 'How many' }).click()
  await expect(page.getByText('Logged so far: 1.')).toBeVisible()
})
