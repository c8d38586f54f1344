import { storedTimestamp } from '../../entry/timestamp.js'
import type { BucketRow, EntryFilter, RiskCounts } from '../query.js'
import type { Database, Sql } from './database.js'
import { filterSql } from './filter.js'
import { riskCounts } from './risk-counts.js'

/** The time that buckets divide, in milliseconds since 1970. */
interface Span {
  readonly start: number
  readonly length: number
}

/** A bucket that has rows. */
interface Found extends Span {
  readonly bucket: number
  readonly byRisk: RiskCounts
  readonly total: number
}

/**
 * A time in its stored form as a number; null for what is not in that form, which is what other programs wrote that is no
 * time. Whole milliseconds are exact in SQLite and in JavaScript.
 */
const milliseconds = `iif(substr(timestamp, 27) = '+00:00',
  unixepoch(substr(timestamp, 1, 19)) * 1000 + CAST(substr(timestamp, 21, 3) AS INTEGER), NULL)`

const noRisk: RiskCounts = { safe: 0, moderate: 0, destructive: 0, critical: 0 }

const endOfTime = Date.UTC(10_000, 0)
const lastTimestamp = '9999-12-31T23:59:59.999999+00:00'

/** How the rows that match spread over time, as `StorageAdapter.histogram` has it. */
export function selectHistogram(db: Database, filter: EntryFilter, buckets: number): BucketRow[] {
  const { sql, parameters } = histogramSql(filter, buckets)
  const found = db.json<Found>(sql, parameters)
  const [span] = found
  if (span === undefined) return []
  const filled = new Map(found.map((row) => [row.bucket, row]))
  return Array.from({ length: buckets }, (_, index) => {
    const { byRisk, total } = filled.get(index) ?? { byRisk: { ...noRisk }, total: 0 }
    const edge = (place: number): string => timestampAt(edgeOf(span, place, buckets))
    return { from: edge(index), to: edge(index + 1), byRisk, total }
  })
}

/** One pass over the table, so that a filter costs what it costs `count()`. Numbers are cast, since those beyond 32 bits are bound as REAL. */
function histogramSql(filter: EntryFilter, buckets: number): Sql {
  const { sql, parameters } = filterSql(filter)
  const { from, to } = filter
  return {
    sql: `WITH matched AS MATERIALIZED (
      SELECT ${milliseconds} AS ms, risk_level FROM agent_audit WHERE ${sql}
    ), bounds AS (
      SELECT CAST(? AS INTEGER) AS buckets, coalesce(CAST(? AS INTEGER), min(ms)) AS start,
        coalesce(CAST(? AS INTEGER), max(ms) + 1) AS end
      FROM matched
    ), span AS MATERIALIZED (
      SELECT buckets, start, max(end - start, buckets) AS length FROM bounds
    ), placed AS (
      SELECT ((ms - start + 1) * buckets - 1) / length AS bucket, start, length, risk_level
      FROM span CROSS JOIN matched WHERE ms IS NOT NULL
    )
    SELECT json_object('bucket', bucket, 'start', start, 'length', length, 'byRisk', ${riskCounts}, 'total', count(*))
    FROM placed GROUP BY bucket`,
    parameters: [
      ...parameters,
      buckets,
      from === undefined ? null : floorMs(from),
      to === undefined ? null : ceilMs(to),
    ],
  }
}

/**
 * Where a bucket begins: its share of the span, rounded down; the SQL above asks for the last bucket that begins at a row's
 * time or before. In two steps, since a share of ten thousand years is beyond what a double holds exactly.
 */
function edgeOf({ start, length }: Span, place: number, buckets: number): number {
  const whole = Math.floor(length / buckets)
  return start + place * whole + Math.floor((place * (length % buckets)) / buckets)
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
