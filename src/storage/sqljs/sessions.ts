import type { EntryFilter, SessionRow } from '../query.js'
import type { Database } from './database.js'
import type { Fact } from './fact.js'
import { matchingFacts } from './known-facts.js'
import { countKnown, noRisk } from './counter.js'
import { compareText } from './text-order.js'

/** A session while it is summed up. */
type Sum = { -readonly [Name in keyof SessionRow]: SessionRow[Name] } & { readonly byRisk: ReturnType<typeof noRisk> }

const nothing = { total: 0, failed: 0, pending: 0 }

/** Sessions that have rows which match, the latest of these first. */
export function selectSessions(db: Database, filter: EntryFilter): SessionRow[] {
  const facts = matchingFacts(db, filter)
  const sessions = new Map<string, Sum>()
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index]
    if (fact) add(sessions, fact)
  }
  // Almost in this order already: only sessions that ended at the same time may not be.
  return [...sessions.values()].toSorted(latestFirst)
}

/** Facts come from the last to the first. */
function add(sessions: Map<string, Sum>, { session_id: sessionId, risk_level, outcome, timestamp }: Fact): void {
  let session = sessions.get(sessionId)
  if (session === undefined) {
    session = { sessionId, ...nothing, byRisk: noRisk(), firstTimestamp: timestamp, lastTimestamp: timestamp }
    sessions.set(sessionId, session)
  }
  session.total += 1
  countKnown(session.byRisk, risk_level)
  if (outcome === 'failed') session.failed += 1
  if (outcome === 'pending') session.pending += 1
  session.firstTimestamp = timestamp
}

function latestFirst(one: SessionRow, other: SessionRow): number {
  return compareText(other.lastTimestamp, one.lastTimestamp) || compareText(other.sessionId, one.sessionId)
}
