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

/** The journal behind `key`, a few MB at most: a cursor can stop there, and is no slower than `getAll()` (measured). */
export function readPart(transaction: IDBTransaction, key: number): Promise<JournalPart> {
  const request = transaction.objectStore('journal').openCursor(IDBKeyRange.lowerBound(key, true))
  const values: JournalValue[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const cursor = request.result
      if (cursor === null || length >= lengthLimit) return resolve({ values, more: cursor !== null })
      values.push({ key: Number(cursor.key), value: cursor.value })
      length += textLength(cursor.value)
      cursor.continue()
    }
  })
}

/** The frames that a journal value holds, or null when it is none of ours. */
export function framesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((frame) => typeof frame === 'string') ? value : null
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
