import { expect, test } from 'vitest'
import { exportTrail, type ExportFormat } from '../../src/inspector/trail-export.js'
import { storeOf } from './browser-store.js'

test.for<ExportFormat>(['json', 'ndjson', 'csv'])('the entries of an export as %s are counted', async (format) => {
  const store = await storeOf(1_200)
  const counts: number[] = []
  const { signal } = new AbortController()
  await exportTrail({ store, filter: {}, format, signal, onProgress: (count) => counts.push(count) })
  expect(Math.min(counts.at(-1) ?? 0, 1_200)).toBe(1_200)
  expect(counts.length).toBeGreaterThan(2)
  expect(counts).toEqual(counts.toSorted((one, other) => one - other))
})
