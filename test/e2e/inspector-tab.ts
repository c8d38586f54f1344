import { expect, type Locator, type Page } from '@playwright/test'
import type { AuditEntryInput } from '../../src/index.js'
import { servePage, type ServedPage } from './serve.js'

/** The strictest policy that a page with the inspector can have. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

/** Serves the page of the inspector under the strict policy. */
export function serveInspector(): Promise<ServedPage> {
  return servePage(new URL('./inspector-page.ts', import.meta.url), { headers: { 'content-security-policy': policy } })
}

/** Logs the sample day of an agent, or so many entries, in a tab. */
export async function seed(page: Page, count?: number): Promise<void> {
  await page.evaluate((total) => globalThis.inspector.seed(total), count)
}

/** Opens the inspector on the sample day of an agent: 48 entries in 4 sessions, each of 12 actions. */
export async function openSeeded(page: Page): Promise<void> {
  await page.goto('/')
  await seed(page)
  await expectRows(page, 48)
}

/** Logs these entries in a tab, values of up to so many characters whole. */
export async function log(page: Page, entries: readonly AuditEntryInput[], maxDataLength?: number): Promise<void> {
  await page.evaluate(([inputs, length]) => globalThis.inspector.log(inputs, length), [entries, maxDataLength] as const)
}

/** Keeps the trail of a page from being read until the function that it gives is called. */
export async function holdOpening(page: Page): Promise<() => void> {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/*.wasm', async (route) => {
    await held
    await route.continue()
  })
  return release
}

/** The table of entries. */
export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Entries' })
}

/** The row of an entry that says so; the newest where several do. */
export function row(page: Page, text: string | RegExp): Locator {
  return grid(page).getByRole('row', { name: text }).first()
}

/** The part of the page that shows one entry. */
export function detail(page: Page): Locator {
  return page.getByRole('region', { name: 'Entry', exact: true })
}

/** Opens the entry of a row, and gives its detail. */
export async function openEntry(page: Page, text: string | RegExp): Promise<Locator> {
  await row(page, text).click()
  await expect(detail(page)).toBeVisible()
  return detail(page)
}

/** Waits until the table has so many rows. */
export async function expectRows(page: Page, count: number): Promise<void> {
  // The header is a row too.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1))
}

/** Opens a file as a person picks it. */
export async function openFile(page: Page, name: string, content: Buffer | string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file…' }).click()
  const buffer = Buffer.from(content)
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}
