import { type BrowserContext, expect, test as base } from '@playwright/test'
import { serveInspector } from './inspector-tab.js'
import type { ServedPage } from './serve.js'

/** What the tabs did that they may not do. A test takes out what it brings about on purpose. */
export type Trouble = string[]

/**
 * A test of the inspector: its page is served under the strict policy, and no tab may do what it may not do: break the policy,
 * complain, open a dialog of the browser, or ask another origin for anything.
 */
export const test: ReturnType<typeof base.extend<{ trouble: Trouble }, { served: ServedPage }>> = base.extend<
  { trouble: Trouble },
  { served: ServedPage }
>({
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from its pattern.
    async ({}, use) => {
      const served = await serveInspector()
      await use(served)
      await served.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ served }, use) => use(served.url),
  trouble: [
    async ({ context, served }, use) => {
      const trouble = await watchTrouble(context, served.url)
      await use(trouble)
      expect(trouble).toEqual([])
    },
    { auto: true },
  ],
})

/** What the tabs do that they may not do, as it comes. */
export async function watchTrouble(context: BrowserContext, url: string): Promise<Trouble> {
  const seen: Trouble = []
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(message.text())
  })
  context.on('weberror', (error) => seen.push(String(error.error())))
  context.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) seen.push(`asked for ${request.url()}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`The policy was broken: ${violatedDirective} ${blockedURI}`),
    )
  })
  return seen
}
