import { boundedJson, minDataLength } from '../entry/bound.js'
import type { JsonValue } from '../entry/entry.js'

/** What is recorded of a stream: how much came through and how it began, however long it was. */
export interface StreamDigest {
  /** What kind of object the stream is, e.g. `AsyncGenerator` or `ReadableStream`. */
  readonly stream: string
  /** How many chunks came through. */
  readonly chunks: number
  /** Whether the stream came to its own end: false where the consumer stopped early, or the stream failed. */
  readonly complete: boolean
  /** Bytes in the chunks that are bytes. */
  readonly bytes?: number
  /**
   * The chunks of text, and those of bytes that are UTF-8, joined: a secret is seen even where chunks cut it. At most its
   * first 64 Ki characters.
   */
  readonly text?: string
  /** How long the whole text is, in characters, where that is more than `text`. */
  readonly textLength?: number
  /** The first of all other chunks, as they were when they passed, in at most 64 Ki characters of JSON. */
  readonly items?: readonly JsonValue[]
  /** What the generator returned. */
  readonly returned?: JsonValue
}

const maxLength = 2 ** 16

/** Takes note of the chunks of a stream, in bounded memory and with no reference to them. Never throws. */
export class DigestedChunks {
  readonly #stream: string
  #chunks = 0
  #bytes: number | undefined
  // The text so far; undefined before the first of it, and after bytes that are no text.
  #text: string | undefined
  #textLength = 0
  // For the bytes that may still turn out to be text.
  #decoder: TextDecoder | undefined
  #items: JsonValue[] | undefined
  #room = maxLength

  constructor(stream: string) {
    this.#stream = stream
  }

  take(chunk: unknown): void {
    this.#chunks++
    try {
      this.#note(chunk)
    } catch {
      // A revoked proxy cannot even be asked what it is.
    }
  }

  digest(complete: boolean, returned: unknown): StreamDigest {
    // Half a character at the end of a whole stream means that it was no text.
    if (complete) this.#decode(new Uint8Array(), false)
    return {
      stream: this.#stream,
      chunks: this.#chunks,
      complete,
      ...(this.#bytes !== undefined && { bytes: this.#bytes }),
      ...(this.#text !== undefined && { text: this.#text }),
      ...(this.#text !== undefined && this.#textLength > this.#text.length && { textLength: this.#textLength }),
      ...(this.#items && { items: this.#items }),
      ...(returned !== undefined && { returned: boundedJson(returned, maxLength).value }),
    }
  }

  #note(chunk: unknown): void {
    if (typeof chunk === 'string') this.#takeText(chunk)
    else if (chunk instanceof Uint8Array) this.#takeBytes(chunk)
    else this.#takeItem(chunk)
  }

  #takeText(text: string): void {
    this.#text ??= ''
    if (this.#text.length < maxLength) this.#text += text.slice(0, maxLength - this.#text.length)
    this.#textLength += text.length
  }

  #takeBytes(bytes: Uint8Array): void {
    if (this.#bytes === undefined) this.#decoder = new TextDecoder('utf-8', { fatal: true })
    const decoded = this.#bytes ?? 0
    this.#bytes = decoded + bytes.length
    this.#decode(bytes.subarray(0, Math.max(0, maxLength - decoded)), true)
    // Bytes beyond the bound are not looked at, so what is there is text as far as anybody knows.
    if (this.#bytes > maxLength) this.#decoder = undefined
  }

  #decode(bytes: Uint8Array, stream: boolean): void {
    if (!this.#decoder) return
    try {
      this.#takeText(this.#decoder.decode(bytes, { stream }))
    } catch {
      this.#decoder = undefined
      this.#text = undefined
    }
  }

  #takeItem(item: unknown): void {
    this.#items ??= []
    if (this.#room < minDataLength) return
    const { text, value } = boundedJson(item, this.#room)
    this.#room -= text.length
    this.#items.push(value)
  }
}
