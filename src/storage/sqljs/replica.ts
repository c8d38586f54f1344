import { breath } from '../../breath.js'
import { AuditError, type FaultListener, toAuditError } from '../../error.js'
import type {
  ImagePatch,
  JournalPosition,
  JournalSlice,
  Persistence,
  StoredImage,
} from '../../persistence/persistence.js'
import type { AuditRecord } from '../../record/record.js'
import { adopt } from './adopt.js'
import { applyRecord } from './apply.js'
import type { Database } from './database.js'
import { type Engine, loadEngine } from './engine.js'
import { readRecord } from './journal-record.js'
import { createIndexes } from './schema.js'
import { openTrail, type Trail } from './trail.js'
import type { WasmSource } from './wasm-source.js'

/** Records that are applied without letting anything else run. */
const batchSize = 250

/** How often in a row somebody else's new image may overtake a replica that reads. */
const mostReloads = 20

/** What a replica works with. */
export interface ReplicaOptions {
  readonly persistence: Persistence
  readonly loadWasm: () => Promise<WasmSource>
  readonly onFault: FaultListener
}

/** What became different in a replica. */
export interface ReplicaUpdate {
  readonly db: Database
  /** The ids of rows that records added or settled. */
  readonly changed: ReadonlySet<string>
  /** Where the replica started from a newer image: the database before, or null when this was the first. */
  readonly reloaded: { readonly from: Database | null } | null
}

/** The database that follows the image and the journal. Its methods must not overlap. */
export class Replica {
  readonly #options: ReplicaOptions
  #engine: Engine | null = null
  #trail: Trail | null = null
  /** The database that was told of last; it stays open for what has changed since. */
  #told: Database | null = null
  /** The ids of rows that records changed since then. */
  readonly #changed: Set<string> = new Set()
  /** The database whose indexes are known to be there. */
  #indexed: Database | null = null
  /** Whether somebody else may have written an image that the journal does not tell of. */
  #outdated = false

  constructor(options: ReplicaOptions) {
    this.#options = options
  }

  get isLoaded(): boolean {
    return this.#trail !== null
  }

  get engine(): Engine {
    return present(this.#engine)
  }

  get trail(): Trail {
    return present(this.#trail)
  }

  /**
   * Applies everything that the place holds, loading SQLite and the image first where need be, and tells what it changed.
   * Where that fails, what was changed is told the next time. Resolves with whether it changed anything.
   */
  async sync(publish: (update: ReplicaUpdate) => Promise<void>): Promise<boolean> {
    this.#trail ??= await this.#load()
    if (this.#outdated) await this.#refresh()
    await this.#catchUp()
    const { db } = this.trail
    this.#index(db)
    const isNew = db !== this.#told || this.#changed.size > 0
    await publish({ db, changed: this.#changed, reloaded: db === this.#told ? null : { from: this.#told } })
    this.#changed.clear()
    this.#tellFrom(db)
    return isNew
  }

  /** Has the next `sync` start from the newest image. */
  outdate(): void {
    this.#outdated = true
  }

  /** Notes that an image now holds all that the replica has applied; after a purge, in the database that it was written from. */
  covered(generation: number, size: number, db: Database = this.trail.db): void {
    const { position } = this.trail
    const base = { generation, patches: 0, patchedBytes: 0 }
    db.forgetChanges()
    this.#tellFrom(db)
    this.#trail = { db, size, base, uncovered: 0, altered: false, position: { ...position, generation } }
  }

  /** Notes that a patch of its image now holds all that the replica has applied. */
  patched({ generation, number, size, stretches }: ImagePatch): void {
    const { trail } = this
    const bytes = stretches.reduce((sum, stretch) => sum + stretch.bytes.length, trail.base?.patchedBytes ?? 0)
    trail.db.forgetChanges()
    this.#trail = { ...trail, size, uncovered: 0, base: { generation, patches: number, patchedBytes: bytes } }
  }

  close(): void {
    if (this.#trail?.db !== this.#told) this.#trail?.db.close()
    this.#trail = null
    this.#tellFrom(null)
  }

  #tellFrom(db: Database | null): void {
    if (this.#told !== db) this.#told?.close()
    this.#told = db
  }

  async #load(): Promise<Trail> {
    const { loadWasm, persistence } = this.#options
    const [engine, image] = await Promise.all([this.#engine ?? loadEngine(loadWasm), persistence.readImage()])
    this.#engine = engine
    return this.#openTrail(image)
  }

  #openTrail(image: StoredImage | null): Trail {
    return openTrail(this.engine, image, this.#options.persistence)
  }

  /** Where another program keeps the image from being read, what is here is as good as it was. */
  async #refresh(): Promise<void> {
    try {
      await this.#reload(1)
    } catch (error) {
      if (!(error instanceof AuditError) || error.code !== 'DATABASE_BUSY') throw error
      this.#outdated = false
    }
  }

  async #reload(reloads: number): Promise<void> {
    const { location } = this.#options.persistence
    if (reloads > mostReloads)
      throw new AuditError('DATABASE_BUSY', `${location} changes too fast to be read. Try again.`)
    const next = await this.#load()
    if (this.trail.db !== this.#told) this.trail.db.close()
    this.#trail = next
    this.#outdated = false
  }

  #index(db: Database): void {
    if (this.#indexed !== db) db.execute(createIndexes)
    this.#indexed = db
  }

  /** Applies the rest of the journal. While a slice is applied, the next one is read already, which browsers do elsewhere. */
  async #catchUp(): Promise<void> {
    let reloads = 0
    for (let reading: Promise<JournalSlice> | null = this.#readFrom(this.trail.position); reading !== null;) {
      const slice: JournalSlice = await reading
      if (slice.stale) {
        await this.#reload((reloads += 1))
        reading = this.#readFrom(this.trail.position)
      } else {
        reading = slice.more ? this.#readFrom(slice.position) : null
        await this.#follow(slice)
      }
    }
  }

  #readFrom(position: JournalPosition): Promise<JournalSlice> {
    const reading = this.#options.persistence.readJournal(position)
    // Where applying the slice before fails, nobody awaits it.
    reading.catch(() => undefined)
    return reading
  }

  /** Applies a slice. */
  async #follow(slice: Extract<JournalSlice, { stale: false }>): Promise<void> {
    const { frames, foreign, position } = slice
    for (const file of foreign) this.#adopt(file).forEach((id) => this.#changed.add(id))
    const ids = await this.#applySlice(frames)
    ids.forEach((id) => this.#changed.add(id))
    const { trail } = this
    this.#trail = { ...trail, position, uncovered: trail.uncovered + frames.length }
  }

  /** In one transaction: each commit writes the pages that it touched, of the indexes too. */
  async #applySlice(frames: readonly string[]): Promise<readonly string[]> {
    const ids: string[] = []
    if (frames.length === 0) return ids
    await this.trail.db.longTransaction(async () => {
      for (let start = 0; start < frames.length; start += batchSize) {
        if (start > 0) await breath()
        ids.push(...this.#apply(frames.slice(start, start + batchSize)))
      }
    })
    return ids
  }

  #adopt(file: Uint8Array): string[] {
    const { db } = this.trail
    const adopted = adopt(this.engine, db, file, this.#options.persistence.location)
    if (adopted.length > 0) this.#trail = { ...this.trail, altered: true }
    return adopted
  }

  #apply(frames: readonly string[]): string[] {
    const { db } = this.trail
    const records = frames.map((frame) => this.#read(frame)).filter((record) => record !== null)
    return records.filter((record) => applyRecord(db, record)).map(({ row }) => row.id)
  }

  #read(frame: string): AuditRecord | null {
    try {
      return readRecord(frame)
    } catch (error) {
      const fault = toAuditError(error, 'STORAGE_FAILED', 'A record could not be read')
      if (fault.code !== 'JOURNAL_DAMAGED') throw fault
      this.#options.onFault(fault)
      return null
    }
  }
}

function present<T>(value: T | null): T {
  if (value === null) throw new AuditError('STORAGE_FAILED', 'The replica was used before it was loaded.')
  return value
}
