import { AuditError, type FaultListener } from '../../error.js'
import type { ImagePatch, JournalPosition, JournalSlice, NewImage, Persistence, StoredImage } from '../persistence.js'
import { readCovered, writeCovered } from './covered.js'
import type { DatabasePath } from './database-path.js'
import { storageFault } from './fault.js'
import { foreignChanges, hasForeignChanges } from './foreign.js'
import { isBusy, newestFile, newestGeneration, publish } from './image-files.js'
import { readNewest } from './image-reader.js'
import { writeNumbered } from './image-writer.js'
import { journalNames, withJournal } from './journal-files.js'
import { JournalReader } from './journal-reader.js'
import { scanJournal } from './journal-scan.js'
import { JournalWriter } from './journal-writer.js'
import { readMark, writeMark } from './marks.js'
import { openPlace } from './open-check.js'
import { addPatch, type Underlay } from './patch-files.js'
import { formatPlace, parsePlace, type Place } from './place.js'
import { finishPurges, notePurge } from './purge-note.js'
import { removeTemporaries } from './replace-file.js'
import { coveredJournals, partlyCoveredJournals, removeImages, removeJournal } from './sweep.js'
import { watchFolder } from './watch.js'

/** What `filePersistence` takes. */
export interface FilePersistenceOptions {
  /** The database file; beside it comes a folder of its name and `.d`. Neither is made before the first write. */
  readonly file: string
  readonly onFault: FaultListener
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number
}

/**
 * Keeps an audit trail in a file that every SQLite program can read, and a journal beside it; for any number of processes.
 *
 * @throws AuditError `DATABASE_UNREADABLE`, `DATABASE_REMOTE`, `DATABASE_INVALID`, `DATABASE_BUSY`, `DATABASE_NEWER`; nothing
 * was touched.
 */
export async function filePersistence(options: FilePersistenceOptions): Promise<Persistence> {
  const path = await openPlace(options.file)
  const now = options.now ?? Date.now
  // Goes on where a process died between making an image, publishing it, and removing what it makes superfluous.
  tidy(() => publish(path, (signature) => readCovered(path).seen.includes(signature)))
  tidy(() => finishPurges(path, now()))
  return new FilePersistence(path, options.onFault, now)
}

/** Housekeeping that somebody else will do where it fails here, in a folder that may only be read for instance. */
function tidy(work: () => void): void {
  try {
    work()
  } catch {
    // Nothing that was stored depends on it.
  }
}

/** How often an appending process looks whether others wrote an image, in milliseconds. */
const noticeTime = 1000

class FilePersistence implements Persistence {
  readonly durable = true
  readonly published = true
  readonly location: string
  readonly #path: DatabasePath
  readonly #now: () => number
  readonly #writer: JournalWriter
  readonly #reader: JournalReader
  /** Signatures of the images that this process wrote or loaded. */
  readonly #known = new Set<string>()
  /** What the replica of this process was made of, and a patch of it would lie over. */
  #underlay: Underlay | null = null
  readonly #watches = new Set<() => void>()
  #noticed: number
  #noticedAt = 0
  #closing: Promise<void> | null = null

  constructor(path: DatabasePath, onFault: FaultListener, now: () => number) {
    this.location = path.file
    this.#path = path
    this.#now = now
    this.#noticed = newestGeneration(path)
    this.#writer = new JournalWriter(path, now, () => this.#notice())
    this.#reader = new JournalReader({ path, onFault, now, ownSize: (name) => this.#writer.sizeOf(name) })
  }

  #assertOpen(): void {
    if (this.#closing !== null) throw this.#closedFault()
  }

  #closedFault(): AuditError {
    return new AuditError('STORE_CLOSED', `The audit trail ${this.location} was closed. Open it again to use it.`)
  }

  append(frames: readonly string[]): Promise<void> {
    const appended = this.#closing === null ? this.#writer.append(frames) : Promise.reject(this.#closedFault())
    // Whoever does not await it must not see the process die of an unhandled rejection.
    appended.catch(() => {})
    return appended
  }

  async isEmpty(): Promise<boolean> {
    this.#assertOpen()
    return newestFile(this.#path) === null && journalNames(this.#path).length === 0
  }

  async readImage(): Promise<StoredImage | null> {
    this.#assertOpen()
    const newest = await readNewest(this.#path)
    if (newest === null) return null
    this.#known.add(newest.underlay.signature)
    this.#underlay = newest.underlay
    return newest.image
  }

  async readJournal(from: JournalPosition): Promise<JournalSlice> {
    this.#assertOpen()
    const place = parsePlace(from.place)
    const { frames, files, more } = this.#reader.read(place.files)
    const { seen, files: foreign } = foreignChanges(this.#path, this.#knownBy(place))
    // Looked at last, and once: every question comes here. Whoever removed a file that was not read has made an image first.
    if (this.#isStale(from)) return { stale: true }
    return {
      stale: false,
      frames,
      more,
      foreign,
      position: { generation: from.generation, place: formatPlace({ files, seen }) },
    }
  }

  #isStale(from: JournalPosition): boolean {
    const newest = newestGeneration(this.#path)
    if (newest > this.#noticed) this.#retireFor(newest)
    return newest !== from.generation
  }

  #knownBy(place: Place): (signature: string) => boolean {
    const seen = new Set(place.seen)
    return (signature) =>
      seen.has(signature) || this.#known.has(signature) || readCovered(this.#path).seen.includes(signature)
  }

  async writeImage({ bytes, position, purge }: NewImage): Promise<number | null> {
    this.#assertOpen()
    const place = parsePlace(position.place)
    const knows = this.#knownBy(place)
    const mayReplace = (): boolean =>
      !this.#isStale(position) && !isBusy(this.#path) && !hasForeignChanges(this.#path, knows)
    if (!mayReplace()) return null
    const generation = position.generation + 1
    const announce = (image: string): void => {
      if (purge) notePurge(this.#path, generation, { image, files: place.files, seen: this.#seenFrom(place) })
    }
    try {
      const signature = await writeNumbered(this.#path, { generation, bytes, mayReplace, announce })
      if (signature === null) return null
      this.#known.add(signature)
      this.#underlay = { generation, signature, patches: 0, lastPatch: null }
      await this.#settle(generation, { place, purge })
      return generation
    } catch (error) {
      throw storageFault(error, `No image of ${this.location} was written`)
    }
  }

  async writePatch(patch: ImagePatch): Promise<boolean> {
    this.#assertOpen()
    const under = this.#underlay
    const isNext = under?.generation === patch.generation && under.patches + 1 === patch.number
    if (!isNext || this.#isStale(patch.position)) return false
    try {
      const id = await addPatch(this.#path, patch, under)
      if (id !== null) this.#underlay = { ...under, patches: patch.number, lastPatch: id }
      return id !== null
    } catch (error) {
      throw storageFault(error, `No patch of ${this.location} was written`)
    }
  }

  /** What follows once an image is durable: it is published, and what it covers goes. */
  async #settle(generation: number, { place, purge }: { place: Place; purge: boolean }): Promise<void> {
    const seen = this.#seenFrom(place)
    publish(this.#path, (signature) => seen.includes(signature))
    writeCovered(this.#path, generation, { files: place.files, seen })
    await this.#writer.retire()
    if (purge) await this.#moveRests()
    this.#sweep()
    removeTemporaries(this.#path.folder, this.#now())
    removeImages(this.#path, generation - 1, new Set(seen))
    finishPurges(this.#path, this.#now())
  }

  /** Signatures of the database files whose rows are in what this process writes. */
  #seenFrom(place: Place): readonly string[] {
    return [...new Set([...place.seen, ...this.#known])]
  }

  /**
   * What was purged may stand in a journal file that an image covers in part only: what is beyond moves to a new one. It may
   * stand twice, where two processes do so at once or one dies in the middle; the identity of records makes that harmless.
   */
  async #moveRests(): Promise<void> {
    for (const name of partlyCoveredJournals(this.#path, readCovered(this.#path), this.#now())) {
      const offset = readCovered(this.#path).files[name] ?? 0
      const rest = withJournal(this.#path, name, (file) => scanJournal(file.read(offset, file.size)).frames)
      if (rest !== null && rest.length > 0) await this.#writer.append(rest)
      removeJournal(this.#path, name)
    }
  }

  #sweep(): void {
    for (const name of coveredJournals(this.#path, readCovered(this.#path), this.#now())) {
      removeJournal(this.#path, name)
    }
  }

  /** A process that only appends looks around now and then, so that its journal file can go. */
  #notice(): void {
    if (this.#now() - this.#noticedAt < noticeTime) return
    this.#noticedAt = this.#now()
    tidy(() => {
      const newest = newestGeneration(this.#path)
      if (newest > this.#noticed) this.#retireFor(newest)
    })
  }

  #retireFor(generation: number): void {
    this.#noticed = generation
    void this.#retire()
  }

  /** Ends this process's journal file, and removes those that can go. */
  async #retire(): Promise<void> {
    await this.#writer.retire()
    tidy(() => {
      this.#sweep()
      finishPurges(this.#path, this.#now())
    })
  }

  /** Who reads the mark of sweeps is about to sweep: what others have purged goes from its own journal then. */
  async readMark(name: string): Promise<string | null> {
    this.#assertOpen()
    if (name === 'sweep') await this.#renew()
    return readMark(this.#path, name)
  }

  async writeMark(name: string, value: string): Promise<void> {
    this.#assertOpen()
    writeMark(this.#path, name, value)
  }

  /** Lets go of what an image covers in the journal of this process, and of those that are gone; publishes what could not be. */
  async #renew(): Promise<void> {
    try {
      const own = this.#writer.file?.name
      if (own !== undefined && own in readCovered(this.#path).files) await this.#writer.retire()
      await this.#moveRests()
      this.#sweep()
      finishPurges(this.#path, this.#now())
      publish(this.#path, this.#knownBy(parsePlace(null)))
    } catch {
      // The next sweep tries again. Where the folder cannot be written to, appends and images say so.
    }
  }

  subscribe(listener: () => void): () => void {
    const stop = watchFolder(this.#path, (name) => {
      if (name === null || name !== this.#writer.file?.name) listener()
    })
    this.#watches.add(stop)
    return () => {
      this.#watches.delete(stop)
      stop()
    }
  }

  async flush(): Promise<void> {
    this.#assertOpen()
    await this.#writer.flush()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    for (const stop of this.#watches) stop()
    await this.#writer.flush()
    // A place that nothing was written to may be one that was refused: nothing in it is touched.
    if (this.#writer.file !== null) await this.#retire()
  }
}
