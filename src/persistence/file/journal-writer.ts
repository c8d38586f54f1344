import { packBatch } from './batch.js'
import type { DatabasePath } from './database-path.js'
import { storageFault } from './fault.js'
import { JournalFile } from './journal-file.js'

/** An append that is written and not yet durable. */
interface Pending {
  readonly texts: readonly string[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
  file: JournalFile
  /** Whether it was written a second time already, since its first file could not be relied on. */
  rewritten: boolean
}

/** Files are replaced after this time, so that no purged byte outlives a purge for long. */
const longestUse = 3_600_000

/** Writes this process's journal: at once when asked, durable together for all who wait. */
export class JournalWriter {
  readonly #path: DatabasePath
  readonly #now: () => number
  readonly #onSync: () => void
  #file: JournalFile | null = null
  #waiting: Pending[] = []
  #syncing: Promise<void> | null = null
  /** Whether several callers shared the last sync. */
  #isShared = false
  #retirements: (() => void)[] = []

  /** `onSync` is told after each sync. */
  constructor(path: DatabasePath, now: () => number, onSync: () => void) {
    this.#path = path
    this.#now = now
    this.#onSync = onSync
  }

  /** The file that is written to now; null when there is none. */
  get file(): JournalFile | null {
    return this.#file
  }

  /** Writes before it returns; resolves once durable. */
  append(frames: readonly string[]): Promise<void> {
    if (frames.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      try {
        const texts = packBatch(frames)
        this.#waiting.push({ texts, resolve, reject, file: this.#write(texts), rewritten: false })
        this.#syncing ??= this.#syncAll()
      } catch (error) {
        reject(storageFault(error, `Nothing was kept in the journal ${this.#path.folder}`))
      }
    })
  }

  #write(texts: readonly string[]): JournalFile {
    const file = (this.#file ??= new JournalFile(this.#path, this.#now()))
    try {
      file.write(texts)
    } catch (error) {
      if (!file.sound) this.#abandon(file)
      // Else whoever syncs it lets go of it.
      if (!file.sound && this.#syncing === null) file.close()
      throw error
    }
    return file
  }

  async #syncAll(): Promise<void> {
    // A lone caller is not kept waiting. Where there were several, those of this turn of the event loop come along.
    if (this.#isShared) await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting[0] !== undefined) await this.#syncFile(this.#waiting[0].file)
    this.#syncing = null
    if (this.#retirements.length > 0) this.#endNow()
  }

  async #syncFile(file: JournalFile): Promise<void> {
    const batch = this.#take(file)
    this.#isShared = batch.length > 1
    if (file === this.#file && this.#isDue(file)) this.#endFile(file)
    try {
      if (await file.sync()) for (const { resolve } of batch) resolve()
      else this.#rewrite(file, batch, new Error('its file was removed'))
    } catch (error) {
      // Never synced again: the kernel drops what it could not write and reports that once (fsync(2), Linux 4.13).
      this.#rewrite(file, batch, error)
    }
    if (file !== this.#file) this.#release(file)
    this.#onSync()
  }

  #take(file: JournalFile): readonly Pending[] {
    const batch = this.#waiting.filter((pending) => pending.file === file)
    this.#waiting = this.#waiting.filter((pending) => pending.file !== file)
    return batch
  }

  /** Everything unacknowledged of a file that cannot be relied on goes to another, once. */
  #rewrite(file: JournalFile, batch: readonly Pending[], cause: unknown): void {
    const lost = [...batch, ...this.#take(file)]
    this.#abandon(file)
    for (const pending of lost) this.#writeAgain(pending, cause)
  }

  #writeAgain(pending: Pending, cause: unknown): void {
    try {
      if (pending.rewritten) throw cause
      pending.file = this.#write(pending.texts)
      pending.rewritten = true
      this.#waiting.push(pending)
    } catch (error) {
      pending.reject(storageFault(error, `The journal ${this.#path.folder} could not be made durable`))
    }
  }

  /** Says in the file itself that it was given up, so that it can go before this process does. */
  #abandon(file: JournalFile): void {
    if (this.#file === file) this.#endFile(file)
  }

  #isDue(file: JournalFile): boolean {
    return this.#retirements.length > 0 || this.#now() - file.createdAt > longestUse
  }

  #endFile(file: JournalFile): void {
    file.end()
    this.#file = null
  }

  #endNow(): void {
    const file = this.#file
    if (file !== null) this.#endFile(file)
    this.#release(file)
  }

  #release(file: JournalFile | null): void {
    file?.close()
    for (const resolve of this.#retirements.splice(0)) resolve()
  }

  /** Resolves once every append so far is durable or has failed. */
  async flush(): Promise<void> {
    const file = this.#waiting.at(-1)?.file ?? this.#file
    if (this.#syncing === null) return
    if (file === null) return this.#syncing
    // An append of nothing: it is settled after all that came before it.
    await new Promise<void>((resolve) => {
      this.#waiting.push({ texts: [], resolve, reject: () => resolve(), file, rewritten: false })
    })
  }

  /** Ends the file, so that it can go once an image covers it, and resolves then; the next append starts another. */
  async retire(): Promise<void> {
    if (this.#file === null) return
    if (this.#syncing === null) return this.#endNow()
    await new Promise<void>((resolve) => this.#retirements.push(resolve))
  }
}
