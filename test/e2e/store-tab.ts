import type { BrowserContext, Page } from '@playwright/test'

/** The script of a page that has the public API as the global `tallystick`. */
export const storePage: URL = new URL('./store-page.ts', import.meta.url)

/** Opens a new tab with a store in it, as the global `store`. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await openStore(page)
  return page
}

/** Opens a store in a page that is there. */
export async function openStore(page: Page, name = 'agent'): Promise<void> {
  await page.evaluate(async (database) => {
    globalThis.faults = []
    const onFault = ({ code }: { code: string }): void => void globalThis.faults.push(code)
    globalThis.store = await globalThis.tallystick.openAuditStore({ name: database, onFault })
  }, name)
}

/** Logs so many entries, one after another, with steps `PREFIX-0`, `PREFIX-1`, and so on, of so many milliseconds ago. */
export async function logSteps(page: Page, prefix: string, count: number, age = 0): Promise<void> {
  await page.evaluate(
    async ([name, total, milliseconds]) => {
      for (let index = 0; index < total; index += 1) {
        const timestamp = Date.now() - milliseconds
        const stepId = `${name}-${index}`
        await globalThis.store.log({ sessionId: 'session', stepId, timestamp, toolName: 'tool', riskLevel: 'safe' })
      }
    },
    [prefix, count, age] as const,
  )
}

/** The steps of every entry, in the order of their names. */
export async function readSteps(page: Page): Promise<string[]> {
  const steps = await page.evaluate(async () => {
    const entries = await globalThis.store.query({ limit: 1_000_000 })
    return entries.map(({ stepId }) => stepId)
  })
  return steps.toSorted()
}

/** The steps that `logSteps()` logs. */
export function stepsOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
}
