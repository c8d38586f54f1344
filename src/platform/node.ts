import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AuditError, toAuditError } from '../error.js'
import { filePersistence } from '../persistence/file/file-persistence.js'
import { memoryPersistence } from '../persistence/memory/memory.js'
import type { Platform } from './platform.js'

/** A file, `~/.tallystick/agent_audit.db` by default, unless the options ask for memory or bring a persistence. */
export const openPersistence: Platform['openPersistence'] = async (options, onFault) => {
  if (options.persistence) return options.persistence
  if (options.memory) return memoryPersistence()
  if (options.name !== undefined) {
    throw new AuditError(
      'OPTION_INVALID',
      'There is no IndexedDB here: pass `file`, the path of the database, not `name`.',
    )
  }
  if (options.worker !== undefined) {
    throw new AuditError('OPTION_INVALID', '`worker` is for trails in IndexedDB, and there is none here: leave it out.')
  }
  return filePersistence({ file: filePath(options.file), onFault, now: options.now ?? Date.now })
}

function filePath(file: string | URL | undefined): string {
  if (file === undefined) return join(homedir(), '.tallystick', 'agent_audit.db')
  try {
    return fileURLToPath(file)
  } catch (error) {
    if (typeof file === 'string') return file
    throw toAuditError(error, 'OPTION_INVALID', '`file` takes a path or a file: address')
  }
}

/**
 * The WebAssembly of the sql.js that is installed with the package.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE`.
 */
export async function readWasm(): Promise<Uint8Array> {
  try {
    return await readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'))
  } catch (error) {
    throw toAuditError(
      error,
      'SQLITE_UNAVAILABLE',
      "sql.js's WebAssembly could not be read. Install sql.js, or pass `wasm`",
    )
  }
}
