import { AuditError, type FaultListener, toAuditError } from '../../error.js'
import type { Persistence } from '../../persistence/persistence.js'
import type { PurgeRow, PurgeRule } from '../query.js'
import { type ImageMark, writeImageMark } from './image-mark.js'
import { countPurged, purgeRows } from './purge.js'
import type { Replica } from './replica.js'
import { countRows } from './select.js'
import { imageBytes } from './trail.js'
import { pause } from './turns.js'

/** A journal of fewer records is never worth an image of its own accord. */
const fewestRecords = 5_000

/** An image of fewer bytes is always worth writing at the end. */
const smallImage = 4_000_000

/** How often an image is tried while others are at work on the place, and how much longer each time is waited, in milliseconds. */
const attempts = 5
const patience = 40

/** What a compactor works with. */
export interface CompactorOptions {
  readonly persistence: Persistence
  readonly replica: Replica
  /** Brings the replica up to date. */
  readonly sync: () => Promise<void>
  readonly onFault: FaultListener
}

/** Decides when an image is due, and writes it. Its methods that return promises must not overlap. */
export class Compactor {
  readonly #options: CompactorOptions
  /** Records that no image holds, as far as they are known without reading. */
  #uncovered = 0
  #limit = fewestRecords
  #size = 0

  constructor(options: CompactorOptions) {
    this.#options = options
  }

  /** Whether the journal has outgrown the image. */
  get isDue(): boolean {
    return this.#uncovered > this.#limit
  }

  /** Whether an image should be left at the end: where others read it, or where it costs little since all is loaded. */
  get isDueAtEnd(): boolean {
    const { persistence, replica } = this.#options
    if (!persistence.published && !replica.isLoaded) return false
    return this.#isWorthwhile() && (this.isDue || this.#size < smallImage)
  }

  /** Notes records that were appended. */
  appended(count: number): void {
    this.#uncovered += count
  }

  /** Notes what is known of an image that was not read. */
  known(mark: ImageMark): void {
    this.#measure(mark.rows)
    this.#size = mark.bytes
  }

  /** Notes what a replica that was brought up to date holds. */
  synced(): void {
    const { uncovered, size } = this.#options.replica.trail
    this.#uncovered = uncovered
    this.#size = size
  }

  /** Puts off the next image until the journal has grown by as much again. */
  postpone(): void {
    this.#limit = this.#uncovered + fewestRecords
  }

  /** Looks at what is stored, and writes an image if one is due. */
  async maintain(): Promise<void> {
    await this.#options.sync()
    this.#measure(this.#countRows())
    if (this.isDue && !(await this.write())) this.postpone()
  }

  /** Writes an image of everything, unless there is one. False when others are at work on the place for too long. */
  async write(): Promise<boolean> {
    return (await this.#persist(() => this.#writeOnce())) !== null
  }

  /**
   * Removes what the rules name from replica, image and journal, or nothing at all.
   *
   * @throws AuditError `DATABASE_BUSY` when others are at work on the place for too long.
   */
  async purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]> {
    const purges = await this.#persist(() => this.#purgeOnce(rules, keepSome, purgedAt))
    if (purges !== null) return purges
    throw busy(this.#options.persistence)
  }

  /** Tries until somebody else's work does not come in between. */
  async #persist<T>(attempt: () => Promise<T | null>): Promise<T | null> {
    for (let count = 1; count <= attempts; count += 1) {
      await this.#options.sync()
      const done = await attempt()
      if (done !== null) return done
      await pause(patience * count)
      this.#options.replica.outdate()
    }
    return null
  }

  async #writeOnce(): Promise<true | null> {
    const { replica } = this.#options
    if (!this.#isWorthwhile()) return true
    const bytes = imageBytes(replica.trail)
    const generation = await this.#replaceImage(bytes, false)
    if (generation === null) return null
    replica.covered(generation, bytes.length)
    await this.#remember()
    return true
  }

  /** In a copy, so that the replica never lacks rows that are still stored. */
  async #purgeOnce(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<PurgeRow[] | null> {
    const { replica } = this.#options
    const { db } = replica.trail
    const count = countPurged(db, rules)
    if (count === 0 || (keepSome && count === this.#countRows())) return []
    const copy = replica.engine.open(imageBytes(replica.trail))
    let generation: number | null = null
    try {
      const purges = purgeRows(copy, rules, purgedAt)
      const bytes = copy.export()
      generation = await this.#replaceImage(bytes, true)
      if (generation === null) return null
      replica.covered(generation, bytes.length, copy)
      await this.#remember()
      return purges
    } finally {
      if (generation === null) copy.close()
    }
  }

  async #replaceImage(bytes: Uint8Array, purge: boolean): Promise<number | null> {
    const { generation, place } = this.#options.replica.trail.position
    // A replica has always read the journal before an image is made of it.
    if (place === null) return null
    return this.#options.persistence.writeImage({ bytes, position: { generation, place }, purge })
  }

  /** The mark only saves work, so nothing depends on it. */
  async #remember(): Promise<void> {
    const { persistence, replica, onFault } = this.#options
    const rows = this.#countRows()
    this.synced()
    this.#measure(rows)
    try {
      const { position, size } = replica.trail
      await writeImageMark(persistence, { position, rows, bytes: size })
    } catch (error) {
      onFault(toAuditError(error, 'STORAGE_FAILED', 'What is known of the image could not be noted'))
    }
  }

  #isWorthwhile(): boolean {
    const { persistence, replica } = this.#options
    if (!replica.isLoaded) return this.#uncovered > 0
    const { uncovered, altered } = replica.trail
    return this.#uncovered > 0 || uncovered > 0 || (altered && persistence.published)
  }

  #countRows(): number {
    return countRows(this.#options.replica.trail.db, {})
  }

  #measure(rows: number): void {
    this.#limit = Math.max(fewestRecords, rows / 2)
  }
}

export function busy({ location }: Persistence): AuditError {
  return new AuditError(
    'DATABASE_BUSY',
    `${location} is held by another program, or has changes of one under way beside it. Close that program and try again.`,
  )
}
