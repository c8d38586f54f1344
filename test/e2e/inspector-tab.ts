import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
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

/** What a page did that it may not do: reports of the policy, errors, dialogs, requests to another origin. */
export function watchTrouble(page: Page, url: string): readonly string[] {
  const seen: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(message.text())
  })
  page.on('pageerror', (error) => seen.push(String(error)))
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) seen.push(`a request: ${request.url()}`)
  })
  return seen
}

/** A tab with the inspector, and what trouble it made so far. */
export async function openInspector(
  context: BrowserContext,
  url: string,
): Promise<{ readonly page: Page; readonly trouble: readonly string[] }> {
  const page = await context.newPage()
  const trouble = watchTrouble(page, url)
  await page.goto(url)
  return { page, trouble }
}

/** Logs the sample day of an agent, or so many entries, in a tab. */
export async function seed(page: Page, count?: number): Promise<void> {
  await page.evaluate((total) => globalThis.inspector.seed(total), count)
}

/** Logs these entries in a tab. */
export async function log(page: Page, entries: readonly AuditEntryInput[]): Promise<void> {
  await page.evaluate((inputs) => globalThis.inspector.log(inputs), entries)
}

/** The table of entries. */
export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Entries' })
}

/** Waits until the table has so many rows. */
export async function expectRows(page: Page, count: number): Promise<void> {
  // The header is a row too.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1))
}
