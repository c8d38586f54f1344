import { AuditError } from '../../error.js'
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
  throw new AuditError(
    'DATABASE_NEWER',
    `${persistence.location} was written by a newer version: its schema is ${mark.schema}, and this Tallystick reads up to ${schemaVersion}. Update tallystick to open it.`,
  )
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
 * Looks at the first few MB of the journal beyond an image.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export async function inspectJournal(persistence: Persistence, position: JournalPosition): Promise<JournalGlimpse> {
  const slice = await persistence.readJournal(position)
  if (slice.stale) return { records: 0, isForeign: false }
  slice.frames.forEach(checkVersion)
  return { records: slice.frames.length, isForeign: slice.foreign.length > 0 }
}

/** What cannot be read at all is reported, and skipped, when it is applied. */
function checkVersion(frame: string): void {
  try {
    decodeRecord(frame)
  } catch (error) {
    if (error instanceof AuditError) throw error
  }
}
