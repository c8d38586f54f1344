import type {
  FileStretch,
  JournalPosition,
  JournalSlice,
  Persistence,
  StoredImage,
} from '../../persistence/persistence.js'
import { check } from '../check.js'
import { databaseImage, imageContent } from './database-image.js'

type ReadPosition = JournalPosition & { readonly place: string }

/** What a replica that has read nothing passes to `readJournal()`. */
export const journalStart: JournalPosition = { generation: 0, place: null }

/** More slices than the journal of any case has. */
const sliceLimit = 1_000

/** Every frame that `readJournal()` has beyond `from`, slice by slice, or null when a slice says that `from` is stale. */
export async function readOn(
  persistence: Persistence,
  from: JournalPosition,
): Promise<{ readonly frames: readonly string[]; readonly position: ReadPosition } | null> {
  const frames: string[] = []
  let slice: JournalSlice = await persistence.readJournal(from)
  for (let slices = 1; !slice.stale; slices += 1) {
    check(slices <= sliceLimit, 'a journal comes to an end, slice by slice')
    frames.push(...slice.frames)
    if (!slice.more) return { frames, position: slice.position }
    slice = await persistence.readJournal(slice.position)
  }
  return null
}

/** How often a replica starts from a newer image before it takes the place for broken. */
const reloadLimit = 100

/**
 * The least that a storage adapter does with a persistence: it grows from the newest image and follows the journal. Its
 * images hold the frames that it read, and the place up to which it did.
 */
export class Replica {
  readonly #persistence: Persistence
  #frames: readonly string[] = []
  #position: JournalPosition = journalStart
  /** What it was made of, or wrote last. */
  #base: Pick<StoredImage, 'generation' | 'patches' | 'bytes'> | null = null

  private constructor(persistence: Persistence) {
    this.#persistence = persistence
  }

  /** A replica that has read everything that is stored. */
  static async open(persistence: Persistence): Promise<Replica> {
    const replica = new Replica(persistence)
    await replica.#load()
    await replica.pull()
    return replica
  }

  get frames(): readonly string[] {
    return this.#frames
  }

  get position(): ReadPosition {
    const { place, generation } = this.#position
    check(place !== null, 'a replica has a place in the journal once it has read it')
    return { place, generation }
  }

  /** The image that `checkpoint()` writes. */
  image(): Uint8Array {
    return databaseImage(JSON.stringify({ frames: this.#frames, place: this.#position.place }))
  }

  /** Follows the journal to its end, from the newest image where its own part of the journal is gone. */
  async pull(): Promise<readonly string[]> {
    for (let reloads = 0; reloads < reloadLimit; reloads += 1) {
      const part = await readOn(this.#persistence, this.#position)
      if (part) {
        this.#frames = [...this.#frames, ...part.frames]
        this.#position = part.position
        return this.#frames
      }
      await this.#load()
    }
    throw new Error(`Contract broken: the newest image stays stale, however often it is read`)
  }

  /** Writes an image of what it has read, and resolves with the image's generation, or null when it is not to be. */
  checkpoint(): Promise<number | null> {
    return this.#write(false)
  }

  /** The same without the frames that `keep` refuses, as a purge. After null, it has to pull again. */
  async purge(keep: (frame: string) => boolean): Promise<number | null> {
    const before = this.#frames
    this.#frames = before.filter(keep)
    const written = await this.#write(true)
    if (written === null) this.#frames = before
    return written
  }

  /** Adds what it has read since to its image, as the next patch of it, and resolves with whether that was kept. */
  async patch(): Promise<boolean> {
    const { position } = this
    check(this.#base !== null, 'a replica has an image before it writes a patch')
    const { generation, patches, bytes: before } = this.#base
    const bytes = this.image()
    const [number, stretches] = [patches + 1, differences(before, bytes)]
    const isKept = await this.#persistence.writePatch({ generation, number, size: bytes.length, stretches, position })
    if (isKept) this.#base = { generation, bytes, patches: number }
    return isKept
  }

  async #write(purge: boolean): Promise<number | null> {
    const { position } = this
    const bytes = this.image()
    const written = await this.#persistence.writeImage({ bytes, position, purge })
    if (written === null) return null
    this.#position = { ...position, generation: written }
    this.#base = { generation: written, patches: 0, bytes }
    return written
  }

  async #load(): Promise<void> {
    const image = await this.#persistence.readImage()
    if (image === null) return
    const { frames, place } = JSON.parse(imageContent(image.bytes)) as { frames: readonly string[]; place: string }
    this.#frames = frames
    this.#position = { generation: image.generation, place }
    this.#base = image
  }
}

const blockSize = 16_384

/** The blocks in which `bytes` are others than before. */
function differences(before: Uint8Array, bytes: Uint8Array): readonly FileStretch[] {
  const stretches: FileStretch[] = []
  for (let start = 0; start < bytes.length; start += blockSize) {
    const block = bytes.subarray(start, start + blockSize)
    const isSame = start + block.length <= before.length && block.every((byte, index) => byte === before[start + index])
    if (!isSame) stretches.push({ start, bytes: block })
  }
  return stretches
}

/** Every frame that is stored: those of the newest image, then those that the journal has beyond it. */
export async function everyFrame(persistence: Persistence): Promise<readonly string[]> {
  return (await Replica.open(persistence)).frames
}
