import { AuditError, type FaultListener, toAuditError } from '../../error.js'
import type { ImagePatch, Persistence } from '../../persistence/persistence.js'
import type { PurgeRow, PurgeRule } from '../query.js'
import { writeImageMark } from './image-mark.js'
import type { JournalGrowth } from './journal-growth.js'
import { countPurged, purgeRows } from './purge.js'
import type { Replica } from './replica.js'
import { countRows } from './select.js'
import { imageBytes, nextPatch } from './trail.js'

/** How often an image is tried while nothing changes that is in its way, and how much longer each time is waited, in milliseconds. */
const attempts = 5
const patience = 40
/** How often in all: where others were faster with images of their own, the trail gets on, and the next try may win. */
const mostAttempts = 50

/**
 * What the patches of an image may come to, as a share of it with them. Where other programs read the image, they lack
 * what is in its patches.
 */
const mostPatched = 1 / 2
const mostPatchedIfPublished = 1 / 3

/** What a compactor works with. */
export interface CompactorOptions {
  readonly persistence: Persistence
  readonly replica: Replica
  readonly growth: JournalGrowth
  /** Brings the replica up to date. */
  readonly sync: () => Promise<unknown>
  readonly onFault: FaultListener
}

/** Writes images, also those without what a purge removes. Its methods that return promises must not overlap. */
export class Compactor {
  readonly #options: CompactorOptions

  constructor(options: CompactorOptions) {
    this.#options = options
  }

  /** Whether a new image would hold more than the one that is there, or other than that. */
  get isWorthwhile(): boolean {
    const { persistence, replica, growth } = this.#options
    if (growth.uncovered > 0 || !replica.isLoaded) return growth.uncovered > 0
    const { uncovered, altered, base } = replica.trail
    return uncovered > 0 || (persistence.published && (altered || (base?.patches ?? 0) > 0))
  }

  /** Looks at what is stored, and writes an image if one is due. */
  async maintain(): Promise<void> {
    await this.#options.sync()
    const { growth } = this.#options
    growth.measured(this.#countRows())
    if (!growth.isDue) return
    // Until an image is written, so that a place that takes none is not tried at every turn.
    growth.postpone()
    await this.write()
  }

  /**
   * Writes an image of everything, unless there is one: a patch of the newest one where that costs less and nobody asks for a
   * `whole` one. False when others are at work on the place for too long.
   */
  async write({ whole = false }: { readonly whole?: boolean } = {}): Promise<boolean> {
    let isLate = false
    const written = await this.#persist(async () => {
      if (!this.isWorthwhile) return true
      const patch = whole ? null : this.#nextPatch()
      if (patch === null) return this.#writeImage()
      if (await this.#writePatch(patch)) return true
      // Somebody else's patch was first, and the next can lie over that; or another program wrote to the image, and none can.
      if (isLate) return this.#writeImage()
      isLate = true
      return null
    })
    return written !== null
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
    const { sync, replica } = this.#options
    let last = NaN
    for (let count = 1, unchanged = 0; count <= mostAttempts && unchanged < attempts; count += 1) {
      await sync()
      const { generation } = replica.trail.position
      const done = await attempt()
      if (done !== null) return done
      unchanged = generation === last ? unchanged + 1 : 1
      last = generation
      await pause(patience * unchanged)
      replica.outdate()
    }
    return null
  }

  #nextPatch(): ImagePatch | null {
    const { persistence, replica } = this.#options
    return nextPatch(replica.trail, persistence.published ? mostPatchedIfPublished : mostPatched)
  }

  async #writePatch(patch: ImagePatch): Promise<boolean> {
    const { persistence, replica } = this.#options
    if (!(await persistence.writePatch(patch))) return false
    replica.patched(patch)
    await this.#remember()
    return true
  }

  async #writeImage(): Promise<true | null> {
    const { replica } = this.#options
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
    const { purges, bytes } = this.#purged(rules, purgedAt)
    const generation = await this.#replaceImage(bytes, true)
    if (generation === null) return null
    replica.covered(generation, bytes.length, replica.engine.open(bytes))
    await this.#remember()
    return purges
  }

  #purged(rules: readonly PurgeRule[], purgedAt: string): { purges: PurgeRow[]; bytes: Uint8Array } {
    const { engine, trail } = this.#options.replica
    const copy = engine.open(imageBytes(trail))
    try {
      return { purges: purgeRows(copy, rules, purgedAt), bytes: copy.export() }
    } finally {
      copy.close()
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
    const { persistence, replica, growth, onFault } = this.#options
    const rows = this.#countRows()
    growth.synced(replica.trail)
    growth.measured(rows)
    try {
      const { position, size } = replica.trail
      await writeImageMark(persistence, { position, rows, bytes: size })
    } catch (error) {
      onFault(toAuditError(error, 'STORAGE_FAILED', 'What is known of the image could not be noted'))
    }
  }

  #countRows(): number {
    return countRows(this.#options.replica.trail.db, {})
  }
}

export function busy({ location }: Persistence): AuditError {
  return new AuditError(
    'DATABASE_BUSY',
    `${location} is held by another program, or has changes of one under way beside it. Close that program and try again.`,
  )
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
