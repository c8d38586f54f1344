import { promisifyRequest } from 'idb-keyval'
import { chunkSize } from './image-reader.js'
import type { ImagePointer } from './state.js'

/** The pointer that an image of these bytes will have. */
export function imagePointer(id: string, bytes: Uint8Array): ImagePointer {
  return { id, chunks: Math.ceil(bytes.length / chunkSize), size: bytes.length }
}

/** Stores one chunk of an image. A view would be stored with the whole buffer behind it, so the chunk is copied out. */
export function addChunk(transaction: IDBTransaction, id: string, bytes: Uint8Array, index: number): void {
  const chunk = bytes.slice(index * chunkSize, (index + 1) * chunkSize)
  transaction.objectStore('image').put(chunk, [id, index])
  transaction.commit?.()
}

/** How many chunks of this image are there. */
export function countChunks(transaction: IDBTransaction, id: string): Promise<number> {
  return promisifyRequest(transaction.objectStore('image').count(chunksOf(id)))
}

/** Removes the chunks of an image that never came to be. */
export function removeChunks(transaction: IDBTransaction, id: string): void {
  transaction.objectStore('image').delete(chunksOf(id))
}

/** Removes every chunk but those of this image: older images, and what a writer left that was killed. */
export function removeOtherChunks(transaction: IDBTransaction, image: ImagePointer | null): void {
  const store = transaction.objectStore('image')
  if (image === null) {
    store.clear()
    return
  }
  store.delete(IDBKeyRange.upperBound([image.id], true))
  store.delete(IDBKeyRange.lowerBound([image.id, Infinity], true))
}

function chunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, Infinity])
}
