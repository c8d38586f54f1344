import type { AuditStore } from '../store/audit-store.js'
import { openAuditStore } from '../store/open.js'
import type { FaultListener } from '../error.js'

/**
 * Opens the IndexedDB trail of this name, the default one for null, for somebody who only looks: an inspector erases nothing,
 * however old, since it does not know how long the application keeps its entries.
 */
export function openOwnTrail(name: string | null, onFault: FaultListener): Promise<AuditStore> {
  return openAuditStore({ ...(name !== null && { name }), retention: false, onFault })
}
