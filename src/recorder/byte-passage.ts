import { Passage } from './passage.js'
import type { StreamRecord } from './stream-record.js'

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
