import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { servePage, type ServedPage } from './serve.js'
import { logSteps, openStore, openTab, readSteps, stepsOf, storePage } from './store-tab.js'

const fortyDays = 40 * 86_400_000
const intent = { sessionId: 'session', stepId: 'step', toolName: 'delete', riskLevel: 'critical' } as const

let served: ServedPage

test.beforeAll(async () => {
  served = await servePage(storePage)
})

test.afterAll(async () => {
  await served.close()
})

async function twoTabs(context: BrowserContext): Promise<[Page, Page]> {
  return [await openTab(context, served.url), await openTab(context, served.url)]
}

test.describe('actions across tabs', () => {
  test('what one tab began, another settles, and both see how it ended', async ({ context }) => {
    const [left, right] = await twoTabs(context)
    const { id } = await left.evaluate((input) => globalThis.store.begin(input), intent)
    expect(await right.evaluate((key) => globalThis.store.get(key), id)).toMatchObject({ outcome: 'pending' })
    await right.evaluate((key) => globalThis.store.settle(key, { error: 'not empty' }), id)
    for (const tab of [left, right]) {
      const entry = await tab.evaluate((key) => globalThis.store.get(key), id)
      expect(entry).toMatchObject({ outcome: 'failed', error: 'not empty', success: false, toolName: 'delete' })
      expect(await tab.evaluate(() => globalThis.store.count())).toBe(1)
    }
  })

  test('two tabs settle one action at once: one outcome stands, for both and after an image', async ({ context }) => {
    const tabs = await twoTabs(context)
    const { id } = await tabs[0].evaluate((input) => globalThis.store.begin(input), intent)
    const settle = (tab: Page, result: string): Promise<unknown> =>
      tab.evaluate(([key, value]) => globalThis.store.settle(key, { result: value }), [id, result] as const)
    await Promise.all(tabs.map((tab, index) => settle(tab, `tab ${index}`)))
    const read = (tab: Page): Promise<unknown> => tab.evaluate((key) => globalThis.store.get(key), id)
    const seen = await Promise.all(tabs.map(read))
    expect(seen[0]).toMatchObject({ outcome: 'succeeded', result: expect.stringMatching(/^tab [01]$/) })
    expect(seen[1]).toEqual(seen[0])
    await tabs[1].evaluate(() => globalThis.store.checkpoint())
    expect(await read(tabs[0])).toEqual(seen[0])
    expect(await read(await openTab(context, served.url))).toEqual(seen[0])
  })
})

test.describe('a purge in one tab', () => {
  test('takes the entries from the others, and no image of theirs brings them back', async ({ context }) => {
    const [left, right] = await twoTabs(context)
    await logSteps(left, 'old', 20, fortyDays)
    expect(await readSteps(right)).toHaveLength(20)
    await left.evaluate(() => globalThis.store.checkpoint())
    await logSteps(left, 'new', 3)
    expect(await left.evaluate(() => globalThis.store.cleanupOldEntries(30))).toBe(20)

    const tabs = [right, left, await openTab(context, served.url)]
    for (const [index, tab] of tabs.entries()) {
      expect(await readSteps(tab)).toEqual([...stepsOf('later', index), ...stepsOf('new', 3)])
      await tab.evaluate((entry) => globalThis.store.log(entry), { ...intent, stepId: `later-${index}` })
      await tab.evaluate(() => globalThis.store.checkpoint())
    }
    for (const tab of tabs) {
      expect(await readSteps(tab)).toEqual([...stepsOf('later', 3), ...stepsOf('new', 3)])
      expect(await tab.evaluate(() => globalThis.store.purges())).toMatchObject([{ rule: 'manual:30', count: 20 }])
    }
  })

  test('stands when a tab that has not read since before it writes an image', async ({ context }) => {
    const [left, right] = await twoTabs(context)
    await logSteps(left, 'old', 20, fortyDays)
    expect(await readSteps(right)).toHaveLength(20)
    await left.evaluate(() => globalThis.store.cleanupOldEntries(30))
    await logSteps(right, 'new', 3)
    // No question in between: the replica of which the image would be made is the one from before.
    await right.evaluate(() => globalThis.store.checkpoint())
    for (const tab of [left, right, await openTab(context, served.url)]) {
      expect(await readSteps(tab)).toEqual(stepsOf('new', 3))
    }
  })
})

test('live entries come from another tab, each once, and only those that match', async ({ context }) => {
  const [left, right] = await twoTabs(context)
  const heard: string[] = []
  await right.exposeFunction('hear', (stepId: string) => void heard.push(stepId))
  await right.evaluate(() => {
    const { hear } = globalThis as unknown as { hear: (stepId: string) => void }
    globalThis.store.subscribe({ riskLevel: 'safe' }, ({ stepId }) => hear(stepId))
  })
  await left.evaluate((input) => globalThis.store.log(input), intent)
  await logSteps(left, 'live', 50)
  await expect.poll(() => heard).toEqual(stepsOf('live', 50))
  await left.evaluate(() => globalThis.store.checkpoint())
  await logSteps(right, 'own', 1)
  await logSteps(left, 'last', 1)
  await expect.poll(() => heard).toEqual([...stepsOf('live', 50), 'own-0', 'last-0'])
})

test('paging by cursor while another tab logs skips and repeats nothing that was there before', async ({ context }) => {
  const [reader, writer] = await twoTabs(context)
  await logSteps(reader, 'first', 100, 3_600_000)
  // Older ones, newer ones and those in between, for as long as pages are read.
  await writer.evaluate(() => {
    const entry = { sessionId: 'meanwhile', stepId: 'step', toolName: 'tool', riskLevel: 'safe' } as const
    const logging = async (): Promise<void> => {
      for (let count = 1; ; count += 1) {
        await globalThis.store.log({ ...entry, timestamp: Date.now() - 7_200_000 * Math.random() })
        if (count % 50 === 0) await globalThis.store.checkpoint()
      }
    }
    void logging()
  })
  const pages = await reader.evaluate(async () => {
    const entries = []
    let page = await globalThis.store.query({ limit: 7 })
    while (page.length > 0) {
      entries.push(...page.map(({ id, sessionId, stepId }) => ({ id, sessionId, stepId })))
      page = await globalThis.store.query({ limit: 7, cursor: page.at(-1) })
    }
    return entries
  })
  const first = pages.filter(({ sessionId }) => sessionId === 'session').map(({ stepId }) => stepId)
  expect(first).toEqual(stepsOf('first', 100).toReversed())
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
  expect(pages.length).toBeGreaterThan(first.length)
})

test.describe('as a page is left', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(served.url)
    await openStore(page)
  })

  async function steps(page: Page): Promise<string[]> {
    await page.goto(served.url)
    await openStore(page)
    return readSteps(page)
  }

  test('what was logged and not awaited is there', async ({ page }) => {
    await page.evaluate((input) => {
      for (let index = 0; index < 10; index += 1) void globalThis.store.log({ ...input, stepId: `left-${index}` })
      globalThis.location.href = 'about:blank'
    }, intent)
    await page.waitForURL('about:blank')
    expect(await steps(page)).toEqual(stepsOf('left', 10))
  })

  async function logAsPageGoes(page: Page, step: string): Promise<void> {
    await page.evaluate(
      ([input, prefix]) => {
        const log = (number: number): void => void globalThis.store.log({ ...input, stepId: `${prefix}-${number}` })
        // Ahead of the store's own listener. The write of the first is under way when the second listener runs.
        globalThis.addEventListener('pagehide', () => log(0), { capture: true })
        globalThis.addEventListener('pagehide', () => [1, 2].forEach(log), { capture: true })
      },
      [intent, step] as const,
    )
    await page.goto('about:blank')
  }

  // A browser may end a page's last transactions with the page, so what was not acknowledged is written, not promised.
  test('what is logged as the page goes is written, behind a write that is under way', async ({ page }) => {
    let kept: string[] = []
    for (let attempt = 0; attempt < 10 && kept.length < 3; attempt += 1) {
      const step = `left-${attempt}`
      await logAsPageGoes(page, step)
      kept = (await steps(page)).filter((stepId) => stepId.startsWith(step))
      expect([[], stepsOf(step, 1), stepsOf(step, 3)]).toContainEqual(kept)
    }
    expect(kept).toHaveLength(3)
  })
})
