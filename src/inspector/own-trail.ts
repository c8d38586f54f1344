import type { FaultListener } from '../error.js'
import type { AuditStore } from '../store/audit-store.js'
import { openAuditStore } from '../store/open.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'

/** Which trail is opened, and how. */
export interface OwnTrail {
  /** Null for the default one. */
  readonly name: string | null
  readonly worker: (() => ReplicaWorker) | null
  readonly onFault: FaultListener
}

/**
 * Opens an IndexedDB trail for somebody who only looks: an inspector erases nothing, however old, since it does not know how
 * long the application keeps its entries.
 */
export function openOwnTrail({ name, worker, onFault }: OwnTrail): Promise<AuditStore> {
  return openAuditStore({ name: name ?? undefined, worker: worker ?? undefined, retention: false, onFault })
}
