import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

/** Exports by the menu, and gives the file that the browser saved. */
export async function exported(page: Page, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: label, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Drags a file over the page and drops it there, as the browser itself does for a person. */
export async function dropFile(page: Page, path: string, over?: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  // The middle of what is seen.
  const [x, y] = await page.evaluate(() => [innerWidth / 2, innerHeight / 2] as const)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') await over?.()
    await session.send('Input.dispatchDragEvent', { type, x, y, data })
  }
}
