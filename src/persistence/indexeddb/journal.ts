import { promisifyRequest } from 'idb-keyval'
import { isUnreadable } from './fault.js'

/** Characters of text that one journal value, and one slice, hold at most, unless a single frame or value is longer. */
const lengthLimit = 4 * 1024 * 1024

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

/** The journal behind the key `after`, a few MB at most. What the browser can no longer read is there as `undefined`. */
export async function readPart(transaction: IDBTransaction, after: number): Promise<JournalPart> {
  const journal = transaction.objectStore('journal')
  const values: JournalValue[] = []
  for (;;) {
    const more = await collect(journal, after, values)
    if (more !== null) return { values, more }
    values.push(await readNext(journal, values.at(-1)?.key ?? after))
  }
}

/** The frames that a journal value holds, or null when it is none of ours. */
export function framesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((frame) => typeof frame === 'string') ? value : null
}

/**
 * Adds values until they are a slice, and resolves with whether there are more, or with null when the next one cannot be
 * read. A cursor stops in time, which `getAll()` does not, and is no slower (measured).
 */
function collect(journal: IDBObjectStore, after: number, values: JournalValue[]): Promise<boolean | null> {
  const request = journal.openCursor(IDBKeyRange.lowerBound(values.at(-1)?.key ?? after, true))
  let length = values.reduce((sum, { value }) => sum + textLength(value), 0)
  return new Promise((resolve, reject) => {
    request.onerror = (event) => (isForgiven(event, request.error) ? resolve(null) : reject(request.error))
    request.onsuccess = () => {
      const cursor = request.result
      if (cursor === null || length >= lengthLimit) return resolve(cursor !== null)
      values.push({ key: Number(cursor.key), value: cursor.value })
      length += textLength(cursor.value)
      cursor.continue()
    }
  })
}

/** The one value behind `after`, by itself. */
async function readNext(journal: IDBObjectStore, after: number): Promise<JournalValue> {
  const key = Number(await promisifyRequest(journal.getKey(IDBKeyRange.lowerBound(after, true))))
  const request = journal.get(key)
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve({ key, value: request.result })
    request.onerror = (event) =>
      isForgiven(event, request.error) ? resolve({ key, value: undefined }) : reject(request.error)
  })
}

/** Whether the error concerns a single value; then the transaction goes on. */
function isForgiven(event: Event, error: DOMException | null): boolean {
  if (!isUnreadable(error)) return false
  event.preventDefault()
  return true
}

function textLength(value: unknown): number {
  return framesOf(value)?.reduce((sum, frame) => sum + frame.length, 0) ?? 0
}

function* split(frames: readonly string[]): Generator<readonly string[]> {
  let start = 0
  let length = 0
  for (const [index, frame] of frames.entries()) {
    if (index > start && length + frame.length > lengthLimit) {
      yield frames.slice(start, index)
      start = index
      length = 0
    }
    length += frame.length
  }
  yield start === 0 ? frames : frames.slice(start)
}
