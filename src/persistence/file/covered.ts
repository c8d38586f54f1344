import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { newestGeneration } from './image-files.js'
import { parsePlace, type Place } from './place.js'
import { replaceFile } from './replace-file.js'

function coveredPath(path: DatabasePath, generation: number): string {
  return join(path.folder, `covered-${generation}`)
}

/**
 * Leaves beside a durable image what it covers, so that others can tell which journal files may go without opening the
 * image. Where it lacks, since a process died before this, nothing may go until the next image.
 */
export function writeCovered(path: DatabasePath, generation: number, place: Place): void {
  // Absent is what it becomes when a newer image clears it away meanwhile: that one covers more.
  ifPresent(() => replaceFile(coveredPath(path, generation), JSON.stringify(place)), undefined)
}

/** What the newest image surely covers. A file that a power cut has emptied or torn says as little as one that lacks. */
export function readCovered(path: DatabasePath): Place {
  const file = coveredPath(path, newestGeneration(path))
  const text = ifPresent(() => readFileSync(file, 'utf8'), null)
  try {
    return parsePlace(text)
  } catch {
    return parsePlace(null)
  }
}
