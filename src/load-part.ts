import { toAuditError } from './error.js'

/**
 * A part of the library that is downloaded at its first use, given as a function of `import()`, which bundlers look for and
 * may wrap in code that throws by itself where there is no page. A part that could not be loaded is asked for again the
 * next time.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE`.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (error) {
    throw toAuditError(error, 'SQLITE_UNAVAILABLE', 'A module of Tallystick could not be loaded')
  }
}
