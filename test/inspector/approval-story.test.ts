import { expect, test } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import { approvalStory } from '../../src/inspector/approval-story.js'
import { entry } from './entry.js'

const nobody = { approvedBy: null, approvalTimeMs: null } as const

test.for<[string, Partial<AuditEntry>, string]>([
  ['a person', {}, 'Approval was required. A person was asked. The user approved it after 4.2 s.'],
  ['somebody by name', { approvedBy: 'ada', approvalTimeMs: null }, 'Approval was required. ada approved it.'],
  [
    'a rejection',
    { approvalDecision: 'rejected', outcome: 'denied' },
    'Approval was required. A person was asked. The user rejected it after 4.2 s, so it did not run.',
  ],
  [
    'a question without an answer',
    { approvalDecision: 'rejected', outcome: 'denied', approvedBy: null, approvalTimeMs: 60_000 },
    'Approval was required. A person was asked. Nobody approved it after 1 min 00 s, so it did not run.',
  ],
  [
    'a policy',
    { ...nobody, approvalDecision: 'auto', approvedBy: 'policy:own folder' },
    'Approval was required. No person was asked. The policy “own folder” allowed it.',
  ],
  [
    'a similar call',
    { ...nobody, approvalDecision: 'auto', approvedBy: 'similar_match' },
    'Approval was required. No person was asked. It passed since a person had approved a call like it.',
  ],
  [
    'a call that is risky for a reason',
    { ...nobody, approvalDecision: 'not_required', metadata: { riskReason: 'the name says delete' } },
    'Approval was required: the name says delete. No decision is recorded.',
  ],
  ['no need', { ...nobody, approvalRequired: false, approvalDecision: 'not_required' }, 'Approval was not required.'],
  ['no decision', { ...nobody, approvalDecision: 'not_required' }, 'Approval was required. No decision is recorded.'],
])('the story of %s', ([, fields, story]) => {
  expect(approvalStory(entry({ metadata: null, ...fields })).join(' ')).toBe(story)
})
