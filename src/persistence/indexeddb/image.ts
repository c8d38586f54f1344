import { promisifyRequest } from 'idb-keyval'
import { AuditError } from '../../error.js'
import { isUnreadable } from './fault.js'
import type { ImagePointer } from './state.js'

/** Bytes of one chunk: far below what browsers take as one value, and little to hold twice while it is copied. */
const chunkSize = 2 * 1024 * 1024

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

/**
 * The bytes of an image.
 *
 * @throws AuditError `DATABASE_INVALID` when a chunk is missing or cannot be read.
 */
export async function readChunks(transaction: IDBTransaction, image: ImagePointer): Promise<Uint8Array> {
  const store = transaction.objectStore('image')
  const bytes = new Uint8Array(image.size)
  const copied = Array.from({ length: image.chunks }, async (_, index) => {
    bytes.set(await readChunk(store, [image.id, index]), index * chunkSize)
  })
  await Promise.all(copied)
  return bytes
}

async function readChunk(store: IDBObjectStore, key: IDBValidKey): Promise<Uint8Array> {
  try {
    const chunk = await promisifyRequest<Uint8Array | undefined>(store.get(key))
    if (chunk) return chunk
  } catch (error) {
    if (isUnreadable(error)) throw damaged({ cause: error })
    throw error
  }
  throw damaged()
}

function damaged(options?: ErrorOptions): AuditError {
  return new AuditError(
    'DATABASE_INVALID',
    'A part of the stored image is missing. Keep a copy of the browser profile if the trail matters, then pass another `name`.',
    options,
  )
}

function chunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, Infinity])
}
