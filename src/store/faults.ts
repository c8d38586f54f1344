import { type AuditError, type FaultListener, toAuditError } from '../error.js'

/** Passes each fault on once, however many calls it failed. A listener that throws breaks nothing. */
export function reportOnce(listener: FaultListener): FaultListener {
  const told = new WeakSet<AuditError>()
  return (fault) => {
    if (told.has(fault)) return
    told.add(fault)
    void tell(listener, fault)
  }
}

/** Awaits what an async listener gives, whose failure would end a Node process. */
async function tell(listener: (fault: AuditError) => unknown, fault: AuditError): Promise<void> {
  try {
    await listener(fault)
  } catch (error) {
    console.error(error)
  }
}

/** The promise itself, which may now fail unawaited without crashing the process: its fault reaches `report`. */
export function watched<T>(promise: Promise<T>, report: FaultListener): Promise<T> {
  promise.catch((error: unknown) => report(toAuditError(error, 'STORAGE_FAILED', 'The audit store failed')))
  return promise
}
