import { toAuditError } from './error.js'

/**
 * A part of the library that is downloaded at its first use, given as `import()`, which bundlers look for. A part that
 * could not be loaded is asked for again the next time.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE`.
 */
export async function loadPart<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part
  } catch (error) {
    throw toAuditError(error, 'SQLITE_UNAVAILABLE', 'A module of Tallystick could not be loaded')
  }
}
