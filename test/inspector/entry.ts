import type { AuditEntry } from '../../src/entry/entry.js'

/** An entry with everything in it. */
export function entry(fields: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: 'entry-1',
    sessionId: 'session-7',
    stepId: 'step-3',
    timestamp: '2026-11-23T07:38:04.998596Z',
    toolName: 'file_delete',
    parameters: { path: 'notes.md' },
    result: { deleted: true },
    error: null,
    durationMs: 1_240,
    riskLevel: 'destructive',
    approvalRequired: true,
    approvalDecision: 'approved',
    approvedBy: 'user',
    approvalTimeMs: 4_200,
    success: true,
    parentPlanId: 'plan-2',
    createdAt: '2026-11-23T07:38:05.000Z',
    outcome: 'succeeded',
    settledAt: '2026-11-23T07:38:06.240Z',
    agentId: 'desk-agent',
    toolCallId: 'call-9',
    approvalReason: 'a draft of mine',
    metadata: { riskReason: 'the name says delete' },
    parametersSize: 19,
    resultSize: 16,
    ...fields,
  }
}
