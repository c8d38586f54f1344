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

/**
 * Nothing is written to a file older than this, in milliseconds, so that no purged byte outlives a purge for long, and so that
 * who cannot see whether this process is alive may go by how long a file was not written to.
 */
const longestUse = 3_600_000

/**
 * Writes this process's journal: at once when asked, durable together for all who wait.
 *
 * A file is ended, so that others may remove it once an image covers it, only when everything in it is settled: what was
 * removed before its owner looked whether it is still there would be written a second time. So each frame stands in the
 * journal once, unless the file itself could not be relied on: its sync failed, or somebody who may not removed it. Then a
 * frame may stand twice, which the identity of its record makes harmless; nothing is acknowledged on the word of such a file.
 */
export class JournalWriter {
  readonly #path: DatabasePath
  readonly #now: () => number
  readonly #onSync: () => void
  #file: JournalFile | null = null
  /** Those of one file stand together, in the order in which the files were made. They stay until they are settled. */
  #waiting: Pending[] = []
  #isSyncing = false
  /** Whether several callers shared the last sync. */
  #isShared = false
  /** How many syncs in a row were those of a single caller. */
  #loneSyncs = 0

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

  /** The bytes written to the file of this name; null when it is not the one that is written to now. */
  sizeOf(name: string): number | null {
    return this.#file?.name === name ? this.#file.size : null
  }

  /** Writes before it returns; resolves once durable. */
  append(frames: readonly string[]): Promise<void> {
    if (frames.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      try {
        const texts = packBatch(frames)
        this.#waiting.push({ texts, resolve, reject, file: this.#write(texts), rewritten: false })
        if (!this.#isSyncing) void this.#syncAll()
      } catch (error) {
        reject(storageFault(error, `Nothing was kept in the journal ${this.#path.folder}`))
      }
    })
  }

  #write(texts: readonly string[]): JournalFile {
    if (this.#file !== null && this.#now() - this.#file.createdAt > longestUse) this.#leave(this.#file)
    const file = (this.#file ??= new JournalFile(this.#path, this.#now()))
    try {
      file.write(texts)
    } catch (error) {
      if (!file.sound) this.#leave(file)
      throw error
    }
    return file
  }

  async #syncAll(): Promise<void> {
    this.#isSyncing = true
    // A lone caller is not kept waiting. Where there were several, those of this turn of the event loop come along.
    if (this.#isShared) await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting[0] !== undefined) await this.#syncFile(this.#waiting[0].file)
    this.#isSyncing = false
  }

  async #syncFile(file: JournalFile): Promise<void> {
    const batch = this.#waiting.filter((pending) => pending.file === file)
    this.#isShared = batch.length > 1
    this.#loneSyncs = this.#isShared ? 0 : this.#loneSyncs + 1
    try {
      if (await file.sync()) this.#acknowledge(batch)
      else this.#rewrite(file, new Error('its file was removed'))
    } catch (error) {
      // Never synced again: the kernel drops what it could not write and reports that once (fsync(2), Linux 4.13).
      this.#rewrite(file, error)
    }
    if (file !== this.#file) this.#endSettled(file)
    // Several share what a sync takes, the first of them excepted: room is worth its bytes where there is one after the other.
    else if (this.#loneSyncs > 1) file.makeRoom()
    this.#onSync()
  }

  #acknowledge(batch: readonly Pending[]): void {
    this.#waiting.splice(0, batch.length)
    for (const { resolve } of batch) resolve()
  }

  /** Everything unacknowledged of a file that cannot be relied on goes to another, once. */
  #rewrite(file: JournalFile, cause: unknown): void {
    this.#leave(file)
    const lost = this.#waiting.filter((pending) => pending.file === file)
    this.#waiting = this.#waiting.filter((pending) => pending.file !== file)
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

  /** Writes no more to a file; it ends as soon as everything in it is settled. */
  #leave(file: JournalFile): void {
    if (file !== this.#file) return
    this.#file = null
    this.#endSettled(file)
  }

  #endSettled(file: JournalFile): void {
    if (!this.#waiting.some((pending) => pending.file === file)) file.end()
  }

  /** Resolves once every append so far is durable or has failed. */
  async flush(): Promise<void> {
    const last = this.#waiting.at(-1)
    if (last === undefined) return
    // An append of nothing: it is settled after all that came before it.
    await new Promise<void>((resolve) => {
      this.#waiting.push({ texts: [], resolve, reject: () => resolve(), file: last.file, rewritten: false })
    })
  }

  /** Ends the file, so that it can go once an image covers it, and resolves then; the next append starts another. */
  async retire(): Promise<void> {
    if (this.#file !== null) this.#leave(this.#file)
    // Files end in the order in which they were made.
    await this.#waiting.at(-1)?.file.ended
  }
}
