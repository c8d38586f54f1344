import type { ImageMark } from './image-mark.js'

/** A journal of fewer records is never worth an image of its own accord. */
const fewestRecords = 5_000

/**
 * How long the journal may become, as a share of the rows: applying a record takes some twenty times as long as reading a row
 * in an image. What is written then is a patch as a rule, which costs little more than what is new.
 */
const share = 1 / 20

/** How many records beyond its limit the journal may grow while appends keep coming. Whoever opens it then applies them all. */
const mostInBurst = 5_000

/** An image of fewer bytes is always worth writing at the end. */
const smallImage = 4_000_000

/** What is known of a journal's growth, to be known elsewhere too. */
export interface GrowthState {
  readonly uncovered: number
  readonly limit: number
  readonly size: number
}

/** Counts how far the journal has grown beyond the image, as far as that is known without reading, and says when an image is due. */
export class JournalGrowth {
  #uncovered = 0
  #limit = fewestRecords
  #size = 0

  /** Records that neither image nor patch holds. */
  get uncovered(): number {
    return this.#uncovered
  }

  /** Whether the journal has outgrown the image. */
  get isDue(): boolean {
    return this.#uncovered > this.#limit
  }

  /** Whether the journal has outgrown the image so far that an image cannot wait for a pause. */
  get isOverdue(): boolean {
    return this.#uncovered > this.#limit + mostInBurst
  }

  /** Whether an image that has something to add should be left at the end, since it is due or costs little. */
  get isDueAtEnd(): boolean {
    return this.isDue || this.isSmall
  }

  /** Whether the image is small enough to be written whole at any time. */
  get isSmall(): boolean {
    return this.#size < smallImage
  }

  get state(): GrowthState {
    return { uncovered: this.#uncovered, limit: this.#limit, size: this.#size }
  }

  /** Notes all that is known elsewhere. */
  restore({ uncovered, limit, size }: GrowthState): void {
    this.#uncovered = uncovered
    this.#limit = limit
    this.#size = size
  }

  /** Notes records that were appended. */
  appended(count: number): void {
    this.#uncovered += count
  }

  /** Notes what is known of an image that was not read. */
  known({ rows, bytes }: ImageMark): void {
    this.measured(rows)
    this.#size = bytes
  }

  /** Notes what a replica that was brought up to date holds beyond its image, and the length of that. */
  synced({ uncovered, size }: { readonly uncovered: number; readonly size: number }): void {
    this.#uncovered = uncovered
    this.#size = size
  }

  /** Notes how many rows there are: the more, the further the journal may grow. */
  measured(rows: number): void {
    this.#limit = Math.max(fewestRecords, rows * share)
  }

  /** Puts off the next image until the journal has grown by as much again. */
  postpone(): void {
    this.#limit = this.#uncovered + fewestRecords
  }
}
