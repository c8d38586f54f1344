import { expect, test } from 'vitest'
import { openAuditStore } from '../../src/index.js'
import { summaryOf } from '../../src/inspector/summary.js'

const entry = { sessionId: 's', stepId: '1', riskLevel: 'safe', toolName: 'read' } as const

test('entries are summed up by risk, decision and outcome, and the slowest tools come first', async () => {
  await using store = await openAuditStore({ memory: true })
  await store.logMany([
    { ...entry, durationMs: 10 },
    { ...entry, durationMs: 30, error: 'no' },
    {
      ...entry,
      toolName: 'pay',
      riskLevel: 'critical',
      durationMs: 400,
      approvalDecision: 'approved',
      approvalTimeMs: 70,
    },
    { ...entry, toolName: 'drop', riskLevel: 'critical', approvalDecision: 'rejected', approvalTimeMs: 30 },
    { ...entry, toolName: 'wait', outcome: 'pending' },
  ])
  expect(summaryOf(await store.summarize({ by: 'tool' }))).toEqual({
    total: 5,
    byRisk: { safe: 3, moderate: 0, destructive: 0, critical: 2 },
    byDecision: { approved: 1, rejected: 1, auto: 0, not_required: 3 },
    byOutcome: { pending: 1, succeeded: 2, failed: 1, denied: 1 },
    successRate: 2 / 3,
    waitedMs: 100,
    slowest: [
      { toolName: 'pay', total: 1, p50: 400, p95: 400 },
      { toolName: 'read', total: 2, p50: 10, p95: 30 },
    ],
  })
})

test('of nothing there is no rate', async () => {
  await using store = await openAuditStore({ memory: true })
  expect(summaryOf(await store.summarize({ by: 'tool', filter: { riskLevel: ['critical'] } }))).toMatchObject({
    total: 0,
    successRate: null,
    slowest: [],
  })
})
