import { nanoid } from 'nanoid'
import type { ImagePatch, NewImage } from '../persistence.js'
import type { Connection } from './connection.js'
import { type Chunks, countChunks, idsOf, imageChunks, patchChunks, removeChunks, removeOtherChunks } from './image.js'
import { alone } from './lock.js'
import { readState, writeState } from './meta.js'
import { type ChunksPointer, keyOf, type TrailState } from './state.js'

/** What is to be stored, and the state that follows from it. */
interface Step {
  readonly pointer: ChunksPointer
  readonly chunks: Chunks
  /** The state once the chunks are there; null where they are no longer wanted. */
  readonly next: (state: TrailState) => TrailState | null
}

/** Replaces the image, and drops what it covers of the journal. Null when it is no longer wanted. */
export async function writeImage(connection: Connection, lock: string, image: NewImage): Promise<number | null> {
  const chunks = imageChunks(image.bytes)
  const pointer = { id: nanoid(), chunks: chunks.count, size: image.bytes.length }
  const state = await write(connection, lock, { pointer, chunks, next: (now) => withImage(now, image, pointer) })
  return state && state.generation
}

/** Adds a patch to the image, and drops what it covers of the journal. False when it is not the next one. */
export async function writePatch(connection: Connection, lock: string, patch: ImagePatch): Promise<boolean> {
  const chunks = patchChunks(patch.stretches)
  const pointer = { id: nanoid(), chunks: chunks.count, size: patch.size }
  const state = await write(connection, lock, { pointer, chunks, next: (now) => withPatch(now, patch, pointer) })
  return state !== null
}

/** The state with the new image, or null when the image is stale or covers no more of the journal than the present one. */
function withImage(state: TrailState, { position, purge }: NewImage, pointer: ChunksPointer): TrailState | null {
  const key = keyOf(state, position)
  if (key === null || (key === state.covered && !purge)) return null
  const generation = state.generation + 1
  const image = { ...pointer, patches: [] }
  return { ...state, generation, covered: key, purged: purge ? generation : state.purged, image }
}

function withPatch(state: TrailState, patch: ImagePatch, pointer: ChunksPointer): TrailState | null {
  const { generation, image } = state
  const key = keyOf(state, patch.position)
  if (key === null || image === null) return null
  const isNext = patch.generation === generation && patch.number === image.patches.length + 1
  return isNext ? { ...state, covered: key, image: { ...image, patches: [...image.patches, pointer] } } : null
}

/**
 * Takes a step in two: its chunks are stored first, one transaction each, under an id that nothing points
 * to: appends go on meanwhile, and little is held in memory twice. One more transaction then changes the pointer, the
 * covered key and the journal together. A writer that is killed leaves chunks, which the next one removes.
 */
function write(connection: Connection, lock: string, step: Step): Promise<TrailState | null> {
  return alone(lock, async (isAlone) => {
    if (!(await prepare(connection, step, isAlone))) return null
    try {
      for (let index = 0; index < step.chunks.count; index += 1) await storeChunk(connection, step, index)
      return await publish(connection, step)
    } catch (error) {
      await discard(connection, step)
      throw error
    }
  })
}

/** Whether the step would be taken. Makes room first: with the lock held, chunks that nothing points to are nobody's. */
function prepare(connection: Connection, step: Step, isAlone: boolean): Promise<boolean> {
  return connection.transact(['meta', 'image'], isAlone ? 'readwrite' : 'readonly', async (transaction) => {
    const state = await readState(transaction)
    if (isAlone) removeOtherChunks(transaction, state.image)
    return step.next(state) !== null
  })
}

function storeChunk(connection: Connection, { pointer, chunks }: Step, index: number): Promise<void> {
  return connection.transact(['image'], 'readwrite', (transaction) => {
    transaction.objectStore('image').put(chunks.at(index), [pointer.id, index])
    transaction.commit?.()
  })
}

/** Takes the step, unless it is taken already, is no longer wanted, or another writer took its chunks. */
function publish(connection: Connection, { pointer, next }: Step): Promise<TrailState | null> {
  return connection.transact(['meta', 'image', 'journal'], 'readwrite', async (transaction) => {
    const now = await readState(transaction)
    // By the run before this one, whose connection was lost with the news of it.
    if (refersTo(now, pointer)) return now
    const state = next(now)
    const whole = (await countChunks(transaction, pointer.id)) === pointer.chunks
    if (state === null || !whole) {
      removeChunks(transaction, pointer.id)
      return null
    }
    writeState(transaction, state)
    transaction.objectStore('journal').delete(IDBKeyRange.upperBound(state.covered))
    removeOtherChunks(transaction, state.image)
    transaction.commit?.()
    return state
  })
}

/** Gives back the room of a step that was not taken. What cannot be removed now goes with the next one. */
async function discard(connection: Connection, { pointer }: Step): Promise<void> {
  try {
    await connection.transact(['meta', 'image'], 'readwrite', async (transaction) => {
      if (!refersTo(await readState(transaction), pointer)) removeChunks(transaction, pointer.id)
    })
  } catch {
    // The failure that brought us here is the one to tell.
  }
}

function refersTo({ image }: TrailState, { id }: ChunksPointer): boolean {
  return image !== null && idsOf(image).includes(id)
}
