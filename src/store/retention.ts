import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'
import { storedTimestamp } from '../entry/timestamp.js'
import { AuditError } from '../error.js'
import type { PurgeRule } from '../storage/query.js'
import type { RetentionOptions } from './options.js'

/** How long entries of some risk levels are kept. */
interface RetentionSpan {
  /** `days:30`, `critical:365`. */
  readonly rule: string
  readonly milliseconds: number
  readonly riskLevel: readonly RiskLevel[]
}

/** How long every entry is kept: each risk level is in exactly one span. */
export interface RetentionPolicy {
  readonly spans: readonly RetentionSpan[]
  /** Whether entries that came from elsewhere stay. */
  readonly sparesForeign: boolean
}

const day = 86_400_000
const defaultDays = 30
/** The longest span in milliseconds, beyond all of the years that timestamps have. */
const longest = 8.64e15

/**
 * What the option says; null when it says that everything is kept.
 *
 * @throws AuditError `OPTION_INVALID`.
 */
export function retentionPolicy(option: RetentionOptions | false | undefined): RetentionPolicy | null {
  if (option === false) return null
  const { days = defaultDays, byRisk = {} } = retentionOptions(option)
  const single = riskLevels.flatMap((level) => {
    const own = byRisk[level]
    return own === undefined ? [] : [span(level, own, `retention.byRisk.${level}`, [level])]
  })
  const general = span(
    'days',
    days,
    'retention.days',
    riskLevels.filter((level) => byRisk[level] === undefined),
  )
  const spans = [general, ...single].filter(({ riskLevel }) => riskLevel.length > 0)
  return { spans, sparesForeign: option === undefined }
}

/** The policy as rules of a purge at a time. */
export function purgeRules({ spans, sparesForeign }: RetentionPolicy, now: number): readonly PurgeRule[] {
  return spans.map(({ rule, milliseconds, riskLevel }) => ({
    rule,
    before: cutOff(now, milliseconds),
    sparesForeign,
    ...(riskLevel.length < riskLevels.length && { riskLevel }),
  }))
}

/** The rule of `cleanupOldEntries(days)`, which spares nothing. */
export function manualRule(days: number, now: number): PurgeRule {
  checkDays(days, 'days')
  return { rule: `manual:${days}`, before: cutOff(now, days * day), sparesForeign: false }
}

/** After how many milliseconds the first of the entries made now may go. */
export function shortestSpan({ spans }: RetentionPolicy): number {
  return Math.min(...spans.map(({ milliseconds }) => milliseconds))
}

/** A point in time before which nothing can have been logged: a span may be longer than time itself. */
function cutOff(now: number, milliseconds: number): string {
  return storedTimestamp(Math.max(now - milliseconds, 0), 'before')
}

function span(name: string, days: number, option: string, riskLevel: readonly RiskLevel[]): RetentionSpan {
  checkDays(days, option)
  return { rule: `${name}:${days}`, milliseconds: Math.min(days * day, longest), riskLevel }
}

function checkDays(days: number, option: string): void {
  if (typeof days === 'number' && Number.isFinite(days) && days > 0) return
  throw new AuditError('OPTION_INVALID', `${option} has to be a number of days above zero, not ${String(days)}.`)
}

function retentionOptions(option: RetentionOptions | undefined = {}): RetentionOptions {
  checkNames(option, ['days', 'byRisk'], 'retention')
  if (option.byRisk !== undefined) checkNames(option.byRisk, riskLevels, 'retention.byRisk')
  return option
}

function checkNames(value: object, known: readonly string[], option: string): void {
  if (typeof value !== 'object' || value === null) {
    throw new AuditError('OPTION_INVALID', `${option} has to be an object with ${known.join(', ')}.`)
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new AuditError('OPTION_INVALID', `${option}.${unknown} is not known. It may hold ${known.join(', ')}.`)
}
