import { expect, type Page, test } from '@playwright/test'
import { crash } from '../torture/browser/tab.js'
import { servePage } from './serve.js'
import { openTab, storePage } from './store-tab.js'

const riskLevels = ['safe', 'moderate', 'destructive', 'critical'] as const

test('a tab that crashes between intent and outcome leaves its risky calls pending', async ({ context }) => {
  const served = await servePage(storePage)
  const tab = await openTab(context, served.url)
  const running = await callsThatNeverEnd(tab)
  await expect.poll(() => running.toSorted()).toEqual(riskLevels.toSorted())
  await crash(tab)

  const next = await openTab(context, served.url)
  const entries = await next.evaluate(() => globalThis.store.query({ order: 'oldest' }))
  expect(entries).toMatchObject(
    riskLevels.slice(1).map((riskLevel) => ({
      toolName: `a ${riskLevel} call`,
      parameters: { path: '/tmp/a' },
      riskLevel,
      approvalDecision: riskLevel === 'moderate' ? 'not_required' : 'approved',
      outcome: 'pending',
      success: false,
      settledAt: null,
    })),
  )
  await served.close()
})

/** Calls one tool of each risk level in the tab, and gives the list of those that have started. */
async function callsThatNeverEnd(tab: Page): Promise<readonly string[]> {
  const running: string[] = []
  await tab.exposeFunction('started', (riskLevel: string) => void running.push(riskLevel))
  await tab.evaluate((levels) => {
    const { started } = globalThis as unknown as { started: (riskLevel: string) => Promise<void> }
    const { createRecorder } = globalThis.tallystick
    const recorder = createRecorder({ store: globalThis.store, sessionId: 'session', approve: () => 'approved' })
    for (const riskLevel of levels) {
      const call = { toolName: `a ${riskLevel} call`, riskLevel, parameters: { path: '/tmp/a' } }
      void recorder.run(call, async () => {
        await started(riskLevel)
        await new Promise<never>(() => {})
      })
    }
  }, riskLevels)
  return running
}
