import type { ApprovalRequest } from '../../src/index.js'

/** A request for approval, of which only what is given matters. */
export function anyRequest(given: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    id: 'id',
    toolName: 'delete_file',
    parameters: { path: 'notes.md' },
    lossless: true,
    riskLevel: 'destructive',
    riskReason: 'the name says delete',
    sessionId: 'session',
    stepId: 'step-1',
    agentId: null,
    parentPlanId: null,
    signal: new AbortController().signal,
    ...given,
  }
}
