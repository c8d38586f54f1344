/**
 * `count` entries cycled from recorded ones, over 30 days up to now: sessions as long as they were, with pauses of all lengths
 * within and between them; approvals that took their time, some of them denied; a few actions that never ended.
 */
export function* trail(traces, count) {
  const month = 30 * 86_400_000
  const start = Date.now() - month
  for (let index = 0; index < count; index++) {
    const trace = traces[index % traces.length]
    const pause = ((index * 7919) % 1000) / 1000
    yield {
      ...trace,
      id: `inspected-${String(index).padStart(9, '0')}`,
      sessionId: `${trace.sessionId}~${Math.floor(index / traces.length)}`,
      timestamp: start + ((index + pause) * month) / count,
      ...(trace.approvalRequired && approval(index)),
      ...(index % 997 === 0 && { outcome: 'pending', error: null, result: null }),
    }
  }
}

function approval(index) {
  const approvalTimeMs = 400 + ((index * 37) % 20_000)
  if (index % 11 === 0) return { approvalDecision: 'rejected', approvedBy: 'user', approvalTimeMs }
  if (index % 3 === 0) return { approvalDecision: 'auto', approvedBy: 'policy:workspace' }
  return { approvalDecision: 'approved', approvedBy: 'user', approvalTimeMs }
}
