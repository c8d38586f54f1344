import { promisifyRequest } from 'idb-keyval'

/** Characters of text that one journal value holds at most, unless a single frame is longer; also the aim of a slice. */
const valueLength = 4 * 1024 * 1024

/** How many values the first read of a slice asks for: with the largest ones, that is still only some 16 MB. */
const firstCount = 4

/** The highest number of values in one read. */
const maxCount = 4096

/** A value of the journal as it was found, with its key. */
export interface JournalValue {
  readonly key: number
  readonly value: unknown
}

/** A part of the journal, in the order of its keys. */
export interface JournalPart {
  readonly values: readonly JournalValue[]
  readonly more: boolean
}

/** Adds frames to the journal, as few values as their length allows, and lets the transaction commit. */
export function addFrames(transaction: IDBTransaction, frames: readonly string[]): void {
  const journal = transaction.objectStore('journal')
  for (const value of split(frames)) journal.add(value)
  transaction.commit?.()
}

/** The journal behind `key`, a few MB at most. */
export async function readPart(transaction: IDBTransaction, key: number): Promise<JournalPart> {
  const journal = transaction.objectStore('journal')
  const values: JournalValue[] = []
  let length = 0
  for (let count = firstCount; length < valueLength; count = nextCount(values.length, length)) {
    const found = await readValues(journal, values.at(-1)?.key ?? key, count)
    values.push(...found)
    length += found.reduce((sum, { value }) => sum + textLength(value), 0)
    if (found.length < count) return { values, more: false }
  }
  return { values, more: true }
}

/** The frames that a journal value holds, or null when it is none of ours. */
export function framesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((frame) => typeof frame === 'string') ? value : null
}

async function readValues(journal: IDBObjectStore, after: number, count: number): Promise<JournalValue[]> {
  const range = IDBKeyRange.lowerBound(after, true)
  const [keys, values] = await Promise.all([
    promisifyRequest(journal.getAllKeys(range, count)),
    promisifyRequest<unknown[]>(journal.getAll(range, count)),
  ])
  return keys.map((key, index) => ({ key: Number(key), value: values[index] }))
}

/** As many values as should fill the slice, going by those read so far, and never many times more than these. */
function nextCount(values: number, length: number): number {
  const fitting = Math.ceil(((valueLength - length) * values) / Math.max(length, 1))
  return Math.max(1, Math.min(fitting, values * 8, maxCount))
}

function textLength(value: unknown): number {
  return framesOf(value)?.reduce((sum, frame) => sum + frame.length, 0) ?? 0
}

function* split(frames: readonly string[]): Generator<readonly string[]> {
  let start = 0
  let length = 0
  for (const [index, frame] of frames.entries()) {
    if (index > start && length + frame.length > valueLength) {
      yield frames.slice(start, index)
      start = index
      length = 0
    }
    length += frame.length
  }
  yield start === 0 ? frames : frames.slice(start)
}
