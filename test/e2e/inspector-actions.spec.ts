import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import initSqlJs from 'sql.js'
import { dropFile, exported } from './file-transfer.js'
import { detail, expectRows, log, openEntry, openFile, openSeeded, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

test.describe('what is filtered is saved', () => {
  test.beforeEach(async ({ page }) => {
    await openSeeded(page)
    await page.getByRole('button', { name: /^shift-2/ }).click()
    await expectRows(page, 12)
  })

  for (const [label, extension, timesOf] of [
    ['JSON', 'json', timesOfJson],
    ['NDJSON', 'ndjson', (bytes) => timesOfJson(`[${linesOf(bytes).join()}]`)],
    [
      'CSV',
      'csv',
      (bytes) =>
        linesOf(bytes)
          .slice(1)
          .map((line) => timeOf(line.split(',')[0])),
    ],
    ['SQLite', 'db', timesOfDatabase],
  ] as const satisfies readonly [string, string, (bytes: Buffer) => readonly number[] | Promise<readonly number[]>][]) {
    test(`as ${label}, complete, and nothing else`, async ({ page }) => {
      const { name, bytes } = await exported(page, label)
      expect(name).toMatch(new RegExp(`^audit-trail-[\\dT-]+\\.${extension}$`))
      await expect(page.getByText(/^Exported 12 entries, [\d.]+ k?B: audit-trail-/)).toBeVisible()
      await expect(page.getByRole('button', { name: 'Export' })).toBeFocused()
      const times = await page.evaluate(() => globalThis.inspector.timesOf('shift-2'))
      expect((await timesOf(bytes)).toSorted(upwards)).toEqual(times.toSorted(upwards))
      expect(times).toHaveLength(12)
    })
  }
})

/** Entries of the sample day are told apart by their times, which every form of export has. */
function timeOf(timestamp: unknown): number {
  return Date.parse(String(timestamp))
}

function upwards(one: number, other: number): number {
  return one - other
}

function linesOf(bytes: Buffer): readonly string[] {
  return bytes.toString().trim().split(/\r?\n/)
}

function timesOfJson(json: Buffer | string): readonly number[] {
  const rows: readonly { readonly timestamp: string }[] = JSON.parse(json.toString())
  return rows.map(({ timestamp }) => timeOf(timestamp))
}

async function timesOfDatabase(bytes: Buffer): Promise<readonly number[]> {
  const { Database } = await initSqlJs()
  const [result] = new Database(bytes).exec('SELECT timestamp FROM agent_audit')
  return result?.values.map(([timestamp]) => timeOf(timestamp)) ?? []
}

test('a large export says how far it is, and is cancelled without losing the keyboard', async ({ page }) => {
  await page.goto('/')
  await seed(page, 60_000)
  await page.reload()
  await expectRows(page, 60_000)
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('button', { name: 'JSON', exact: true }).press('Enter')
  const progress = page.getByRole('progressbar', { name: 'Export' })
  await expect(page.getByText('Exporting 60,000 entries …')).toBeVisible()
  await expect(progress).toHaveAttribute('value', /^0\.\d+$/)
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('The export was cancelled.')).toBeVisible()
  await expect(progress).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Open file…' })).toBeFocused()
})

test('an export as SQLite, which says nothing before it is whole, is under way all the same, and can be cancelled', async ({
  page,
}) => {
  await openSeeded(page)
  await page.goto('/?held')
  await expectRows(page, 48)
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('button', { name: 'SQLite', exact: true }).press('Enter')
  await expect(page.getByText('Exporting 48 entries …')).toBeVisible()
  const progress = page.getByRole('progressbar', { name: 'Export' })
  await expect(progress).not.toHaveAttribute('value', /./)
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('The export was cancelled.')).toBeVisible()
  await expect(progress).toHaveCount(0)
  await page.evaluate(() => globalThis.inspector.endExport())
  // The next one is the only one that is saved.
  const { name } = await exported(page, 'CSV')
  await expect.poll(() => downloads).toEqual([name])
})

test.describe('a purge', () => {
  test.beforeEach(async ({ page }) => {
    await openSeeded(page)
    const timestamp = new Date(Date.now() - 100 * 86_400_000)
    await log(page, [{ sessionId: 'old', stepId: '1', toolName: 'old_call', riskLevel: 'safe', timestamp }])
    await expectRows(page, 49)
    await page.getByRole('button', { name: 'Purge…' }).press('Enter')
  })

  test('says how many it would take, from before when, and takes them', async ({ page }) => {
    const days = page.getByRole('spinbutton', { name: /Older than/ })
    await expect(days).toBeFocused()
    await days.fill('90')
    const dialog = page.getByRole('dialog', { name: 'Purge old entries' })
    await expect(dialog.getByRole('status')).toHaveText(
      /^1 of 49 entries is from before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC and will be removed\.$/,
    )
    await expect(dialog.getByText('cannot be undone')).toBeVisible()
    await days.press('Enter')
    await expectRows(page, 48)
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Purge…' })).toBeFocused()
    await page.reload()
    await expectRows(page, 48)
  })

  test('that is thought better of takes nothing, and Escape closes nothing behind it', async ({ page }) => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await openEntry(page, /refund/)
    await page.getByRole('button', { name: 'Purge…' }).press('Enter')
    await page.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(detail(page)).toBeVisible()
    await expectRows(page, 49)
    await expect(page.getByRole('button', { name: 'Purge…' })).toBeFocused()
  })

  test('is about the live trail: while it asks, a file that is dropped is not opened', async ({ page }) => {
    await expect(page.getByText(/^1 of 49 entries is from before/)).toBeVisible()
    const folder = await mkdtemp(join(tmpdir(), 'tallystick-drop-'))
    await writeFile(join(folder, 'other.json'), '[]')
    await dropFile(page, join(folder, 'other.json'), async () => {
      await expect(page.getByText(/^Drop the file/)).toHaveCount(0)
    })
    await page.getByRole('button', { name: 'Remove 1 entry' }).press('Enter')
    await expectRows(page, 48)
    await expect(page.getByText('Removed 1 entry.')).toBeVisible()
    await expect(page.getByText('read only')).toHaveCount(0)
    await rm(folder, { recursive: true })
  })

  test('is put aside when a file that was on its way takes the place of the trail', async ({ page }) => {
    await page.getByRole('button', { name: 'Cancel' }).press('Enter')
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/assets/import-on-demand-*.js', async (route) => {
      await held
      await route.continue()
    })
    const timestamp = '2020-01-02T03:04:05Z'
    const old = { id: 'f1', session_id: 's', step_id: '1', tool_name: 't', risk_level: 'safe', parameters: {} }
    await openFile(page, 'old.json', JSON.stringify([{ ...old, timestamp, created_at: timestamp }]))
    await page.getByRole('button', { name: 'Purge…' }).press('Enter')
    await expect(page.getByText(/^1 of 49 entries is from before/)).toBeVisible()
    release()
    await expect(page.getByText('old.json · read only')).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expectRows(page, 1)
    await page.getByRole('button', { name: 'Close file' }).press('Enter')
    await expectRows(page, 49)
  })

  test('takes a part of a day that is very small, too', async ({ page }) => {
    const days = page.getByRole('spinbutton', { name: /Older than/ })
    await days.fill('0')
    await expect(page.getByText('Give a number of days, more than zero.')).toBeVisible()
    await days.fill('0.001')
    await page.getByRole('button', { name: 'Remove 49 entries' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
  })

  test('of everything leaves an empty trail, which says how something gets in', async ({ page }) => {
    await page.goto('/?trail=old')
    const timestamp = new Date(Date.now() - 40 * 86_400_000)
    await log(page, [{ sessionId: 'old', stepId: '1', toolName: 'old_call', riskLevel: 'safe', timestamp }])
    await expectRows(page, 1)
    await page.getByRole('button', { name: 'Purge…' }).press('Enter')
    await expect(page.getByText(/^The one entry is from before/)).toBeVisible()
    await page.getByRole('button', { name: 'Remove 1 entry' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Purge…' })).toBeFocused()
  })
})
