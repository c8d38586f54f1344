import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { expectRows, grid, log, seed, serveInspector, watchTrouble } from './inspector-tab.js'
import type { ServedPage } from './serve.js'

let served: ServedPage
let trouble: readonly string[]

test.beforeEach(async ({ page }) => {
  served = await serveInspector()
  trouble = watchTrouble(page, served.url)
  await page.goto(served.url)
  await seed(page)
  await expectRows(page, 48)
})

test.afterEach(async () => {
  await served.close()
  expect(trouble).toEqual([])
})

/** Exports by the menu, and gives the file that the browser saved. */
async function exported(page: Page, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: label, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Opens a file as a person picks it. */
async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file…' }).click()
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

test('what is filtered is saved as a file', async ({ page }) => {
  await page.getByRole('button', { name: /^shift-2/ }).click()
  await expectRows(page, 12)
  const { name, bytes } = await exported(page, 'JSON')
  expect(name).toMatch(/^audit-trail-.*\.json$/)
  const entries = JSON.parse(bytes.toString('utf8')) as readonly { readonly session_id: string }[]
  expect(entries).toHaveLength(12)
  expect(new Set(entries.map(({ session_id }) => session_id))).toEqual(new Set(['shift-2']))
  await expect(page.getByText(/Exported 12 entries/)).toBeVisible()
})

test('a database is looked into read only, and the live trail is there again after', async ({ page }) => {
  const { bytes } = await exported(page, 'SQLite')
  await log(page, [{ sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' }])
  await expectRows(page, 49)
  await openFile(page, 'server.db', bytes)
  await expectRows(page, 48)
  await expect(page.getByText('server.db · read only')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Purge…' })).toHaveCount(0)
  await grid(page).getByRole('row').nth(1).click()
  await expect(page.getByRole('article')).toBeVisible()
  await page.getByRole('button', { name: 'Close file' }).click()
  await expectRows(page, 49)
})

test('an NDJSON file is looked into, and one that is no trail is refused with the reason', async ({ page }) => {
  const { bytes } = await exported(page, 'NDJSON')
  const lines = bytes.toString('utf8').split('\n').slice(0, 5)
  await openFile(page, 'five.ndjson', Buffer.from(lines.join('\n')))
  await expectRows(page, 5)
  await openFile(page, 'diary.txt', Buffer.from('Dear diary'))
  await expect(page.getByText(/diary\.txt could not be opened\. The import holds no entry at line 1/)).toBeVisible()
  await expectRows(page, 5)
})

test('a purge asks, says how many, and takes them', async ({ page }) => {
  const timestamp = new Date(Date.now() - 100 * 86_400_000)
  await log(page, [{ sessionId: 'old', stepId: '1', toolName: 'old_call', riskLevel: 'safe', timestamp }])
  await expectRows(page, 49)
  await page.getByRole('button', { name: 'Purge…' }).click()
  await page.getByRole('spinbutton', { name: /Older than/ }).fill('90')
  await expect(page.getByText(/^1 of 49 entries/)).toBeVisible()
  await page.getByRole('button', { name: 'Remove 1 entry' }).click()
  await expectRows(page, 48)
})

test('dragging over the timeline sets the time range, and a button takes it back', async ({ page }) => {
  const bars = page.getByRole('listbox', { name: 'Actions over time' })
  const box = await bars.boundingBox()
  if (!box) throw new Error('There is no timeline.')
  await page.mouse.move(box.x + 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/audit\.from=.*audit\.to=/)
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', '49')
  await page.getByRole('button', { name: 'Whole time' }).click()
  await expectRows(page, 48)
})
