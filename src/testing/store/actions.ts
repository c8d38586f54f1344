import type { AuditEntry, AuditEntryInput } from '../../entry/entry.js'
import type { AuditStore } from '../../store/audit-store.js'

/** A time on a day of these actions: `at(90)` is a minute and a half past midnight. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 23, 0, 0, seconds)).toISOString()
}

/** An action that is valid, and plain where `fields` do not say otherwise. */
export function action(fields: Partial<AuditEntryInput> = {}): AuditEntryInput {
  return { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'safe', ...fields }
}

/** An action with something in every field. */
export const fullAction: AuditEntryInput = action({
  id: 'full',
  timestamp: '2026-11-23T08:38:04.998596+01:00',
  parameters: { path: '/tmp/Zürich', nested: { list: [1, null, true, '🪵'] }, empty: {} },
  result: ['東京', { lines: 3 }],
  error: 'can\'t "read" it',
  durationMs: 12.5,
  riskLevel: 'destructive',
  approvalRequired: true,
  approvalDecision: 'approved',
  approvedBy: 'policy:NAME',
  approvalTimeMs: 4000,
  approvalReason: 'asked',
  success: false,
  outcome: 'failed',
  parentPlanId: 'plan',
  agentId: 'agent',
  toolCallId: 'call',
  metadata: { model: 'x' },
})

/** Six actions that differ in what is asked for; b and c at the same time. */
export async function logSix(store: AuditStore): Promise<void> {
  await store.logMany([
    action({ id: 'a', timestamp: at(1), sessionId: 's1', durationMs: 10, parameters: { path: '100%' } }),
    action({
      id: 'b',
      timestamp: at(2),
      sessionId: 's1',
      durationMs: 30,
      riskLevel: 'critical',
      approvalDecision: 'approved',
    }),
    action({ id: 'c', timestamp: at(2), sessionId: 's2', toolName: 'Shell_run', error: new Error("can't") }),
    action({ id: 'd', timestamp: at(3), sessionId: 's1', riskLevel: 'critical', approvalDecision: 'rejected' }),
    action({ id: 'e', timestamp: at(4), sessionId: 's2', agentId: 'alice', parentPlanId: 'plan' }),
  ])
  await store.begin(action({ id: 'f', timestamp: at(5), sessionId: 's2', riskLevel: 'destructive' }))
}

/** Everything that is stored, oldest first. */
export function everyEntry(store: AuditStore): Promise<readonly AuditEntry[]> {
  return store.query({ order: 'oldest', limit: Infinity })
}

/** The ids of all that. */
export async function storedIds(store: AuditStore): Promise<readonly string[]> {
  return (await everyEntry(store)).map(({ id }) => id)
}

/** What a stream of UTF-8 holds, once it was read to its end. */
export async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of stream) text += decoder.decode(bytes, { stream: true })
  return text + decoder.decode()
}
