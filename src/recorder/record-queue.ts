import type { StreamRecord } from './stream-record.js'

/**
 * The records that wait for one stream to be read: one for each call that gave it. Each reading of the stream takes the
 * next one, so that a stream which a tool gives again and again is recorded once for each call.
 */
export type WaitingRecords = StreamRecord[]

/** Where the readings of one object find their records. */
export class RecordQueue {
  readonly #waiting: WaitingRecords
  // Weakly, since what waits must not keep alive what may be abandoned. Not every edge runtime can tell that it is.
  readonly #reader: WeakRef<object> | undefined
  #current: StreamRecord | undefined

  constructor(waiting: WaitingRecords, reader: object) {
    this.#waiting = waiting
    this.#reader = typeof WeakRef === 'function' ? new WeakRef(reader) : undefined
  }

  /**
   * The record of the reading that is under way, else the next that waits, else the last one that ended. Undefined where no
   * call waits for this reading.
   */
  take(): StreamRecord | undefined {
    if (this.#current === undefined || this.#current.ended) this.#current = this.#next() ?? this.#current
    return this.#current
  }

  #next(): StreamRecord | undefined {
    const record = this.#waiting.shift()
    const reader = this.#reader?.deref()
    if (record && reader) record.readFrom(reader)
    return record
  }
}
