import type { Column } from '../entry/columns.js'
import type { RiskLevel } from '../entry/entry.js'

/** Which entries, with every convenience of the public filter resolved. A list means any of its members, an empty one none at all. */
export interface EntryFilter {
  readonly id?: readonly string[]
  readonly sessionId?: readonly string[]
  readonly riskLevel?: readonly string[]
  readonly toolName?: readonly string[]
  readonly approvalDecision?: readonly string[]
  readonly outcome?: readonly string[]
  readonly agentId?: readonly string[]
  readonly parentPlanId?: readonly string[]
  readonly success?: boolean
  /** Inclusive, in the stored form of timestamps. */
  readonly from?: string
  /** Exclusive, in the stored form of timestamps. */
  readonly to?: string
  /**
   * Not empty; found in tool name, parameters, result or error, ASCII letters in any case. In the JSON columns it is
   * looked for as it stands and as JSON spells it inside a string.
   */
  readonly text?: string
}

/** A place in the order of entries: (timestamp, id), the timestamp in its stored form. */
export interface EntryCursor {
  readonly timestamp: string
  readonly id: string
}

/** Which entries, in which order, which part of them. */
export interface EntryQuery extends EntryFilter {
  readonly order: 'asc' | 'desc'
  /** At most so many; Infinity for all. */
  readonly limit: number
  readonly offset: number
  /** Only what comes after it, in the query's order. */
  readonly cursor?: EntryCursor
}

/** What a summary is grouped by. */
export type SummaryKey = 'tool' | 'risk' | 'decision' | 'outcome' | 'session' | 'agent' | 'day'

/** How many entries have each risk level. A level of another program that is none of these is not among them. */
export type RiskCounts = Readonly<Record<RiskLevel, number>>

/** One group of a summary. Durations are in milliseconds; percentiles by nearest rank over settled entries. */
export interface SummaryRow {
  /** The tool, level, decision, outcome, session, agent (empty for entries without one), or UTC day (`2026-11-23`). */
  readonly key: string
  readonly total: number
  readonly byRisk: RiskCounts
  readonly successful: number
  readonly failed: number
  /** Entries whose outcome is `pending`. */
  readonly pending: number
  /** Entries whose outcome is `denied`. */
  readonly denied: number
  readonly approved: number
  readonly rejected: number
  /** Entries that were decided without a person. */
  readonly auto: number
  /** Failed entries as a share of all, from 0 to 1. */
  readonly errorRate: number
  readonly totalDurationMs: number
  readonly p50DurationMs: number
  readonly p95DurationMs: number
  /** How long persons were waited for, all in all. */
  readonly approvalTimeMs: number
}

/** The entries of one session that match, from the first to the last. Timestamps in their stored form. */
export interface SessionRow {
  readonly sessionId: string
  readonly total: number
  readonly byRisk: RiskCounts
  /** Entries whose outcome is `failed`. */
  readonly failed: number
  /** Entries whose outcome is `pending`. */
  readonly pending: number
  readonly firstTimestamp: string
  readonly lastTimestamp: string
}

/** One part of a stretch of time, and the entries that fall into it. Timestamps in their stored form. */
export interface BucketRow {
  /** Inclusive. */
  readonly from: string
  /** Exclusive; the `from` of the next bucket. */
  readonly to: string
  readonly byRisk: RiskCounts
  readonly total: number
}

/** What a purge takes: entries older than `before`, of these risk levels or of all. */
export interface PurgeRule {
  /** What the purge's own record calls it, e.g. `days:30` or `critical:365`. */
  readonly rule: string
  /** Exclusive, in the stored form of timestamps. */
  readonly before: string
  /** Default: every level. */
  readonly riskLevel?: readonly string[]
  /** Leave entries that were imported, and all of a database that came from elsewhere. */
  readonly sparesForeign: boolean
}

/** The record that a purge leaves of itself. */
export interface PurgeRow {
  readonly purgedAt: string
  readonly rule: string
  readonly before: string
  readonly count: number
}

/** Columns that a text search looks into. */
export const searchedColumns: readonly Column[] = ['tool_name', 'parameters', 'result', 'error']
