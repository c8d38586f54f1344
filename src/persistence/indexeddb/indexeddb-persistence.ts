import { promisifyRequest } from 'idb-keyval'
import { AuditError, type FaultListener } from '../../error.js'
import type {
  ImagePatch,
  JournalPosition,
  JournalSlice,
  NewImage,
  Persistence,
  SharedPlace,
  StoredImage,
} from '../persistence.js'
import { ChangeChannel } from './channel.js'
import { Connection } from './connection.js'
import { closedFault, storageFault } from './fault.js'
import { GroupCommit } from './group-commit.js'
import type { readChunks } from './image-reader.js'
import type { writeImage, writePatch } from './image-writer.js'
import { addFrames, framesOf, type JournalValue, readPart } from './journal.js'
import { listenToLifecycle } from './lifecycle.js'
import { readState, readValue, writeValue } from './meta.js'
import { keyIn, keyOf, place } from './state.js'

/** What `indexedDbPersistence()` takes. */
export interface IndexedDbOptions {
  /** The name of the IndexedDB database. */
  readonly name: string
  /** Told of damaged journal values. */
  readonly onFault: FaultListener
  /** Gives what reads and writes images; called when there is one, or the first is due. */
  readonly loadImageParts: () => Promise<ImageParts>
}

/** What a page that only logs has no need of. */
export interface ImageParts {
  readonly readChunks: typeof readChunks
  readonly writeImage: typeof writeImage
  readonly writePatch: typeof writePatch
}

/**
 * Keeps the journal and the image in an IndexedDB database, made when there is none, for any number of tabs and workers.
 *
 * @throws AuditError `DATABASE_FOREIGN`, `DATABASE_NEWER`, or `STORAGE_FAILED` where IndexedDB is not to be had.
 */
export async function indexedDbPersistence(options: IndexedDbOptions): Promise<Persistence> {
  const persistence = new IndexedDbPersistence(options)
  await persistence.open()
  return persistence
}

class IndexedDbPersistence implements Persistence {
  readonly durable = true
  readonly published = false
  readonly location: string
  readonly shared: SharedPlace
  readonly #lock: string
  readonly #onFault: FaultListener
  readonly #loadImageParts: IndexedDbOptions['loadImageParts']
  readonly #connection: Connection
  readonly #channel: ChangeChannel
  readonly #commit: GroupCommit = new GroupCommit((frames) => this.#write(frames))
  readonly #damaged = new Set<number>()
  #ignoreLifecycle: () => void = () => {}
  #closed = false
  #closing: Promise<void> | undefined

  constructor({ name, onFault, loadImageParts }: IndexedDbOptions) {
    this.location = `IndexedDB "${name}"`
    this.shared = { database: name }
    this.#lock = `tallystick:${name}`
    this.#onFault = onFault
    this.#loadImageParts = loadImageParts
    this.#connection = new Connection(name)
    this.#channel = new ChangeChannel(this.#lock)
  }

  async open(): Promise<void> {
    await this.#guarded(() => this.#connection.open())
    this.#ignoreLifecycle = listenToLifecycle({
      onHide: () => void this.#commit.flush(),
      onFreeze: () => this.#channel.suspend(),
      onShow: () => this.#resume(),
    })
  }

  append(frames: readonly string[]): Promise<void> {
    return this.#guarded(async () => {
      if (frames.length > 0) await this.#commit.append(frames)
    })
  }

  isEmpty(): Promise<boolean> {
    return this.#read(['meta', 'journal'], async (transaction) => {
      const { generation } = await readState(transaction)
      const keys = await promisifyRequest(transaction.objectStore('journal').getAllKeys(null, 1))
      return generation === 0 && keys.length === 0
    })
  }

  async readImage(): Promise<StoredImage | null> {
    const state = await this.#read(['meta'], readState)
    if (state.image === null) return null
    const parts = await this.#loadImageParts()
    return this.#read(['meta', 'image'], async (transaction) => {
      const { generation, image } = await readState(transaction)
      return image && { generation, own: true, ...(await parts.readChunks(transaction, image)) }
    })
  }

  readJournal(from: JournalPosition): Promise<JournalSlice> {
    return this.#read(['meta', 'journal'], async (transaction) => {
      // Asked for at once: every question comes here, and seldom finds that its place is stale.
      const [state, part] = await Promise.all([readState(transaction), readPart(transaction, keyIn(from))])
      const key = keyOf(state, from)
      if (key === null) return { stale: true }
      const { values, more } = part
      const reached = place(state, values.at(-1)?.key ?? key)
      const position = { generation: state.generation, place: reached }
      return { stale: false, frames: this.#frames(values), position, more, foreign: [] }
    })
  }

  writeImage(image: NewImage): Promise<number | null> {
    return this.#guarded(async () => {
      const parts = await this.#loadImageParts()
      const generation = await parts.writeImage(this.#connection, this.#lock, image)
      if (generation !== null) this.#channel.post()
      return generation
    })
  }

  writePatch(patch: ImagePatch): Promise<boolean> {
    return this.#guarded(async () => (await this.#loadImageParts()).writePatch(this.#connection, this.#lock, patch))
  }

  readMark(name: string): Promise<string | null> {
    return this.#guarded(async () => {
      const mark = await readValue(this.#connection, `mark:${name}`)
      return typeof mark === 'string' ? mark : null
    })
  }

  writeMark(name: string, value: string): Promise<void> {
    return this.#guarded(() => writeValue(this.#connection, `mark:${name}`, value))
  }

  subscribe(listener: () => void): () => void {
    if (this.#closed) throw closedFault()
    return this.#channel.subscribe(listener)
  }

  flush(): Promise<void> {
    return this.#guarded(() => this.#commit.flush())
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#closed = true
    this.#ignoreLifecycle()
    await this.#commit.flush()
    this.#channel.close()
    this.#connection.close()
  }

  async #write(frames: readonly string[]): Promise<void> {
    await this.#connection.transact(['journal'], 'readwrite', (transaction) => addFrames(transaction, frames))
    this.#channel.post()
  }

  #read<T>(stores: ('meta' | 'journal' | 'image')[], body: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    return this.#guarded(() => this.#connection.transact(stores, 'readonly', body))
  }

  /** Runs a call unless the store is closed, and tells what goes wrong in our words. */
  async #guarded<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closed) throw closedFault()
    try {
      return await call()
    } catch (error) {
      throw storageFault(error, this.location)
    }
  }

  #frames(values: readonly JournalValue[]): readonly string[] {
    return values.flatMap(({ key, value }) => framesOf(value) ?? this.#setAside(key, value))
  }

  /** Keeps a value that is no list of frames where no image removes it, and reports it once. */
  #setAside(key: number, value: unknown): readonly string[] {
    if (!this.#damaged.has(key)) {
      this.#damaged.add(key)
      // Not part of the read: a failure to keep it aside must not keep the rest from being read.
      writeValue(this.#connection, `damaged:${key}`, value).catch(() => {})
      this.#onFault(
        new AuditError(
          'JOURNAL_DAMAGED',
          `Value ${key} in the journal of ${this.location} is damaged; it was skipped.`,
        ),
      )
    }
    return []
  }

  #resume(): void {
    this.#channel.resume()
    this.#channel.notify()
  }
}
