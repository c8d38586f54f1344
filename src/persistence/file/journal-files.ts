import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { namesIn } from './folder.js'
import { frameText, linesOf } from './frame.js'
import { endFrame, headerOwner, isNote } from './journal-note.js'
import { ownerState, type Owner } from './owner.js'

const longestHeader = 4096
/** Bytes that are looked through at a time. */
const blockSize = 65_536
/** After this time without a write, a file whose owner cannot be asked counts as left. */
const elsewhereTime = 3_600_000

/** The names of the journal files, in the order in which each writer made its own. */
export function journalNames(path: DatabasePath): readonly string[] {
  return namesIn(path.folder)
    .filter((name) => name.startsWith('journal-'))
    .toSorted()
}

/** A journal file, open for reading. */
export interface OpenJournal {
  readonly name: string
  /** Bytes that were written: behind them its owner may have made room. */
  readonly size: number
  /** When it was last written to, in milliseconds since 1970. */
  readonly modified: number
  read(start: number, end: number): Buffer
}

/** What `look` makes of a journal file, whose size is looked up unless it is `known`; null when it is gone. */
export function withJournal<Value>(
  path: DatabasePath,
  name: string,
  look: (file: OpenJournal) => Value,
  known: number | null = null,
): Value | null {
  const handle = ifPresent(() => openSync(join(path.folder, name), 'r'), null)
  if (handle === null) return null
  try {
    const { size, mtimeMs } = fstatSync(handle)
    const read = (start: number, end: number): Buffer => readRange(handle, start, end)
    return look({ name, size: known ?? writtenSize(size, read), modified: mtimeMs, read })
  } finally {
    closeSync(handle)
  }
}

/** Where the zeros begin that a file ends with: no frame holds any. Its owner may cut them off meanwhile. */
function writtenSize(length: number, read: OpenJournal['read']): number {
  let end = length
  // The last byte says it of most files.
  for (let step = 1; end > 0; step = blockSize) {
    const start = Math.max(0, end - step)
    const block = read(start, end)
    const written = withoutZeros(block)
    end = start + written
    if (written > 0) break
  }
  return end
}

/** How many bytes there are before the zeros at the end. */
function withoutZeros(bytes: Buffer): number {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0) length -= 1
  return length
}

function readRange(handle: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start)
  let length = 0
  while (length < bytes.length) {
    const read = readSync(handle, bytes, length, bytes.length - length, start + length)
    if (read === 0) break
    length += read
  }
  return bytes.subarray(0, length)
}

/**
 * Whose file it is; null when its header is damaged.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export function ownerOf(file: OpenJournal): Owner | null {
  const [line] = linesOf(file.read(0, Math.min(longestHeader, file.size)))
  const text = line === undefined ? null : frameText(line.bytes)
  return text !== null && isNote(text) ? headerOwner(text) : null
}

/** Whether its owner said that it is done with it. */
export function isEnded(file: OpenJournal): boolean {
  return file.read(Math.max(0, file.size - endFrame.length), file.size).equals(endFrame)
}

/** Whether nobody will write to it any more. */
export function isLeft(file: OpenJournal, now: number): boolean {
  if (isEnded(file)) return true
  const owner = ownerOf(file)
  const state = owner === null ? 'elsewhere' : ownerState(owner)
  return state === 'dead' || (state === 'elsewhere' && now - file.modified > elsewhereTime)
}
