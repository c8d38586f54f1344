import type { StreamRecord } from './stream-record.js'

type SourceReader = ReadableStreamDefaultReader | ReadableStreamBYOBReader

/** Reads a source for a stream of its own, chunk by chunk as asked for, and tells the record. */
abstract class Passage<Controller extends ReadableStreamController<unknown>> {
  protected readonly record: StreamRecord
  #reader: SourceReader
  #reading: Promise<unknown> = Promise.resolve()
  #cancelled = false

  constructor(reader: SourceReader, record: StreamRecord) {
    this.#reader = reader
    this.record = record
  }

  start(controller: Controller): void {
    void this.#watch(this.#reader, controller)
  }

  pull(controller: Controller): Promise<void> {
    const reading = this.read(controller)
    this.#reading = reading.catch(() => undefined)
    return reading
  }

  async cancel(reason: unknown): Promise<void> {
    this.#cancelled = true
    try {
      await this.#reader.cancel(reason)
    } catch (error) {
      await this.record.failed(error)
      throw error
    }
    await this.record.stopped()
  }

  /** Passes one chunk on, or nothing where the source is at its end: `close` and the source's failure come by themselves. */
  protected abstract read(controller: Controller): Promise<void>

  protected abstract close(controller: Controller): void

  protected change(reader: SourceReader, controller: Controller): void {
    this.#reader = reader
    void this.#watch(reader, controller)
  }

  /** Whether a result is a chunk that somebody still waits for. */
  protected wanted<T>(result: ReadableStreamReadResult<T> | undefined): result is ReadableStreamReadValueResult<T> {
    return result !== undefined && !result.done && !this.#cancelled
  }

  // `closed` tells of an end that nobody reads up to, too.
  async #watch(reader: SourceReader, controller: Controller): Promise<void> {
    try {
      await reader.closed
    } catch (error) {
      if (await this.#isLast(reader, () => this.record.failed(error))) controller.error(error)
      return
    }
    if (await this.#isLast(reader, () => this.record.completed())) this.close(controller)
  }

  // The last chunk may still be on its way; meanwhile the consumer may cancel, or have the reader changed.
  async #isLast(reader: SourceReader, record: () => Promise<void>): Promise<boolean> {
    await this.#reading
    if (!this.#isCurrent(reader)) return false
    await record()
    return this.#isCurrent(reader)
  }

  #isCurrent(reader: SourceReader): boolean {
    return reader === this.#reader && !this.#cancelled
  }
}

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

/** Passes bytes, into the consumer's own buffer where it brings one. */
export class BytePassage extends Passage<ReadableByteStreamController> implements UnderlyingByteSource {
  readonly type = 'bytes'
  readonly #source: ReadableStream<Uint8Array<ArrayBuffer>>
  #plain: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined
  #filling: ReadableStreamBYOBReader | undefined
  // The consumer's buffer, which came back empty from a source at its end.
  #unfilled: ArrayBufferView<ArrayBuffer> | undefined

  constructor(source: ReadableStream<Uint8Array<ArrayBuffer>>, reader: ReadableStreamBYOBReader, record: StreamRecord) {
    super(reader, record)
    this.#source = source
    this.#filling = reader
  }

  protected read(controller: ReadableByteStreamController): Promise<void> {
    const request = controller.byobRequest
    return request?.view ? this.#fill(controller, request, request.view) : this.#pass(controller)
  }

  protected close(controller: ReadableByteStreamController): void {
    controller.close()
    if (this.#unfilled) controller.byobRequest?.respondWithNewView(this.#unfilled)
  }

  async #pass(controller: ReadableByteStreamController): Promise<void> {
    const result = await this.#plainReader(controller)
      .read()
      .catch(() => undefined)
    if (!this.wanted(result)) return
    this.record.chunk(result.value)
    controller.enqueue(result.value)
  }

  async #fill(
    controller: ReadableByteStreamController,
    request: ReadableStreamBYOBRequest,
    { buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>,
  ): Promise<void> {
    const result = await this.#fillingReader(controller)
      .read(new Uint8Array(buffer, byteOffset, byteLength))
      .catch(() => undefined)
    if (result?.done) this.#unfilled = result.value
    if (!this.wanted(result)) return
    this.record.chunk(result.value)
    request.respondWithNewView(result.value)
  }

  #plainReader(controller: ReadableByteStreamController): ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> {
    if (this.#plain) return this.#plain
    this.#filling?.releaseLock()
    this.#filling = undefined
    this.#plain = this.#source.getReader()
    this.change(this.#plain, controller)
    return this.#plain
  }

  #fillingReader(controller: ReadableByteStreamController): ReadableStreamBYOBReader {
    if (this.#filling) return this.#filling
    this.#plain?.releaseLock()
    this.#plain = undefined
    this.#filling = this.#source.getReader({ mode: 'byob' })
    this.change(this.#filling, controller)
    return this.#filling
  }
}
