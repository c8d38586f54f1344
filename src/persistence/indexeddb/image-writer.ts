import { nanoid } from 'nanoid'
import type { NewImage } from '../persistence.js'
import type { Connection } from './connection.js'
import { addChunk, countChunks, imagePointer, removeChunks, removeOtherChunks } from './image.js'
import { alone } from './lock.js'
import { readState, writeState } from './meta.js'
import { type ImagePointer, keyOf, type TrailState } from './state.js'

/**
 * Replaces the image in two steps. Its chunks are stored first, one transaction each, under an id that nothing points
 * to: appends go on meanwhile, and little is held in memory twice. One more transaction then changes the pointer, the
 * covered key and the journal together. A writer that is killed leaves chunks, which the next image removes.
 */
export async function writeImage(connection: Connection, lock: string, image: NewImage): Promise<number | null> {
  return alone(lock, async (isAlone) => {
    if (!(await prepare(connection, image, isAlone))) return null
    const pointer = imagePointer(nanoid(), image.bytes)
    try {
      for (let index = 0; index < pointer.chunks; index += 1) await storeChunk(connection, image, pointer, index)
      return await publish(connection, image, pointer)
    } catch (error) {
      await discard(connection, pointer)
      throw error
    }
  })
}

/** Whether the image would be taken. Makes room first: with the lock held, chunks that nothing points to are nobody's. */
function prepare(connection: Connection, image: NewImage, isAlone: boolean): Promise<boolean> {
  return connection.transact(['meta', 'image'], isAlone ? 'readwrite' : 'readonly', async (transaction) => {
    const state = await readState(transaction)
    if (isAlone) removeOtherChunks(transaction, state.image)
    return advance(state, image) !== null
  })
}

function storeChunk(connection: Connection, image: NewImage, pointer: ImagePointer, index: number): Promise<void> {
  return connection.transact(['image'], 'readwrite', (transaction) =>
    addChunk(transaction, pointer.id, image.bytes, index),
  )
}

/** Puts the image in the place of the older one, unless it no longer goes further or another writer took its chunks. */
function publish(connection: Connection, image: NewImage, pointer: ImagePointer): Promise<number | null> {
  return connection.transact(['meta', 'image', 'journal'], 'readwrite', async (transaction) => {
    const next = advance(await readState(transaction), image)
    const whole = (await countChunks(transaction, pointer.id)) === pointer.chunks
    if (next === null || !whole) {
      removeChunks(transaction, pointer.id)
      return null
    }
    writeState(transaction, { ...next, image: pointer })
    transaction.objectStore('journal').delete(IDBKeyRange.upperBound(next.covered))
    removeOtherChunks(transaction, pointer)
    transaction.commit?.()
    return next.generation
  })
}

/** The state with the new image, or null when the image is stale or covers no more of the journal than the present one. */
function advance(state: TrailState, { position, purge }: NewImage): TrailState | null {
  const key = keyOf(state, position)
  if (key === null || (key === state.covered && !purge)) return null
  const generation = state.generation + 1
  return { ...state, generation, covered: key, purged: purge ? generation : state.purged }
}

/** Gives back the room of an image that failed. What cannot be removed now goes with the next image. */
async function discard(connection: Connection, pointer: ImagePointer): Promise<void> {
  try {
    await connection.transact(['image'], 'readwrite', (transaction) => removeChunks(transaction, pointer.id))
  } catch {
    // The failure that brought us here is the one to tell.
  }
}
