import { AuditError, type FaultListener } from '../../error.js'
import type { Persistence } from '../persistence.js'
import { memoryPersistence } from './memory.js'

/** Memory in the place of an IndexedDB that the browser does not give, and why; tells of it as `NOT_DURABLE`. */
export function memoryInstead(cause: unknown, onFault: FaultListener): Persistence {
  onFault(
    new AuditError(
      'NOT_DURABLE',
      'The browser gives this page no IndexedDB, so entries are kept in memory and are lost with the page.',
      { cause },
    ),
  )
  return memoryPersistence()
}
