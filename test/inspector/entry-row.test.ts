import { expect, test } from 'vitest'
import { decisionOf } from '../../src/inspector/entry-row.js'

test.each([
  ['not_required', null, 'undecided'],
  ['approved', 'user', 'approved by user'],
  ['rejected', 'user', 'rejected by user'],
  ['auto', 'policy:workspace', 'by policy workspace'],
  ['auto', null, 'by policy'],
  ['auto', 'similar_match', 'by earlier approval'],
] as const)('%s by %s reads "%s"', (approvalDecision, approvedBy, words) => {
  expect(decisionOf({ approvalRequired: true, approvalDecision, approvedBy })).toBe(words)
})

test('where no approval was required none was needed', () => {
  const decided = { approvalRequired: false, approvalDecision: 'not_required', approvedBy: null } as const
  expect(decisionOf(decided)).toBe('not needed')
})
