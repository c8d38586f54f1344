import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import initSqlJs from 'sql.js'
import { detail, expectRows, grid, log, openEntry, openFile, openSeeded, seed } from './inspector-tab.js'
import { test } from './inspector-test.js'

/** Exports by the menu, and gives the file that the browser saved. */
async function exported(page: Page, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: label, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Drags a file over the page and drops it there, as the browser itself does for a person. */
async function dropFile(page: Page, path: string, over?: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') await over?.()
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data })
  }
}

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

test.describe('a file is looked into', () => {
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
    await openFile(page, 'five.ndjson', linesOf(bytes).slice(0, 5).join('\n'))
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
        await expect(
          page.getByText('Drop the file to look into it, read only. It stays on this machine.'),
        ).toBeVisible()
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

  test('one that holds nothing says so, and how to go back', async ({ page }) => {
    await openSeeded(page)
    await openFile(page, 'none.json', '[]')
    await expect(page.getByRole('heading', { name: 'Nothing is recorded in this file' })).toBeVisible()
    await page.getByRole('button', { name: 'Close file' }).press('Enter')
    await expectRows(page, 48)
    await expect(page.getByRole('button', { name: 'Open file…' })).toBeFocused()
  })
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
