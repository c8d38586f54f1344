import { storedTimestamp } from '../../entry/timestamp.js'
import type { BucketRow, EntryFilter } from '../query.js'
import type { Database } from './database.js'
import type { Fact } from './fact.js'
import { matchingFacts } from './known-facts.js'
import { countKnown, noRisk, type RiskCounter } from './counter.js'

/** A stretch of time, in milliseconds since 1970, the end exclusive. */
interface Bounds {
  readonly start: number
  readonly end: number
}

/** A part of it while what falls into it is counted. */
interface Bucket extends Bounds {
  readonly byRisk: RiskCounter
  total: number
}

const endOfTime = Date.UTC(10_000, 0)
const lastTimestamp = '9999-12-31T23:59:59.999999+00:00'

/** How the rows that match spread over time, as `StorageAdapter.histogram` has it. */
export function selectHistogram(db: Database, filter: EntryFilter, count: number): BucketRow[] {
  const facts = matchingFacts(db, filter)
  const bounds = boundsOf(facts, filter)
  if (bounds === null) return []
  const buckets = bucketsOf(bounds, count)
  let place = 0
  for (const { ms, risk_level } of facts) {
    if (ms === null) continue
    place = placeOf(buckets, ms, place)
    const bucket = buckets[place]
    if (bucket === undefined || ms < bucket.start || ms >= bucket.end) continue
    bucket.total += 1
    countKnown(bucket.byRisk, risk_level)
  }
  return buckets.map(toRow)
}

/** Null where nothing has a time. */
function boundsOf(facts: readonly Fact[], { from, to }: EntryFilter): Bounds | null {
  let [first, last] = [Infinity, -Infinity]
  for (const { ms } of facts) {
    if (ms === null) continue
    if (ms < first) first = ms
    if (ms > last) last = ms
  }
  if (first > last) return null
  return { start: from === undefined ? first : floorMs(from), end: to === undefined ? last + 1 : ceilMs(to) }
}

/** In two steps, since a share of ten thousand years is beyond what a double holds exactly. */
function bucketsOf({ start, end }: Bounds, count: number): Bucket[] {
  const length = Math.max(end - start, count)
  const whole = Math.floor(length / count)
  const edge = (place: number): number => start + place * whole + Math.floor((place * (length % count)) / count)
  return Array.from({ length: count }, (_, place) => ({
    start: edge(place),
    end: edge(place + 1),
    byRisk: noRisk(),
    total: 0,
  }))
}

/** The bucket of a time, looked for from the one before: rows come in the order of time, but for what is no day. */
function placeOf(buckets: readonly Bucket[], ms: number, near: number): number {
  let place = near
  while (place < buckets.length - 1 && ms >= (buckets[place]?.end ?? Infinity)) place += 1
  while (place > 0 && ms < (buckets[place]?.start ?? -Infinity)) place -= 1
  return place
}

function toRow({ start, end, byRisk, total }: Bucket): BucketRow {
  return { from: timestampAt(start), to: timestampAt(end), byRisk, total }
}

function floorMs(stored: string): number {
  return Date.parse(`${stored.slice(0, 23)}Z`)
}

function ceilMs(stored: string): number {
  return floorMs(stored) + Number(stored.slice(23, 26) !== '000')
}

/** Stored timestamps have years of four digits. */
function timestampAt(ms: number): string {
  return ms < endOfTime ? storedTimestamp(ms) : lastTimestamp
}
