import { described } from '../entry/complaint.js'
import type { Timestamp } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'
import { storedTimestamp } from '../entry/timestamp.js'
import type { PurgeRule } from '../storage/query.js'
import { AuditError } from '../error.js'
import type { CleanupAge } from './audit-store.js'
import { checkDays, day, type RetentionPolicy } from './retention.js'

/** The policy as rules of a purge at a time. */
export function purgeRules({ spans, sparesForeign }: RetentionPolicy, now: number): readonly PurgeRule[] {
  return spans.map(({ rule, milliseconds, riskLevel }) => ({
    rule,
    before: cutOff(now, milliseconds),
    sparesForeign,
    ...(riskLevel.length < riskLevels.length && { riskLevel }),
  }))
}

/**
 * The rule of `cleanupOldEntries()`, which spares nothing.
 *
 * @throws AuditError `OPTION_INVALID`.
 */
export function manualRule(age: CleanupAge, now: number): PurgeRule {
  if (typeof age === 'object' && age !== null)
    return { rule: 'manual', before: past(age.before, now), sparesForeign: false }
  checkDays(age, 'days')
  return { rule: `manual:${age}`, before: cutOff(now, age * day), sparesForeign: false }
}

/** What is to come is not old: with a point in time there, all would go that is pending. */
function past(time: Timestamp, now: number): string {
  const before = storedTimestamp(time, 'before', 'OPTION_INVALID')
  if (before <= storedTimestamp(now)) return before
  throw new AuditError('OPTION_INVALID', `before has to be a time that has passed, not ${described(time)}.`)
}

/** A point in time before which nothing can have been logged: a span may be longer than time itself. */
function cutOff(now: number, milliseconds: number): string {
  return storedTimestamp(Math.max(now - milliseconds, 0), 'before')
}
