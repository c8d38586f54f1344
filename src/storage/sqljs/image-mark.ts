import { AuditError } from '../../error.js'
import { newerFault } from '../../newer-fault.js'
import type { JournalPosition, Persistence } from '../../persistence/persistence.js'
import { decodeRecord } from '../../record/codec.js'
import { schemaVersion } from './schema-version.js'

/** What is known of an image without reading it. */
export interface ImageMark {
  readonly schema: number
  readonly position: JournalPosition
  readonly rows: number
  /** The length of the image. */
  readonly bytes: number
}

const name = 'image'

export async function writeImageMark(persistence: Persistence, mark: Omit<ImageMark, 'schema'>): Promise<void> {
  await persistence.writeMark(name, JSON.stringify({ schema: schemaVersion, ...mark }))
}

/**
 * What is known of the newest image, or of one before it; null when nothing is.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export async function readImageMark(persistence: Persistence): Promise<ImageMark | null> {
  const mark = parse(await persistence.readMark(name))
  if (mark === null || mark.schema <= schemaVersion) return mark
  throw newerFault(`The schema of ${persistence.location} has version`, mark.schema, schemaVersion)
}

/** A mark that is damaged is as good as none. */
function parse(text: string | null): ImageMark | null {
  try {
    const mark = JSON.parse(text ?? 'null') as Partial<ImageMark> | null
    return typeof mark?.schema === 'number' && mark.position ? (mark as ImageMark) : null
  } catch {
    return null
  }
}

/** What was seen of a journal. */
interface JournalGlimpse {
  readonly records: number
  /** Whether another program wrote to the database since the image, or put something else in its place. */
  readonly isForeign: boolean
}

/**
 * Looks at the journal beyond an image, until it has seen more than `enough` records.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export async function inspectJournal(
  persistence: Persistence,
  position: JournalPosition,
  enough: number,
): Promise<JournalGlimpse> {
  for (let from = position, records = 0; ;) {
    const slice = await persistence.readJournal(from)
    if (slice.stale) return { records, isForeign: false }
    slice.frames.forEach(checkVersion)
    records += slice.frames.length
    const isForeign = slice.foreign.length > 0
    if (isForeign || !slice.more || records > enough) return { records, isForeign }
    from = slice.position
  }
}

/** What cannot be read at all is reported, and skipped, when it is applied. */
function checkVersion(frame: string): void {
  try {
    decodeRecord(frame)
  } catch (error) {
    if (error instanceof AuditError) throw error
  }
}
