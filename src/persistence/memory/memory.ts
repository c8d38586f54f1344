import { AuditError } from '../../error.js'
import type { ImagePatch, JournalPosition, JournalSlice, NewImage, Persistence, StoredImage } from '../persistence.js'
import { MemoryMedium } from './medium.js'

/** How `memoryPersistence()` is made. */
export interface MemoryPersistenceOptions {
  /** What to keep everything in. Default: a new medium, which nobody else sees. */
  readonly medium?: MemoryMedium | undefined
}

/** A place in memory that several persistences can have open, one after another or at once. */
export function memoryMedium(): MemoryMedium {
  return new MemoryMedium()
}

/** Keeps an audit trail in memory, for as long as somebody holds its medium. */
export function memoryPersistence(options: MemoryPersistenceOptions = {}): Persistence {
  return new MemoryPersistence(options.medium ?? memoryMedium())
}

class MemoryPersistence implements Persistence {
  readonly durable = false
  readonly location = 'memory'
  readonly published = false
  readonly #medium: MemoryMedium
  readonly #listeners: Set<() => void> = new Set()
  #closed = false

  constructor(medium: MemoryMedium) {
    this.#medium = medium
  }

  async append(frames: readonly string[]): Promise<void> {
    this.#open().append(frames)
    this.#tellOthers()
  }

  async isEmpty(): Promise<boolean> {
    return this.#open().isEmpty
  }

  async readImage(): Promise<StoredImage | null> {
    return this.#open().image
  }

  async readJournal(from: JournalPosition): Promise<JournalSlice> {
    return this.#open().slice(from)
  }

  async writeImage(image: NewImage): Promise<number | null> {
    const generation = this.#open().replaceImage(image)
    if (generation !== null) this.#tellOthers()
    return generation
  }

  async writePatch(patch: ImagePatch): Promise<boolean> {
    const isKept = this.#open().addPatch(patch)
    if (isKept) this.#tellOthers()
    return isKept
  }

  async readMark(name: string): Promise<string | null> {
    return this.#open().marks.get(name) ?? null
  }

  async writeMark(name: string, value: string): Promise<void> {
    this.#open().marks.set(name, value)
  }

  subscribe(listener: () => void): () => void {
    const { listeners } = this.#open()
    const told = (): void => {
      if (listeners.has(told)) listener()
    }
    listeners.add(told)
    this.#listeners.add(told)
    return () => this.#forget(told)
  }

  async flush(): Promise<void> {
    this.#open()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#listeners.forEach((told) => this.#forget(told))
  }

  #open(): MemoryMedium {
    if (this.#closed) throw new AuditError('STORE_CLOSED', 'The audit store is closed. Open it again to go on.')
    return this.#medium
  }

  #forget(told: () => void): void {
    this.#listeners.delete(told)
    this.#medium.listeners.delete(told)
  }

  /** In a microtask, so that no listener runs inside another's write. */
  #tellOthers(): void {
    for (const told of this.#medium.listeners) if (!this.#listeners.has(told)) queueMicrotask(told)
  }
}
