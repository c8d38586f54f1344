import type { AuditRow } from '../../entry/row.js'
import type { AuditError } from '../../error.js'
import type {
  BucketRow,
  EntryFilter,
  EntryQuery,
  PurgeRow,
  PurgeRule,
  SessionRow,
  SummaryKey,
  SummaryRow,
} from '../query.js'
import type { JournalGrowth } from './journal-growth.js'
import type { ReplicaOptions } from './replica.js'

/** Who wants to know what changed in a replica. */
export interface ChangeFeed {
  /**
   * From when on, in milliseconds since 1970, changes are wanted of which only an image tells; null where nobody wants any.
   * Asked once the replica is up to date, right before `updated`.
   */
  wanted(): number | null | Promise<number | null>
  /** Takes rows that were added or settled. */
  updated(rows: readonly AuditRow[]): void | Promise<void>
}

/** What a reading side works with, and whom it tells of its replica. */
export interface ReadingSideOptions extends ReplicaOptions {
  readonly feed: ChangeFeed
  readonly growth: JournalGrowth
}

/** At once, or once it came from elsewhere. */
type Answer<T> = T | Promise<T>

/** What is answered from the replica as it is. */
export interface Answers {
  query(query: EntryQuery): Answer<readonly AuditRow[]>
  count(filter: EntryFilter): Answer<number>
  sessions(filter: EntryFilter): Answer<readonly SessionRow[]>
  summarize(filter: EntryFilter, by: SummaryKey): Answer<readonly SummaryRow[]>
  histogram(filter: EntryFilter, buckets: number): Answer<readonly BucketRow[]>
  purges(): Answer<readonly PurgeRow[]>
  earliest(rules: readonly PurgeRule[]): Answer<readonly (string | null)[]>
  /** A database of the rows that match. */
  image(filter: EntryFilter): Answer<Uint8Array>
}

/** What can be asked, with what is said about it. */
export type Question = { [Name in keyof Answers]: readonly [Name, ...Parameters<Answers[Name]>] }[keyof Answers]

/** What comes of a question. */
export type AnswerTo<Asked extends Question> = Awaited<ReturnType<Answers[Asked[0]]>>

/**
 * All that needs SQLite: the replica, the answers that it gives, the images that are made of it. Loaded at the first
 * question or when an image is due, so that nobody downloads it who only logs.
 *
 * Calls must not overlap, but for questions behind one that was asked freshly.
 */
export interface ReadingSide {
  /** Whether the database is in memory, so that an image costs no reading. */
  readonly isLoaded: boolean
  /** Whether a new image would differ from the one that is there. */
  readonly isImageWorthwhile: boolean

  /** Answers from the replica as it is. */
  answer<Asked extends Question>(question: Asked): Answer<AnswerTo<Asked>>
  /** Brings the replica up to date, and answers from it. */
  freshly<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>>

  /** Removes what the rules name, as `StorageAdapter.purge` has it. */
  purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]>
  /** Looks at what is stored, and writes an image if one is due. */
  maintain(): Promise<void>
  /**
   * Writes what the next opening should find, unless it is there: an image or a patch, and where other programs read the
   * image and it is small, a whole one. False when others are at work on the place for too long.
   */
  leaveImage(): Promise<boolean>
  /**
   * Writes an image of everything, unless there is one; a whole one where other programs read it.
   *
   * @throws AuditError `DATABASE_BUSY` when others are at work on the place for too long.
   */
  checkpoint(): Promise<void>

  /** What went wrong here, as callers see it. */
  faultOf(error: unknown): AuditError

  close(): Answer<void>
}
