import { described } from '../entry/complaint.js'
import type { AuditEntry, RiskLevel } from '../entry/entry.js'
import { toEntry } from '../entry/from-row.js'
import { apiTimestamp } from '../entry/timestamp.js'
import { wellFormed } from '../entry/well-formed.js'
import { AuditError } from '../error.js'
import type { BucketRow, PurgeRow, SessionRow, SummaryKey, SummaryRow } from '../storage/query.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { AuditBucket, AuditPurge, AuditSession, AuditStore, AuditSummary, SessionSummary } from './audit-store.js'
import type { AuditFilter, AuditQuery } from './filter.js'
import { pagesOf } from './pages.js'
import { resolveFilter } from './resolve-filter.js'
import { resolveOrder, resolveQuery } from './resolve-query.js'

type Questions =
  | 'query'
  | 'entries'
  | 'get'
  | 'count'
  | 'listSessions'
  | 'getSessionSummary'
  | 'summarize'
  | 'histogram'
  | 'purges'

const summaryKeys: readonly SummaryKey[] = ['tool', 'risk', 'decision', 'outcome', 'session', 'agent', 'day']

const mostBuckets = 1_000

/** Answers questions: filters are resolved on the way in, rows become entries on the way out. */
export class Reader implements Pick<AuditStore, Questions> {
  readonly #storage: StorageAdapter

  constructor(storage: StorageAdapter) {
    this.#storage = storage
  }

  async query(query?: AuditQuery): Promise<readonly AuditEntry[]> {
    return (await this.#storage.query(resolveQuery(query))).map(toEntry)
  }

  async *entries(query: Parameters<AuditStore['entries']>[0] = {}): AsyncGenerator<AuditEntry, void, undefined> {
    const { order, ...filter } = query
    const resolved = resolveFilter(filter)
    for await (const page of pagesOf(this.#storage, resolved, resolveOrder(order, 'oldest'))) yield* page.map(toEntry)
  }

  async get(id: string): Promise<AuditEntry | null> {
    if (typeof id !== 'string') throw new AuditError('FILTER_INVALID', `id has to be a text, not ${described(id)}.`)
    const row = await this.#storage.get(wellFormed(id))
    return row && toEntry(row)
  }

  async count(filter?: AuditFilter): Promise<number> {
    return await this.#storage.count(resolveFilter(filter))
  }

  async listSessions(filter?: AuditFilter): Promise<readonly AuditSession[]> {
    return (await this.#storage.sessions(resolveFilter(filter))).map(toSession)
  }

  async getSessionSummary(sessionId: string): Promise<SessionSummary> {
    const filter = resolveFilter({ sessionId: [sessionId] })
    return toSessionSummary(sessionId, await this.#storage.summarize(filter, 'risk'))
  }

  async summarize({ filter, by }: Parameters<AuditStore['summarize']>[0]): Promise<readonly AuditSummary[]> {
    if (summaryKeys.includes(by)) return await this.#storage.summarize(resolveFilter(filter), by)
    throw new AuditError('OPTION_INVALID', `by has to be one of ${summaryKeys.join(', ')}, not ${described(by)}.`)
  }

  async histogram({ filter, buckets }: Parameters<AuditStore['histogram']>[0]): Promise<readonly AuditBucket[]> {
    if (Number.isInteger(buckets) && buckets >= 1 && buckets <= mostBuckets) {
      return (await this.#storage.histogram(resolveFilter(filter), buckets)).map(toBucket)
    }
    throw new AuditError(
      'OPTION_INVALID',
      `buckets has to be a whole number from 1 to ${mostBuckets}, not ${described(buckets)}.`,
    )
  }

  async purges(): Promise<readonly AuditPurge[]> {
    return (await this.#storage.purges()).map(toPurge)
  }
}

function toSession(row: SessionRow): AuditSession {
  return { ...row, firstTimestamp: apiTimestamp(row.firstTimestamp), lastTimestamp: apiTimestamp(row.lastTimestamp) }
}

function toBucket(row: BucketRow): AuditBucket {
  return { ...row, from: apiTimestamp(row.from), to: apiTimestamp(row.to) }
}

function toPurge(row: PurgeRow): AuditPurge {
  return { ...row, purgedAt: apiTimestamp(row.purgedAt), before: apiTimestamp(row.before) }
}

function toSessionSummary(sessionId: string, groups: readonly SummaryRow[]): SessionSummary {
  const sum = (key: 'total' | 'approved' | 'rejected' | 'successful' | 'totalDurationMs'): number =>
    groups.reduce((total, group) => total + group[key], 0)
  const ofRisk = (level: RiskLevel): number => groups.find(({ key }) => key === level)?.total ?? 0
  return {
    sessionId,
    total: sum('total'),
    byRisk: {
      safe: ofRisk('safe'),
      moderate: ofRisk('moderate'),
      destructive: ofRisk('destructive'),
      critical: ofRisk('critical'),
    },
    approved: sum('approved'),
    rejected: sum('rejected'),
    successful: sum('successful'),
    totalDurationMs: sum('totalDurationMs'),
  }
}
