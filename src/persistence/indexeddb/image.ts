import { promisifyRequest } from 'idb-keyval'
import type { FileStretch } from '../persistence.js'
import { chunkSize, type PatchChunk } from './image-reader.js'
import type { ImagePointer } from './state.js'

/** Values that are stored one by one, each below what browsers take as one. */
export interface Chunks {
  readonly count: number
  /** Makes the value; a view would be stored with the whole buffer behind it, so bytes are copied out. */
  readonly at: (index: number) => Uint8Array | PatchChunk
}

/** The chunks of an image of these bytes. */
export function imageChunks(bytes: Uint8Array): Chunks {
  return {
    count: Math.ceil(bytes.length / chunkSize),
    at: (index) => bytes.slice(index * chunkSize, (index + 1) * chunkSize),
  }
}

/** The chunks of a patch: as many stretches, or parts of one, as fill each. */
export function patchChunks(stretches: readonly FileStretch[]): Chunks {
  const groups: FileStretch[][] = []
  let room = 0
  for (const { start, bytes } of stretches) {
    for (let from = 0; from < bytes.length;) {
      if (room === 0) groups.push([])
      if (room === 0) room = chunkSize
      const part = bytes.subarray(from, from + room)
      groups.at(-1)?.push({ start: start + from, bytes: part })
      from += part.length
      room -= part.length
    }
  }
  return { count: groups.length, at: (index) => joined(groups[index] ?? []) }
}

function joined(stretches: readonly FileStretch[]): PatchChunk {
  const lengths = stretches.map(({ bytes }) => bytes.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let end = 0
  for (const stretch of stretches) {
    bytes.set(stretch.bytes, end)
    end += stretch.bytes.length
  }
  return { starts: stretches.map(({ start }) => start), lengths, bytes }
}

/** How many chunks are there under this id. */
export function countChunks(transaction: IDBTransaction, id: string): Promise<number> {
  return promisifyRequest(transaction.objectStore('image').count(chunksOf(id)))
}

/** Removes the chunks of an image or a patch that never came to be. */
export function removeChunks(transaction: IDBTransaction, id: string): void {
  transaction.objectStore('image').delete(chunksOf(id))
}

/** Removes every chunk but those of this image and its patches: older ones, and what a writer left that was killed. */
export function removeOtherChunks(transaction: IDBTransaction, image: ImagePointer | null): void {
  const store = transaction.objectStore('image')
  if (image === null) {
    store.clear()
    return
  }
  let after: IDBValidKey = []
  for (const id of idsOf(image).toSorted()) {
    store.delete(IDBKeyRange.bound(after, [id], true, true))
    after = [id, Infinity]
  }
  store.delete(IDBKeyRange.lowerBound(after, true))
}

/** The ids of the chunks of an image and of its patches. */
export function idsOf({ id, patches }: ImagePointer): readonly string[] {
  return [id, ...patches.map((patch) => patch.id)]
}

function chunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, Infinity])
}
