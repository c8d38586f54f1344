import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AuditError } from '../../../src/error.js'
import { filePersistence } from '../../../src/persistence/file/file-persistence.js'
import type { Persistence } from '../../../src/persistence/persistence.js'

/** A folder of a test's own, which goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A persistence that a test opened, and what it complained about. */
export interface Opened {
  readonly persistence: Persistence
  readonly faults: readonly AuditError[]
}

/** Opens a file; it is closed with the test. */
export async function openFile(file: string, now?: () => number): Promise<Opened> {
  const faults: AuditError[] = []
  const onFault = (fault: AuditError): void => void faults.push(fault)
  const persistence = await filePersistence({ file, onFault, ...(now ? { now } : {}) })
  onTestFinished(() => persistence.close())
  return { persistence, faults }
}

/** The names in the folder beside a database that begin so. */
export async function namesBeside(file: string, prefix: string): Promise<readonly string[]> {
  const names = await readdir(`${file}.d`)
  return names.filter((name) => name.startsWith(prefix)).toSorted()
}
