import { batchPart, unpackBatch, type BatchPart } from './batch.js'
import { frameText, linesOf, type Line } from './frame.js'
import { headerOwner, isNote } from './journal-note.js'

/** A stretch of bytes, `end` exclusive. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What a stretch of a journal file holds. Offsets count from its first byte, which has to be where a frame begins. */
export interface JournalScan {
  readonly frames: readonly string[]
  /** Behind the last thing that is whole, or surely damaged. What follows is an append that was not finished, yet or ever. */
  readonly end: number
  readonly damaged: readonly Stretch[]
}

/**
 * Takes every append whose frames are all there and unharmed.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export function scanJournal(bytes: Buffer): JournalScan {
  const scanner = new Scanner()
  for (const line of linesOf(bytes)) scanner.take(line)
  return scanner
}

class Scanner implements JournalScan {
  readonly frames: string[] = []
  readonly damaged: Stretch[] = []
  end = 0
  /** The parts so far of a batch that was too long for one frame. */
  #parts: BatchPart[] = []

  take(line: Line): void {
    const text = frameText(line.bytes)
    const part = text === null ? null : batchPart(text)
    if (text === null) this.#damage(line)
    else if (part !== null) this.#takePart(part, line)
    else this.#takeWhole(text, line)
  }

  #takeWhole(text: Buffer, line: Line): void {
    this.#dropParts(line.start)
    if (isNote(text)) headerOwner(text)
    else this.#unpack(text)
    this.end = line.end
  }

  #takePart(part: BatchPart, line: Line): void {
    if (part.number === 1) this.#dropParts(line.start)
    if (part.number !== this.#parts.length + 1) return this.#damage(line)
    this.#parts.push(part)
    if (part.number < part.of) return
    this.#unpack(Buffer.concat(this.#parts.map(({ bytes }) => bytes)))
    this.#parts = []
    this.end = line.end
  }

  /** One after the other: as arguments of one call they may be too many. */
  #unpack(batch: Buffer): void {
    for (const frame of unpackBatch(batch)) this.frames.push(frame)
  }

  /** Parts whose rest does not come are of no use. */
  #dropParts(end: number): void {
    if (this.#parts.length > 0) this.#damage({ start: this.end, end })
  }

  #damage({ start, end }: Stretch): void {
    const from = this.#parts.length > 0 ? this.end : start
    this.#parts = []
    const last = this.damaged.at(-1)
    if (last !== undefined && last.end === from) this.damaged[this.damaged.length - 1] = { start: last.start, end }
    else this.damaged.push({ start: from, end })
    this.end = end
  }
}
