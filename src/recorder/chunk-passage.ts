import { Passage } from './passage.js'
import type { StreamRecord } from './stream-record.js'

/** Passes chunks of any kind. */
export class ChunkPassage
  extends Passage<ReadableStreamDefaultController<unknown>>
  implements UnderlyingDefaultSource<unknown>
{
  readonly #source: ReadableStreamDefaultReader

  constructor(source: ReadableStreamDefaultReader, record: StreamRecord) {
    super(source, record)
    this.#source = source
  }

  protected async read(controller: ReadableStreamDefaultController<unknown>): Promise<void> {
    const result = await this.#source.read().catch(() => undefined)
    if (!this.wanted(result)) return
    this.record.chunk(result.value)
    controller.enqueue(result.value)
  }

  protected close(controller: ReadableStreamDefaultController<unknown>): void {
    controller.close()
  }
}
