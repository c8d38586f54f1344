import { promisifyRequest } from 'idb-keyval'
import { AuditError } from '../../error.js'
import type { StoredImage } from '../persistence.js'
import { isUnreadable } from './fault.js'
import type { ChunksPointer, ImagePointer } from './state.js'

/** Bytes of one chunk: far below what browsers take as one value, and little to hold twice while it is copied. */
export const chunkSize: number = 2 * 1024 * 1024

/** A part of a patch: stretches of the database's file one after the other, with where each begins and how long it is. */
export interface PatchChunk {
  readonly starts: readonly number[]
  readonly lengths: readonly number[]
  readonly bytes: Uint8Array
}

/** An image with its patches, as it was put together. */
type ReadImage = Pick<StoredImage, 'bytes' | 'patches' | 'patchedBytes'>

/**
 * The bytes of an image with its patches.
 *
 * @throws AuditError `DATABASE_INVALID` when a chunk is missing or cannot be read.
 */
export async function readChunks(transaction: IDBTransaction, image: ImagePointer): Promise<ReadImage> {
  const { patches } = image
  const bytes = new Uint8Array(Math.max(image.size, patches.at(-1)?.size ?? 0))
  let patchedBytes = 0
  // Requests of a transaction are answered in their order, so that each patch lies over what was there before it.
  await Promise.all([
    ...readEach<Uint8Array>(transaction, image).map(async (chunk, index) => bytes.set(await chunk, index * chunkSize)),
    ...patches.flatMap((patch) =>
      readEach<PatchChunk>(transaction, patch).map(async (chunk) => {
        const stretches = await chunk
        patchedBytes += layOver(bytes, stretches)
      }),
    ),
  ])
  return { bytes, patches: patches.length, patchedBytes }
}

function readEach<Chunk>(transaction: IDBTransaction, { id, chunks }: ChunksPointer): readonly Promise<Chunk>[] {
  const store = transaction.objectStore('image')
  return Array.from({ length: chunks }, (_, index) => readChunk<Chunk>(store, [id, index]))
}

/** Puts each stretch in its place, and returns how many bytes they are. */
function layOver(bytes: Uint8Array, chunk: PatchChunk): number {
  let end = 0
  for (const [index, start] of chunk.starts.entries()) {
    const length = chunk.lengths[index] ?? 0
    bytes.set(chunk.bytes.subarray(end, end + length), start)
    end += length
  }
  return end
}

async function readChunk<Chunk>(store: IDBObjectStore, key: IDBValidKey): Promise<Chunk> {
  try {
    const chunk = await promisifyRequest<Chunk | undefined>(store.get(key))
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
