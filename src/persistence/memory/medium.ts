import { patched } from '../patched.js'
import type { ImagePatch, JournalPosition, JournalSlice, NewImage, StoredImage } from '../persistence.js'

/** Characters that one slice of the journal holds at most, unless a single frame is longer. */
const sliceLength = 4_000_000

/** What memory persistences share when they have the same place open: one journal, its image, the marks. */
export class MemoryMedium {
  readonly marks: Map<string, string> = new Map()
  readonly listeners: Set<() => void> = new Set()
  /** The frames that no image covers yet. The first of them has the key `#covered + 1`. */
  #frames: string[] = []
  #covered = 0
  #image: StoredImage | null = null
  /** The generation of the last purge; whoever grew from an older image still has rows that must not come back. */
  #purged = 0

  get isEmpty(): boolean {
    return this.#image === null && this.#frames.length === 0
  }

  get image(): StoredImage | null {
    return this.#image && { ...this.#image, bytes: this.#image.bytes.slice() }
  }

  append(frames: readonly string[]): void {
    for (const frame of frames) this.#frames.push(frame)
  }

  slice(from: JournalPosition): JournalSlice {
    if (this.#isStale(from)) return { stale: true }
    const start = keyOf(from) - this.#covered
    const end = sliceEnd(this.#frames, start)
    return {
      stale: false,
      frames: this.#frames.slice(start, end),
      position: { generation: from.generation, place: JSON.stringify({ key: this.#covered + end }) },
      more: end < this.#frames.length,
      foreign: [],
    }
  }

  /** The new generation, or null when the position is stale or covers nothing more than the image that is there. */
  replaceImage({ bytes, position, purge }: NewImage): number | null {
    const key = keyOf(position)
    if (this.#isStale(position) || (key === this.#covered && !purge)) return null
    const generation = (this.#image?.generation ?? 0) + 1
    this.#image = { generation, patches: 0, patchedBytes: 0, bytes: bytes.slice(), own: true }
    this.#cover(key)
    if (purge) this.#purged = generation
    return generation
  }

  /** False when the position is stale, or the patch is not the next one of the image that is there. */
  addPatch(patch: ImagePatch): boolean {
    const image = this.#image
    if (image === null || this.#isStale(patch.position)) return false
    if (patch.generation !== image.generation || patch.number !== image.patches + 1) return false
    this.#image = patched(image, patch)
    this.#cover(keyOf(patch.position))
    return true
  }

  #cover(key: number): void {
    this.#frames = this.#frames.slice(key - this.#covered)
    this.#covered = key
  }

  #isStale(position: JournalPosition): boolean {
    return keyOf(position) < this.#covered || position.generation < this.#purged
  }
}

function keyOf({ place }: JournalPosition): number {
  return place === null ? 0 : (JSON.parse(place) as { key: number }).key
}

function sliceEnd(frames: readonly string[], start: number): number {
  let length = 0
  const beyond = frames.findIndex((frame, index) => {
    if (index < start) return false
    length += frame.length
    return index > start && length > sliceLength
  })
  return beyond === -1 ? frames.length : beyond
}
