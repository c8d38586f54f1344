import type { AuditBucket } from '../store/audit-store.js'
import type { BarSelection } from './bar-selection.js'
import { formatDate, formatNoun, formatTime, formatUtc, formatZone } from './format.js'
import { riskWords } from './risk-bar.js'

/** A part of the time; `to` is exclusive. ISO 8601 in UTC. */
export interface TimeRange {
  readonly from: string
  readonly to: string
}

/** Says a range in short. */
export type RangeLabel = (range: TimeRange) => string

const day = 86_400_000

/** The time from the first bucket of a selection to the end of its last. */
export function rangeOf(buckets: readonly AuditBucket[], { anchor, active }: BarSelection): TimeRange | null {
  const first = buckets[Math.min(anchor, active)]
  const last = buckets[Math.max(anchor, active)]
  return first && last ? { from: first.from, to: last.to } : null
}

/** What is in a selection, in words: `07:30 to 07:45: 12 actions (11 safe, 1 critical)`. */
export function selectionWords(
  buckets: readonly AuditBucket[],
  { anchor, active }: BarSelection,
  label: RangeLabel = rangeLabel(buckets),
): string {
  const range = rangeOf(buckets, { anchor, active })
  if (!range) return ''
  const selected = buckets.slice(Math.min(anchor, active), Math.max(anchor, active) + 1)
  const total = selected.reduce((sum, bucket) => sum + bucket.total, 0)
  const words = total === 0 ? 'no actions' : `${formatNoun(total, 'action', 'actions')} (${riskWords(sumOf(selected))})`
  return `${label(range)}: ${words}`
}

/** A range in UTC: `2026-11-23 06:30:00 to 2026-11-23 06:45:00 UTC`. */
export function utcRange({ from, to }: TimeRange): string {
  return `${formatUtc(from).replace(' UTC', '')} to ${formatUtc(to)}`.replaceAll('.000', '')
}

/** The one zone that local time has in all of these buckets; null where the clocks are changed in between. */
export function zoneOf(buckets: readonly AuditBucket[]): string | null {
  const zones = new Set(buckets.flatMap(({ from, to }) => [from, to]).map((time) => formatZone(new Date(time))))
  const [zone = null, other] = zones
  return other === undefined ? zone : null
}

/** How a range is said in short, local time: by its ends, with their zone where not all of the buckets have the same. */
export function rangeLabel(buckets: readonly AuditBucket[]): RangeLabel {
  const label = timeLabel(buckets)
  if (zoneOf(buckets) !== null) return ({ from, to }) => `${label(from)} to ${label(to)}`
  return ({ from, to }) => {
    const [zone, last] = [from, to].map((time) => formatZone(new Date(time)))
    return `${label(from)}${zone === last ? '' : ` ${zone}`} to ${label(to)} ${last}`
  }
}

/** How a time is said in short, so that two ends of a bucket can be told apart: with the date where there is more than one. */
export function timeLabel(buckets: readonly AuditBucket[]): (timestamp: string) => string {
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (!first || !last) return formatTime
  const width = Date.parse(first.to) - Date.parse(first.from)
  if (width >= day) return formatDate
  const isOneDay = formatDate(first.from) === formatDate(last.to)
  const end = width >= 60_000 ? 5 : width >= 1_000 ? 8 : 12
  return (timestamp) => {
    const time = formatTime(timestamp).slice(0, end)
    return isOneDay ? time : `${formatDate(timestamp).slice(5)} ${time}`
  }
}

function sumOf(buckets: readonly AuditBucket[]): AuditBucket['byRisk'] {
  const sum = { safe: 0, moderate: 0, destructive: 0, critical: 0 }
  for (const { byRisk } of buckets) {
    sum.safe += byRisk.safe
    sum.moderate += byRisk.moderate
    sum.destructive += byRisk.destructive
    sum.critical += byRisk.critical
  }
  return sum
}
