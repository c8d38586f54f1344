import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { dropFile, exported } from './file-transfer.js'
import { detail, expectRows, grid, log, openEntry, openFile, openSeeded, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

const one = { id: 'f1', session_id: 'of-a-file', step_id: '1', tool_name: 'server_call', risk_level: 'safe' }
const row = { ...one, timestamp: '2026-01-02T03:04:05Z', created_at: '2026-01-02T03:04:05Z', parameters: {} }

/** Holds the page to it that a file is shown, read only, and nothing else. */
async function expectFile(page: Page, name: string, count: number): Promise<void> {
  await expect(page.getByText(`${name} · read only`)).toBeVisible()
  await expectRows(page, count)
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Purge…' })).toHaveCount(0)
}

test('JSON, by its button, and the trail is there again after it, as it was left', async ({ page }) => {
  await openSeeded(page)
  await page.goto('/?audit.risk=critical')
  await openEntry(page, /pay_invoice/)
  const { href } = new URL(page.url())
  await openFile(page, 'server.json', JSON.stringify([row]))
  await expectFile(page, 'server.json', 1)
  await openEntry(page, /server_call/)
  // Nothing leads to what is in a file on this machine.
  await expect(detail(page).getByRole('link')).toHaveCount(0)
  await page.getByRole('button', { name: 'Risk' }).click()
  await page.getByRole('checkbox', { name: 'moderate' }).check()
  await expect(page.getByRole('heading', { name: 'No entry matches these filters' })).toBeVisible()
  expect(page.url()).toBe(href)
  await page.getByRole('button', { name: 'Close file' }).press('Enter')
  await expectRows(page, 8)
  await expect(detail(page).getByRole('heading', { name: 'pay_invoice' })).toBeVisible()
  await expect(detail(page).getByRole('heading', { name: 'pay_invoice' })).toBeFocused()
  expect(page.url()).toBe(href)
})

test('NDJSON, by its button', async ({ page }) => {
  await openSeeded(page)
  const { bytes } = await exported(page, 'NDJSON')
  await openFile(page, 'five.ndjson', bytes.toString().split('\n').slice(0, 5).join('\n'))
  await expectFile(page, 'five.ndjson', 5)
})

test('a database, by its button, beside a trail that goes on', async ({ page }) => {
  await openSeeded(page)
  const { bytes } = await exported(page, 'SQLite')
  await log(page, [{ sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' }])
  await expectRows(page, 49)
  await openFile(page, 'server.db', bytes)
  await expectFile(page, 'server.db', 48)
  await grid(page).getByRole('row').nth(1).click()
  await expect(detail(page)).toBeVisible()
  await page.getByRole('button', { name: 'Close file' }).click()
  await expectRows(page, 49)
})

for (const [label, name] of [
  ['JSON', 'dropped.json'],
  ['NDJSON', 'dropped.ndjson'],
  ['SQLite', 'dropped.db'],
] as const) {
  test(`${label}, by dropping it anywhere, and nothing of it leaves the machine`, async ({ page }) => {
    await openSeeded(page)
    const { bytes } = await exported(page, label)
    const folder = await mkdtemp(join(tmpdir(), 'tallystick-drop-'))
    await writeFile(join(folder, name), bytes)
    await log(page, [{ sessionId: 'late', stepId: '1', toolName: 'late_call', riskLevel: 'safe' }])
    await expectRows(page, 49)
    const asked: string[] = []
    // The module that reads exports comes with the first of them, from where the page came from.
    page.on('request', (request) => {
      if (!/^http:\/\/127\.0\.0\.1:\d+\/assets\/import-on-demand-[^/?]+\.js$/.test(request.url()))
        asked.push(request.url())
    })
    await dropFile(page, join(folder, name), async () => {
      await expect(page.getByText('Drop the file to look into it, read only. It stays on this machine.')).toBeVisible()
    })
    await expectFile(page, name, 48)
    await expect(page.getByText(/^Drop the file/)).toHaveCount(0)
    expect(asked).toEqual([])
    await rm(folder, { recursive: true })
  })
}

test('one that is no trail is refused with the reason, and what was shown stays', async ({ page }) => {
  await openSeeded(page)
  for (const [name, content, reason] of [
    ['diary.txt', 'Dear diary', 'The import holds no entry at line 1'],
    ['empty.json', '', 'The file is empty.'],
    ['broken.db', `SQLite format 3\0${'x'.repeat(4_096)}`, 'is not an SQLite database, or is damaged'],
  ] as const) {
    await openFile(page, name, content)
    await expect(page.getByText(`${name} could not be opened.`)).toContainText(reason)
    await expectRows(page, 48)
  }
})

test('a database that is damaged in the middle is refused with the damage, and what was shown stays', async ({
  page,
}) => {
  await page.goto('/')
  await seed(page, 4_000)
  await expectRows(page, 4_000)
  const { bytes } = await exported(page, 'SQLite')
  for (const part of [1 / 4, 1 / 2, 3 / 4]) {
    const start = Math.floor(bytes.length * part)
    await openFile(page, 'damaged.db', Buffer.from(bytes).fill(0xa5, start, start + 40_000))
    await expect(page.getByText('damaged.db could not be opened.')).toContainText(
      /damaged\.db is damaged: SQLite finds in it: .*Take another copy of it/,
    )
    await expectRows(page, 4_000)
  }
  await openFile(page, 'short.db', bytes.subarray(0, -5_000))
  await expect(page.getByText('short.db could not be opened.')).toContainText('the last 5000 bytes of it are missing')
  await expectRows(page, 4_000)
  await openFile(page, 'whole.db', bytes)
  await expectFile(page, 'whole.db', 4_000)
})

test('one that holds nothing says so, and how to go back', async ({ page }) => {
  await openSeeded(page)
  await openFile(page, 'none.json', '[]')
  await expect(page.getByRole('heading', { name: 'Nothing is recorded in this file' })).toBeVisible()
  await page.getByRole('button', { name: 'Close file' }).press('Enter')
  await expectRows(page, 48)
  await expect(page.getByRole('button', { name: 'Open file…' })).toBeFocused()
})
