import { entryIds } from '../../src/entry/id.js'
import type { EntryContext } from '../../src/entry/make.js'

/** The time that `testContext` shows. */
export const testNow = '2026-11-23T07:38:04.998Z'

/** A context whose clock stands still. */
export function testContext(maxDataLength = 4096): EntryContext {
  return { now: () => Date.parse(testNow), nextId: entryIds(), maxDataLength, redactor: null }
}
