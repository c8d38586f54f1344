import { toEntry, toSummary } from './questions.js'

/** The answers of stores that know no SQL, from rows in memory. */
export function entriesOf(rows) {
  return rows.map(toEntry)
}

/** Whether a row holds the text, ASCII letters in any case. */
export function textOf(text) {
  const wanted = text.toLowerCase()
  const holds = (value) => value !== null && value.toLowerCase().includes(wanted)
  return ({ tool_name, parameters, result, error }) =>
    holds(tool_name) || holds(parameters) || holds(result) || holds(error)
}

export function summaryOf(rows) {
  const count = (matches) => rows.filter(matches).length
  const risks = ['safe', 'moderate', 'destructive', 'critical']
  return toSummary({
    total: rows.length,
    ...Object.fromEntries(risks.map((risk) => [risk, count(({ risk_level }) => risk_level === risk)])),
    approved: count(({ approval_decision }) => approval_decision === 'approved'),
    rejected: count(({ approval_decision }) => approval_decision === 'rejected'),
    successful: count(({ success }) => success === 1),
    duration: rows.reduce((sum, { duration_ms }) => sum + duration_ms, 0),
  })
}

export function toolsOf(rows) {
  const groups = Map.groupBy(rows, ({ tool_name }) => tool_name)
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tool, members]) => {
      const durations = members.map(({ duration_ms }) => duration_ms).toSorted((a, b) => a - b)
      return {
        tool,
        total: members.length,
        failed: members.filter(({ outcome }) => outcome === 'failed').length,
        p95: durations[Math.ceil(durations.length * 0.95) - 1],
      }
    })
}

/** Newest first, as the answers have it. */
export function newestFirst(a, b) {
  return a.timestamp === b.timestamp ? (a.id < b.id ? 1 : -1) : a.timestamp < b.timestamp ? 1 : -1
}
