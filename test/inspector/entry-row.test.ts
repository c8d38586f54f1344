import { expect, test } from 'vitest'
import { decisionOf } from '../../src/inspector/entry-row.js'

test.each([
  ['not_required', null, 'not needed'],
  ['approved', 'user', 'approved by user'],
  ['rejected', 'user', 'rejected by user'],
  ['auto', 'policy:workspace', 'by policy workspace'],
  ['auto', null, 'by policy'],
] as const)('%s by %s reads "%s"', (decision, by, words) => {
  expect(decisionOf(decision, by)).toBe(words)
})
