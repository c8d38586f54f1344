import { promisifyRequest } from 'idb-keyval'
import { AuditError } from '../../error.js'
import { isUnreadable } from './fault.js'
import type { ImagePointer } from './state.js'

/** Bytes of one chunk: far below what browsers take as one value, and little to hold twice while it is copied. */
export const chunkSize: number = 2 * 1024 * 1024

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
