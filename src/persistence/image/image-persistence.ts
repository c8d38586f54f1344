import { AuditError } from '../../error.js'
import type {
  ImagePatch,
  JournalPosition,
  JournalSlice,
  NewImage,
  Persistence,
  SharedPlace,
  StoredImage,
} from '../persistence.js'

/** A database file that was brought here, as the place of a trail that can only be read. Its bytes are read when they are needed. */
export function imagePersistence(image: Blob, location: string): Persistence {
  return new ImagePersistence(image, location)
}

class ImagePersistence implements Persistence {
  readonly durable = false
  readonly location: string
  readonly published = false
  readonly shared: SharedPlace
  readonly #image: Blob
  #isClosed = false

  constructor(image: Blob, location: string) {
    this.#image = image
    this.location = location
    this.shared = { image, location }
  }

  async append(): Promise<void> {
    throw this.#readOnly()
  }

  async isEmpty(): Promise<boolean> {
    this.#checkOpen()
    return false
  }

  async readImage(): Promise<StoredImage | null> {
    this.#checkOpen()
    const bytes = new Uint8Array(await this.#image.arrayBuffer())
    return { generation: 0, patches: 0, patchedBytes: 0, bytes, own: false }
  }

  async readJournal({ generation }: JournalPosition): Promise<JournalSlice> {
    this.#checkOpen()
    return { stale: false, frames: [], position: { generation, place: '' }, more: false, foreign: [] }
  }

  async writeImage(_image: NewImage): Promise<number | null> {
    throw this.#readOnly()
  }

  async writePatch(_patch: ImagePatch): Promise<boolean> {
    throw this.#readOnly()
  }

  async readMark(): Promise<string | null> {
    this.#checkOpen()
    return null
  }

  async writeMark(): Promise<void> {
    throw this.#readOnly()
  }

  subscribe(): () => void {
    this.#checkOpen()
    return () => {}
  }

  async flush(): Promise<void> {
    this.#checkOpen()
  }

  async close(): Promise<void> {
    this.#isClosed = true
  }

  #readOnly(): AuditError {
    this.#checkOpen()
    return new AuditError('STORAGE_FAILED', `${this.location} was opened to be read only. Nothing was changed.`)
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new AuditError('STORE_CLOSED', 'The audit store is closed. Open it again to go on.')
  }
}
