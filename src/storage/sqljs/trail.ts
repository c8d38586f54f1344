import type { ImagePatch, JournalPosition, Persistence, StoredImage } from '../../persistence/persistence.js'
import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { migrate } from './migration.js'
import { openForeign } from './open-foreign.js'
import { markForeign, readPlace, writePlace } from './origin.js'
import { setPageSize } from './schema.js'

/** A database that grew from an image, and how far into the journal. */
export interface Trail {
  readonly db: Database
  readonly position: JournalPosition
  /** How many records it has applied that its image lacks. */
  readonly uncovered: number
  /** Whether it differs from its image in more than records: other programs' rows and tables were adapted. */
  readonly altered: boolean
  /** The image whose bytes it was made of, if that is one of ours: its own changes are counted from there. */
  readonly base: TrailBase | null
  /** The length of its image. */
  readonly size: number
}

/** An image with the patches that are in it. */
export type TrailBase = Pick<StoredImage, 'generation' | 'patches' | 'patchedBytes'>

/**
 * The database of the newest image, or a new one where there is none.
 *
 * @throws AuditError `DATABASE_FOREIGN`, `DATABASE_NEWER`; `DATABASE_INVALID` for a damaged one that came from elsewhere.
 */
export function openTrail(engine: Engine, image: StoredImage | null, { location }: Persistence): Trail {
  const db = openImage(engine, image, location)
  try {
    const altered = migrate(db, location)
    const base = image?.own === true ? image : null
    return { db, altered, uncovered: 0, base, size: image?.bytes.length ?? 0, position: openingPosition(db, image) }
  } catch (error) {
    db.close()
    throw error
  }
}

/** The trail's database as the next image of its place. */
export function imageBytes(trail: Trail): Uint8Array {
  writePlace(trail.db, trail.position.place)
  return trail.db.export()
}

/**
 * What the trail's database holds beyond its image, as the next patch of that. Null where only a whole image will do: the
 * newest one is another, or all of its patches would come to more than `share` of it.
 */
export function nextPatch({ db, base, position, size }: Trail, share: number): ImagePatch | null {
  const { generation, place } = position
  if (place === null || base?.generation !== generation) return null
  writePlace(db, place)
  const changes = db.changes(size * share - base.patchedBytes)
  return changes && { ...changes, generation, number: base.patches + 1, position: { generation, place } }
}

function openImage(engine: Engine, image: StoredImage | null, location: string): Database {
  if (image === null) return engine.open(emptyFile(engine))
  return image.own ? engine.open(image.bytes) : openForeign(engine, image.bytes, location)
}

/** A database without tables that has a file all the same: only what begins with one grows without being copied. */
function emptyFile(engine: Engine): Uint8Array {
  const db = engine.open()
  try {
    db.execute(`${setPageSize}; PRAGMA user_version = 0`)
    return db.export()
  } finally {
    db.close()
  }
}

/** A database from elsewhere may hold a place in a journal that is not here. */
function openingPosition(db: Database, image: StoredImage | null): JournalPosition {
  if (image === null) return { generation: 0, place: null }
  if (image.own) return { generation: image.generation, place: readPlace(db) }
  markForeign(db)
  return { generation: image.generation, place: image.generation === 0 ? null : readPlace(db) }
}
