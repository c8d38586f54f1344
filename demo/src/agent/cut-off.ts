import type { AuditEntry, AuditStore } from 'tallystick'
import { agentId } from './agent-run.js'
import { runningSessions } from './run-lock.js'

/**
 * Calls that began and of which nobody recorded the end, since their tab was closed in the middle. The newest first; those
 * of tabs that are still at work are not among them.
 */
export async function cutOffCalls(store: AuditStore): Promise<readonly AuditEntry[]> {
  const pending = await store.query({ agentId, outcome: 'pending', limit: 5 })
  const running = await runningSessions()
  return pending.filter(({ sessionId }) => !running.has(sessionId))
}
