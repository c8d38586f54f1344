import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'
import { AuditError } from '../error.js'
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

/** Milliseconds. */
export const day = 86_400_000
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

/** After how many milliseconds the first of the entries made now may go. */
export function shortestSpan({ spans }: RetentionPolicy): number {
  return Math.min(...spans.map(({ milliseconds }) => milliseconds))
}

function span(name: string, days: number, option: string, riskLevel: readonly RiskLevel[]): RetentionSpan {
  checkDays(days, option)
  return { rule: `${name}:${days}`, milliseconds: Math.min(days * day, longest), riskLevel }
}

/**
 * Makes sure that `days` can be a span.
 *
 * @throws AuditError `OPTION_INVALID`, naming the option.
 */
export function checkDays(days: number, option: string): void {
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
