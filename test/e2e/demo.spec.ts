import { readFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { type ServedDemo, serveDemo } from './built-demo.js'

let demo: ServedDemo

test.beforeAll(async () => {
  demo = await serveDemo()
})

test.afterAll(async () => {
  await demo.close()
})

async function logAction(page: Page, tool: string, risk: string, parameters = '{}'): Promise<void> {
  await page.getByLabel('Tool').fill(tool)
  await page.getByLabel('Risk', { exact: true }).selectOption(risk)
  await page.getByLabel('Parameters').fill(parameters)
  await page.getByRole('button', { name: 'Log', exact: true }).click()
  await expect(page.getByText(`Kept: ${tool}.`)).toBeVisible()
}

test('an action that is logged appears in the list, and is there after a reload', async ({ page }) => {
  await page.goto(demo.url)
  await expect(page.getByText('Nothing yet.')).toBeVisible()

  await logAction(page, 'file_write', 'moderate', '{ "path": "notes.md" }')
  await expect(page.getByRole('listitem')).toContainText(['file_write'])
  await expect(page.getByText('1 entry', { exact: true })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('listitem')).toContainText(['"path": "notes.md"'])
})

test('another tab sees an action as it is logged', async ({ context }) => {
  const [writer, watcher] = [await context.newPage(), await context.newPage()]
  await Promise.all([writer.goto(demo.url), watcher.goto(demo.url)])
  await expect(watcher.getByText('Nothing yet.')).toBeVisible()
  await logAction(writer, 'shell', 'critical')
  await expect(watcher.getByRole('listitem')).toContainText(['shell'])
})

test('a filter by risk leaves the other entries out', async ({ page }) => {
  await page.goto(demo.url)
  await logAction(page, 'reader', 'safe')
  await logAction(page, 'deleter', 'destructive')
  await expect(page.getByRole('listitem')).toHaveCount(2)

  await page.getByLabel('Show').selectOption('destructive')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('listitem')).toContainText('deleter')
  await page.getByLabel('Show').selectOption('critical')
  await expect(page.getByText('Nothing of this risk was logged.')).toBeVisible()
})

test('markup that an agent recorded is shown as text', async ({ page }) => {
  await page.goto(demo.url)
  const markup = '<img src=x onerror="document.title=1">'
  await logAction(page, markup, 'safe', JSON.stringify({ note: markup }))
  await expect(page.getByRole('listitem')).toContainText([markup])
  await expect(page.locator('#entries img')).toHaveCount(0)
  await expect(page).toHaveTitle('Tallystick demo')
})

test('parameters that are no JSON object are refused beside their field', async ({ page }) => {
  await page.goto(demo.url)
  await page.getByLabel('Parameters').fill('[1, 2')
  await page.getByRole('button', { name: 'Log', exact: true }).click()
  await expect(page.getByText('This is not a JSON object')).toBeVisible()
  await expect(page.getByLabel('Parameters')).toBeFocused()
  await expect(page.getByRole('listitem')).toHaveCount(0)
})

test('the page can be used by keyboard alone', async ({ page }) => {
  await page.goto(demo.url)
  await expect(page.getByText('Nothing yet.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Tool')).toBeFocused()
  await page.keyboard.type('typed_tool')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem')).toContainText(['typed_tool'])
})

test('the trail is downloaded as JSON, CSV and SQLite', async ({ page }) => {
  await page.goto(demo.url)
  await logAction(page, 'file_write', 'moderate')

  const download = async (name: string): Promise<Buffer> => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
    return readFile(await file.path())
  }
  expect(JSON.parse((await download('JSON')).toString())).toMatchObject([{ tool_name: 'file_write' }])
  expect((await download('CSV')).toString()).toMatch(/^timestamp,tool_name,risk_level,.*\r\n.*,file_write,moderate,/)
  expect((await download('SQLite')).subarray(0, 15).toString()).toBe('SQLite format 3')
})

test('a page that keeps nothing says so', async ({ page }) => {
  await page.goto(`${demo.url}?memory`)
  await expect(page.getByRole('alert')).toContainText('Nothing is kept here')
})

test('a WebAssembly that cannot be loaded is told to the person, and logging goes on', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))
  await page.goto(demo.url)
  await logAction(page, 'file_write', 'moderate')
  await expect(page.getByRole('alert')).toContainText('WebAssembly could not be loaded')
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
