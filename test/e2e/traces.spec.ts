import { expect, test } from '@playwright/test'
import { readTraceTexts, tracesAvailable } from '../traces.js'
import { servePage } from './serve.js'

test('recorded calls come back equal after a reload, and from an export and an import', async ({ page }) => {
  test.skip(!tracesAvailable, 'The recorded tool calls are not there')
  const texts = readTraceTexts()
  const served = await servePage(new URL('./traces-page.ts', import.meta.url), {
    data: { 'traces.jsonl': texts.join('\n') },
  })
  await page.goto(served.url)
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')
  expect(await page.evaluate(() => globalThis.traces.log())).toBe(lines.length)
  await page.reload()
  expect(await page.evaluate(() => globalThis.traces.compare())).toEqual([])
  for (const format of ['json', 'ndjson'] as const) {
    await page.reload()
    expect(await page.evaluate((name) => globalThis.traces.compareImport(name), format)).toEqual([])
  }
  await served.close()
})
