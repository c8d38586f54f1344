import type { StreamRecord } from './stream-record.js'

type SourceReader = ReadableStreamDefaultReader | ReadableStreamBYOBReader

/** Reads a source for a stream of its own, chunk by chunk as asked for, and tells the record. */
export abstract class Passage<Controller extends ReadableStreamController<unknown>> {
  protected readonly record: StreamRecord
  #reader: SourceReader
  #reading: Promise<unknown> = Promise.resolve()
  #cancelled = false

  constructor(reader: SourceReader, record: StreamRecord) {
    this.#reader = reader
    this.record = record
    // Not the stream, since a browser may drop what stands for it in JavaScript while it is being read.
    record.readFrom(this)
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
