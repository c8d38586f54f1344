import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium as playwright, expect, test } from '@playwright/test'
import { chromium } from '../../scripts/chromium.mjs'
import type { Opened } from './platform-page.js'
import { servePage } from './serve.js'

/** Large enough for Chromium to keep it in a file of its own. */
const large = JSON.stringify(randomBytes(500_000).toString('base64'))

test('a journal value whose file was lost is skipped and reported, and the rest is read', async () => {
  const served = await servePage(new URL('./platform-page.ts', import.meta.url))
  const profile = await mkdtemp(join(tmpdir(), 'tallystick-profile-'))
  try {
    const before = await openOnce(profile, served.url, ['"before"', large, '"after"'])
    expect(before.frames).toEqual(['"before"', large, '"after"'])
    await loseLargeValues(profile)
    const after = await openOnce(profile, served.url, ['"later"'])
    expect(after).toMatchObject({ frames: ['"before"', '"after"', '"later"'], faults: ['JOURNAL_DAMAGED'] })
  } finally {
    await served.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

async function openOnce(profile: string, url: string, frames: readonly string[]): Promise<Opened> {
  const context = await playwright.launchPersistentContext(profile, chromium())
  try {
    const page = await context.newPage()
    await page.goto(url)
    return await page.evaluate((append) => globalThis.platform.open({}, append), frames)
  } finally {
    await context.close()
  }
}

async function loseLargeValues(profile: string): Promise<void> {
  const folder = join(profile, 'Default', 'IndexedDB')
  const lost = (await readdir(folder)).filter((name) => name.endsWith('.blob'))
  expect(lost).toHaveLength(1)
  await Promise.all(lost.map((name) => rm(join(folder, name), { recursive: true })))
}
