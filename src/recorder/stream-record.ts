import { DigestedChunks } from './stream-digest.js'
import type { StreamDigest } from './stream-digest.js'

/** What came through a stream, told once, at its end. */
export interface StreamEnd {
  /** What came through, also where the stream failed then. */
  readonly result: StreamDigest
  readonly failed: boolean
  /** What the stream failed with; undefined where it did not. */
  readonly error: unknown
}

// Not every edge runtime has it.
const abandoned: FinalizationRegistry<StreamRecord> | undefined =
  typeof FinalizationRegistry === 'function'
    ? /* @__PURE__ */ new FinalizationRegistry((record) => void record.stopped())
    : undefined

/**
 * The record of one stream while it runs. It ends once, by what comes first; every end resolves when that first one is
 * recorded. Nothing of it throws or rejects.
 */
export class StreamRecord {
  readonly #onEnd: (end: StreamEnd) => Promise<void>
  #chunks: DigestedChunks | undefined
  #recorded: Promise<void> | undefined

  constructor(stream: string, onEnd: (end: StreamEnd) => Promise<void>) {
    this.#chunks = new DigestedChunks(stream)
    this.#onEnd = onEnd
  }

  /** Whether the stream is at its end, be that recorded yet or not. */
  get ended(): boolean {
    return this.#recorded !== undefined
  }

  /**
   * Says what the consumer reads from. Once that is garbage, nobody can read on, and the record ends as stopped. Takes the
   * place of what was named before.
   */
  readFrom(owner: object): void {
    abandoned?.unregister(this)
    abandoned?.register(owner, this, this)
  }

  chunk(value: unknown): void {
    this.#chunks?.take(value)
  }

  /** The stream came to its own end. */
  completed(returned?: unknown): Promise<void> {
    return this.#end(true, returned, false, undefined)
  }

  /** The consumer wants no more of it. */
  stopped(): Promise<void> {
    return this.#end(false, undefined, false, undefined)
  }

  failed(error: unknown): Promise<void> {
    return this.#end(false, undefined, true, error)
  }

  #end(complete: boolean, returned: unknown, failed: boolean, error: unknown): Promise<void> {
    const chunks = this.#chunks
    if (chunks) {
      this.#chunks = undefined
      abandoned?.unregister(this)
      this.#recorded = this.#tell(() => ({ result: chunks.digest(complete, returned), failed, error }))
    }
    return this.#recorded ?? Promise.resolve()
  }

  async #tell(end: () => StreamEnd): Promise<void> {
    try {
      await this.#onEnd(end())
    } catch {
      // A fault of recording is not the consumer's.
    }
  }
}
