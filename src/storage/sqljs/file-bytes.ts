import type { FileStretch } from '../../persistence/persistence.js'

/** What a database grows by at least, and at most: a multiple of every page size, so that no page lies in two pieces. */
const leastPiece = 2 ** 20
const mostPiece = 2 ** 26

/** Bytes that count as changed when one of them is: the page size of a new trail, and a multiple of the smaller ones. */
const blockSize = 16_384

/**
 * The file of a database in memory, in pieces: what it grows by is added, and what is there stays where it is. Left to
 * itself, sql.js copies the whole image when it is given one, and again each time that it has grown by an eighth, which is
 * most of the time that a long journal takes.
 *
 * It is what sql.js has in place of a `Uint8Array`, of which the file system of Emscripten uses no more than stands here.
 */
export class FileBytes {
  readonly #pieces: Piece[] = []
  /** What it has room for. */
  #room = 0
  /** Blocks that were written to, by their numbers. */
  readonly #changed: Set<number> = new Set()
  #writes = 0

  /** Takes the bytes over. */
  constructor(bytes: Uint8Array) {
    this.#add(bytes)
  }

  /** Room is made when it is needed, and nobody else has to make any. */
  get length(): number {
    return Infinity
  }

  /** How often something was written. */
  get writes(): number {
    return this.#writes
  }

  /** How many bytes lie in blocks that were written to since `forgetChanges()`. */
  get changedBytes(): number {
    return this.#changed.size * blockSize
  }

  /** The stretches up to `end` that were written to since `forgetChanges()`: views, in their order. */
  changes(end: number): readonly FileStretch[] {
    return runs([...this.#changed].toSorted((a, b) => a - b)).map(({ first, last }) => {
      const start = first * blockSize
      return { start, bytes: this.subarray(start, Math.min(end, (last + 1) * blockSize)) }
    })
  }

  forgetChanges(): void {
    this.#changed.clear()
  }

  /** The bytes from `start` to `end`: a view, unless they lie in several pieces. */
  subarray(start: number, end: number): Uint8Array {
    const piece = this.#pieceAt(start)
    if (piece && end <= piece.end) return piece.bytes.subarray(start - piece.start, end - piece.start)
    return this.#joined(start, end)
  }

  /** Writes bytes from `start` on. */
  set(bytes: Uint8Array, start: number): void {
    const end = start + bytes.length
    while (end > this.#room) this.#grow(end)
    this.#note(start, end)
    for (let place = start; place < end;) {
      const piece = this.#pieceAt(place)
      if (!piece) return
      const next = Math.min(end, piece.end)
      piece.bytes.set(bytes.subarray(place - start, next - start), place - piece.start)
      place = next
    }
  }

  #note(start: number, end: number): void {
    this.#writes += 1
    for (let block = Math.floor(start / blockSize); block * blockSize < end; block += 1) this.#changed.add(block)
  }

  #grow(end: number): void {
    const length = Math.min(mostPiece, Math.max(leastPiece, 2 ** Math.floor(Math.log2(end / 8))))
    this.#add(new Uint8Array(length))
  }

  #add(bytes: Uint8Array): void {
    const start = this.#room
    this.#room += bytes.length
    this.#pieces.push({ bytes, start, end: this.#room })
  }

  #pieceAt(place: number): Piece | undefined {
    return this.#pieces.find(({ end }) => place < end)
  }

  #joined(start: number, end: number): Uint8Array {
    const joined = new Uint8Array(end - start)
    for (const piece of this.#pieces) {
      const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.end)]
      if (from < to) joined.set(piece.bytes.subarray(from - piece.start, to - piece.start), from - start)
    }
    return joined
  }
}

interface Piece {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
}

interface Run {
  readonly first: number
  readonly last: number
}

/** Numbers that follow one another, as one. */
function runs(numbers: readonly number[]): readonly Run[] {
  const found: { first: number; last: number }[] = []
  for (const number of numbers) {
    const run = found.at(-1)
    if (run?.last === number - 1) run.last = number
    else found.push({ first: number, last: number })
  }
  return found
}
