import { expect, test } from '@playwright/test'
import { servePage } from './serve.js'
import { openTab, readSteps, storePage } from './store-tab.js'

const action = { sessionId: 'session', stepId: 'worker', toolName: 'delete', riskLevel: 'critical' } as const

test('a service worker logs beside the page, and says that it cannot ask, since it may not load SQLite', async ({
  context,
}) => {
  const served = await servePage(storePage)
  const page = await openTab(context, served.url)
  await page.evaluate((input) => globalThis.store.log({ ...input, stepId: 'page' }), action)
  await page.evaluate(() => globalThis.store.checkpoint())

  const started = context.waitForEvent('serviceworker')
  // The page's own script has in it what the worker needs.
  await page.evaluate(() => navigator.serviceWorker.register(document.scripts[0]?.src ?? '', { type: 'module' }))
  const worker = await started
  const answer = await worker.evaluate(async (input) => {
    const store = await globalThis.tallystick.openAuditStore({ name: 'agent', onFault: () => {} })
    const { id } = await store.begin(input)
    await store.settle(id, { result: 'done' })
    await store.logMany([input, input])
    const error: unknown = await store.count().catch((reason: unknown) => reason)
    await store.close()
    return { durable: store.durable, error: String(Reflect.get(Object(error), 'code')) }
  }, action)
  expect(answer).toEqual({ durable: true, error: 'SQLITE_UNAVAILABLE' })
  expect(await readSteps(page)).toEqual(['page', 'worker', 'worker', 'worker'])
  await served.close()
})
