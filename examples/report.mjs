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
      ['rejected by a person', summary.rejected],
      ['successful', summary.successful],
      ['milliseconds at work', Math.round(summary.totalDurationMs)],
    ],
    { what: ([what]) => what, count: ([, count]) => count },
  )

  const risky = await store.query({ sessionId, riskLevel: ['moderate', 'destructive', 'critical'], order: 'oldest' })
  console.log('\nRisky actions, moderate and above')
  printTable(risky, {
    time: (entry) => entry.timestamp.slice(11, 19),
    step: (entry) => entry.stepId,
    tool: (entry) => entry.toolName,
    risk: (entry) => entry.riskLevel,
    decision: (entry) => entry.approvalDecision,
    outcome: (entry) => entry.outcome,
    note: (entry) => entry.approvalReason ?? entry.error ?? '',
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

function readable(timestamp) {
  return timestamp.slice(0, 19).replace('T', ' ')
}
