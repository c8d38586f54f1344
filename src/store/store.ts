import type { AuditEntry, AuditEntryInput, AuditIntentInput, AuditOutcomeInput } from '../entry/entry.js'
import type { EntryContext } from '../entry/make.js'
import { AuditError, type FaultListener } from '../error.js'
import { byteStream } from '../export/byte-stream.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { Archive } from './archive.js'
import type * as audit from './audit-store.js'
import type { ExportFormat } from './exporter.js'
import { watched } from './faults.js'
import type { AuditFilter, AuditQuery } from './filter.js'
import type { RetentionPolicy } from './retention.js'
import { subscription } from './subscription.js'
import { Sweeper } from './sweeper.js'
import { Writer, type WriterOptions } from './writer.js'

/** What a store is made of. */
export interface StoreOptions {
  readonly storage: StorageAdapter
  /** Gives what does more than logging; called when that is first needed. */
  readonly loadArchive: () => Promise<typeof Archive>
  /** The clock, the ids and the bound of new entries. */
  readonly context: EntryContext
  /** Null keeps everything. */
  readonly retention: RetentionPolicy | null
  readonly onFault: FaultListener
  /** Called as closing begins. */
  readonly onClose?: (() => void) | undefined
}

/** A store over storage that is open, and that the store closes. */
export async function createStore(options: StoreOptions): Promise<audit.AuditStore> {
  const store = new Store(options)
  await store.start()
  return store
}

/** Composes the parts: who may call while closed, and where a fault goes that nobody awaits, is decided here. */
class Store implements audit.AuditStore {
  readonly #options: StoreOptions
  readonly #storage: StorageAdapter
  readonly #parts: WriterOptions
  readonly #writer: Writer
  readonly #sweeper: Sweeper | null
  /** What does more than logging; null until something needs it. */
  #loading: Promise<Archive> | null = null
  #closing: Promise<void> | null = null

  constructor(options: StoreOptions) {
    const { storage, context, retention: policy, onFault } = options
    this.#options = options
    this.#storage = storage
    this.#sweeper =
      policy && new Sweeper({ storage, policy, sweep: (now) => this.#sweep(policy, now), now: context.now, onFault })
    this.#parts = { storage, context, onRow: (row) => this.#sweeper?.noticed(row) }
    this.#writer = new Writer(this.#parts)
  }

  get durable(): boolean {
    return this.#storage.durable
  }

  log(entry: AuditEntryInput): Promise<AuditEntry> {
    return this.#act(() => this.#writer.log(entry))
  }

  logMany(entries: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]> {
    return this.#act(() => this.#writer.logMany(entries))
  }

  begin(intent: AuditIntentInput): Promise<AuditEntry> {
    return this.#act(() => this.#writer.begin(intent))
  }

  settle(entry: string | AuditEntry, outcome?: AuditOutcomeInput): Promise<AuditEntry> {
    return this.#act(() => this.#writer.settle(entry, outcome))
  }

  query(query?: AuditQuery): Promise<readonly AuditEntry[]> {
    return this.#ask(({ reader }) => reader.query(query))
  }

  async *entries(query?: Parameters<audit.AuditStore['entries']>[0]): AsyncGenerator<AuditEntry, void, undefined> {
    this.#checkOpen()
    const { reader } = await this.#archive()
    yield* reader.entries(query)
  }

  get(id: string): Promise<AuditEntry | null> {
    return this.#ask(({ reader }) => reader.get(id))
  }

  count(filter?: AuditFilter): Promise<number> {
    return this.#ask(({ reader }) => reader.count(filter))
  }

  listSessions(filter?: AuditFilter): Promise<readonly audit.AuditSession[]> {
    return this.#ask(({ reader }) => reader.listSessions(filter))
  }

  getSessionSummary(sessionId: string): Promise<audit.SessionSummary> {
    return this.#ask(({ reader }) => reader.getSessionSummary(sessionId))
  }

  summarize(options: Parameters<audit.AuditStore['summarize']>[0]): Promise<readonly audit.AuditSummary[]> {
    return this.#ask(({ reader }) => reader.summarize(options))
  }

  histogram(options: Parameters<audit.AuditStore['histogram']>[0]): Promise<readonly audit.AuditBucket[]> {
    return this.#ask(({ reader }) => reader.histogram(options))
  }

  subscribe(filter: AuditFilter, listener: (entry: AuditEntry) => void): () => void {
    this.#checkOpen()
    return subscription(this.#storage, { filter, listener, onFault: this.#options.onFault })
  }

  cleanupOldEntries(age: audit.CleanupAge): Promise<number> {
    return this.#act(async () => (await this.#archive()).cleanUp(age))
  }

  purges(): Promise<readonly audit.AuditPurge[]> {
    return this.#ask(({ reader }) => reader.purges())
  }

  exportJson(filter?: AuditFilter): Promise<string> {
    return this.#ask((archive) => archive.exportText(filter, { kind: 'json' }))
  }

  exportNdjson(filter?: AuditFilter): Promise<string> {
    return this.#ask((archive) => archive.exportText(filter, { kind: 'ndjson' }))
  }

  exportCsv(filter?: AuditFilter, options?: audit.CsvOptions): Promise<string> {
    return this.#ask((archive) => archive.exportText(filter, { kind: 'csv', options }))
  }

  exportDatabase(filter?: AuditFilter): Promise<Uint8Array> {
    return this.#ask((archive) => archive.exportDatabase(filter))
  }

  streamJson(filter?: AuditFilter): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'json' }))
  }

  streamNdjson(filter?: AuditFilter): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'ndjson' }))
  }

  streamCsv(filter?: AuditFilter, options?: audit.CsvOptions): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'csv', options }))
  }

  importEntries(source: audit.ImportSource, options: audit.ImportOptions = {}): Promise<number> {
    return this.#act(async () => (await this.#archive()).importEntries(source, options))
  }

  checkpoint(): Promise<void> {
    return this.#act(() => this.#storage.checkpoint())
  }

  flush(): Promise<void> {
    return this.#act(() => this.#storage.flush())
  }

  close(): Promise<void> {
    this.#closing ??= watched(this.#close(), this.#options.onFault)
    return this.#closing
  }

  /** `await using` calls it. Where a browser lacks the symbol, this is a method called `undefined`, which harms nobody. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Resolves once it is known whether something is due to be swept. */
  async start(): Promise<void> {
    await this.#sweeper?.start()
  }

  async #close(): Promise<void> {
    this.#options.onClose?.()
    await this.#sweeper?.stop()
    // What was asked before is answered, also where its answering is still being loaded.
    await this.#loading?.catch(() => undefined)
    await this.#storage.close()
  }

  /** The rest of the store. What awaits it before `close()` is called comes to the storage before that is closed. */
  #archive(): Promise<Archive> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  async #load(): Promise<Archive> {
    try {
      const LoadedArchive = await this.#options.loadArchive()
      return new LoadedArchive(this.#parts)
    } catch (error) {
      this.#loading = null
      throw error
    }
  }

  async #sweep(policy: RetentionPolicy, now: number): Promise<number> {
    const archive = await this.#archive()
    return await archive.sweep(policy, now)
  }

  async *#pieces(filter: AuditFilter | undefined, format: ExportFormat): AsyncGenerator<string, void, undefined> {
    this.#checkOpen()
    const archive = await this.#archive()
    yield* archive.exportPieces(filter, format)
  }

  /** Writes and upkeep: a fault is reported as well, since often nobody awaits them. */
  #act<T>(work: () => Promise<T>): Promise<T> {
    return watched(this.#whileOpen(work), this.#options.onFault)
  }

  /** Questions: a fault concerns only who asked. */
  #ask<T>(question: (archive: Archive) => Promise<T>): Promise<T> {
    return watched(
      this.#whileOpen(async () => question(await this.#archive())),
      () => {},
    )
  }

  /** Runs `work` inside the call, so that an append is under way when it returns. */
  async #whileOpen<T>(work: () => Promise<T>): Promise<T> {
    this.#checkOpen()
    return await work()
  }

  #checkOpen(): void {
    if (this.#closing) throw new AuditError('STORE_CLOSED', 'The audit store is closed. Open it again to go on.')
  }
}
