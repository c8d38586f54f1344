import { printTable } from './table.mjs'

/** Prints what the trail knows of a session: its summary, its risky actions, and the sessions before it. */
export async function printReport(store, sessionId) {
  const summary = await store.getSessionSummary(sessionId)
  console.log('\nSession summary')
  printTable(
    [
      ['actions', summary.total],
      ...Object.entries(summary.byRisk).map(([level, count]) => [`  ${level}`, count]),
      ['approved by a person', summary.approved],
      ['allowed by a policy', await store.count({ sessionId, approvalDecision: 'auto' })],
      ['rejected', summary.rejected],
      ['successful', summary.successful],
      ['milliseconds at work', Math.round(summary.totalDurationMs)],
    ],
    { what: ([what]) => what, count: ([, count]) => count },
  )

  const risky = await store.query({ sessionId, riskLevel: ['moderate', 'destructive', 'critical'], order: 'oldest' })
  console.log('\nRisky actions, moderate and above')
  printTable(risky, {
    step: (entry) => entry.stepId,
    tool: (entry) => entry.toolName,
    risk: (entry) => entry.riskLevel,
    approval: ({ approvalDecision, approvedBy }) => approvalDecision + (approvedBy ? ` by ${approvedBy}` : ''),
    outcome: (entry) => entry.outcome,
    note: (entry) => clipped(entry.error ?? entry.approvalReason ?? ''),
  })

  const sessions = await store.listSessions()
  console.log(`\nSessions so far: ${sessions.length}`)
  printTable(sessions.slice(0, 5), {
    session: (session) => session.sessionId,
    actions: (session) => session.total,
    first: (session) => readable(session.firstTimestamp),
    last: (session) => readable(session.lastTimestamp),
  })
}

function clipped(text) {
  return text.length > 45 ? `${text.slice(0, 44)}…` : text
}

function readable(timestamp) {
  return timestamp.slice(0, 19).replace('T', ' ')
}
