import { riskLevels } from '../entry/validate.js'
import { storedTimestamp } from '../entry/timestamp.js'
import type { PurgeRule } from '../storage/query.js'
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
 * The rule of `cleanupOldEntries(days)`, which spares nothing.
 *
 * @throws AuditError `OPTION_INVALID`.
 */
export function manualRule(days: number, now: number): PurgeRule {
  checkDays(days, 'days')
  return { rule: `manual:${days}`, before: cutOff(now, days * day), sparesForeign: false }
}

/** A point in time before which nothing can have been logged: a span may be longer than time itself. */
function cutOff(now: number, milliseconds: number): string {
  return storedTimestamp(Math.max(now - milliseconds, 0), 'before')
}
