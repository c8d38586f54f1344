import { described } from '../entry/complaint.js'
import type { AuditEntry, AuditEntryInput, AuditIntentInput, AuditOutcomeInput } from '../entry/entry.js'
import { toEntry } from '../entry/from-row.js'
import { type EntryContext, makeEntry, makeIntent, makeOutcome } from '../entry/make.js'
import type { AuditRow } from '../entry/row.js'
import { validOutcome } from '../entry/validate.js'
import { wellFormed } from '../entry/well-formed.js'
import { AuditError } from '../error.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { AuditStore } from './audit-store.js'

/** Entries that one `logMany()` takes at most. */
const mostAtOnce = 1_000
/** Intents that are remembered, so that their outcome needs no read; one beyond is read again. */
const mostPending = 1_000

/** What a writer and an import work with. */
export interface WriterOptions {
  readonly storage: StorageAdapter
  readonly context: EntryContext
  /** Told of each row once it is durable. */
  readonly onRow: (row: AuditRow) => void
}

/**
 * Makes entries and appends them. Up to the append everything happens inside the call, so that what was logged is on its
 * way even when the process ends next.
 */
export class Writer implements Pick<AuditStore, 'log' | 'logMany' | 'begin' | 'settle'> {
  readonly #storage: StorageAdapter
  readonly #context: EntryContext
  readonly #onRow: (row: AuditRow) => void
  readonly #pending: Map<string, AuditEntry> = new Map()
  /** Entries that `begin()` gave and that are not settled: who passes one to `settle()` vouches for its id. */
  readonly #begun: WeakSet<AuditEntry> = new WeakSet()
  readonly #settling: Map<string, Promise<AuditEntry>> = new Map()

  constructor({ storage, context, onRow }: WriterOptions) {
    this.#storage = storage
    this.#context = context
    this.#onRow = onRow
  }

  async log(input: AuditEntryInput): Promise<AuditEntry> {
    const { row, entry } = makeEntry(input, this.#context)
    await this.#storage.append([{ kind: 'entry', row }])
    this.#onRow(row)
    return entry
  }

  async logMany(inputs: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]> {
    checkBatch(inputs)
    // Not `map`, which would leave the holes of a list as they are.
    const made = Array.from(inputs, (input, index) => this.#member(input, index))
    if (made.length === 0) return []
    await this.#storage.append(made.map(({ row }) => ({ kind: 'entry', row })))
    for (const { row } of made) this.#onRow(row)
    return made.map(({ entry }) => entry)
  }

  async begin(input: AuditIntentInput): Promise<AuditEntry> {
    const { row, entry } = makeIntent(input, this.#context)
    await this.#storage.append([{ kind: 'intent', row }])
    this.#onRow(row)
    this.#begun.add(entry)
    // An id of the caller's own may stand for an earlier intent, which is the one that counts.
    if (input.id === undefined) this.#remember(entry)
    return entry
  }

  async settle(given: string | AuditEntry, outcome: AuditOutcomeInput = {}): Promise<AuditEntry> {
    const id = settledId(given)
    // Checked in any case: what is wrong with one call is not to be the answer to another on the same entry.
    const valid = validOutcome(outcome)
    const running = this.#settling.get(id) ?? this.#settle(id, given, valid)
    this.#settling.set(id, running)
    try {
      return await running
    } finally {
      this.#settling.delete(id)
    }
  }

  async #settle(id: string, given: string | AuditEntry, outcome: AuditOutcomeInput): Promise<AuditEntry> {
    const standing = this.#standing(id, given) ?? (await this.#read(id))
    if (standing.outcome !== 'pending') return standing
    const { row, entry } = makeOutcome(standing, outcome, this.#context)
    // Forgotten first: after a failure only the storage knows whether the outcome was kept.
    this.#pending.delete(id)
    this.#begun.delete(standing)
    await this.#storage.append([{ kind: 'outcome', row }])
    return entry
  }

  #standing(id: string, given: string | AuditEntry): AuditEntry | undefined {
    return typeof given !== 'string' && this.#begun.has(given) ? given : this.#pending.get(id)
  }

  async #read(id: string): Promise<AuditEntry> {
    const row = await this.#storage.get(id)
    if (row) return toEntry(row)
    throw new AuditError(
      'ENTRY_NOT_FOUND',
      `No entry has the id ${JSON.stringify(id)}. Pass the id of what begin() gave.`,
    )
  }

  #remember(entry: AuditEntry): void {
    this.#pending.set(entry.id, entry)
    if (this.#pending.size <= mostPending) return
    for (const oldest of this.#pending.keys()) {
      this.#pending.delete(oldest)
      return
    }
  }

  #member(input: AuditEntryInput, index: number): ReturnType<typeof makeEntry> {
    try {
      return makeEntry(input, this.#context)
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      throw new AuditError(error.code, `entries[${index}]: ${error.message}`, { cause: error })
    }
  }
}

function checkBatch(inputs: readonly AuditEntryInput[]): void {
  if (!Array.isArray(inputs)) throw new AuditError('ENTRY_INVALID', 'logMany() takes a list of entries.')
  if (inputs.length <= mostAtOnce) return
  throw new AuditError(
    'OPTION_INVALID',
    `logMany() keeps at most ${mostAtOnce} entries, all or none, not ${inputs.length}. Use importEntries() for more.`,
  )
}

function settledId(given: string | AuditEntry): string {
  const id: unknown = typeof given === 'object' && given !== null ? given.id : given
  if (typeof id === 'string' && id !== '') return wellFormed(id)
  throw new AuditError(
    'ENTRY_INVALID',
    `id has to be the id of an entry, a text that is not empty, not ${described(id)}.`,
  )
}
