import type { JournalPosition } from '../persistence.js'

/** Where the chunks of an image, or of a patch, lie, and how long the database is with it. */
export interface ChunksPointer {
  readonly id: string
  readonly chunks: number
  readonly size: number
}

/** An image, and the patches of it in their order. */
export interface ImagePointer extends ChunksPointer {
  readonly patches: readonly ChunksPointer[]
}

/** What an audit trail's database says of itself: one value in the store `meta`, changed with what it speaks of. */
export interface TrailState {
  /** Made with the database, so that a place in one that was deleted since is not taken for a place in this one. */
  readonly database: string
  /** The generation of the image; 0 when there is none. */
  readonly generation: number
  /** The highest journal key that the image holds; journal values up to it are gone. */
  readonly covered: number
  /** The generation of the last purge; what grew from an older image may hold rows that were removed. */
  readonly purged: number
  readonly image: ImagePointer | null
}

/** A place in the journal, as readers carry it: text that only `place()` writes and `keyOf()` reads. */
interface Place {
  readonly database: string
  readonly key: number
}

/** The state of a database that was just made. */
export function initialState(database: string): TrailState {
  return { database, generation: 0, covered: 0, purged: 0, image: null }
}

/** The place behind the journal value with this key; key 0 is before the first. */
export function place(state: TrailState, key: number): string {
  return JSON.stringify({ database: state.database, key } satisfies Place)
}

/** The journal key up to which `position` says that it has read, whether it is stale or not. */
export function keyIn({ place: text }: JournalPosition): number {
  return parsePlace(text)?.key ?? 0
}

/**
 * The same, or null when the position is stale: the journal behind it is gone, a purge took
 * rows that it may hold, or it belongs to a database that was deleted since.
 */
export function keyOf(state: TrailState, position: JournalPosition): number | null {
  const { database = state.database, key = 0 } = parsePlace(position.place) ?? {}
  const stale = database !== state.database || key < state.covered || position.generation < state.purged
  return stale ? null : key
}

function parsePlace(text: string | null): Place | null {
  return text === null ? null : (JSON.parse(text) as Place)
}
