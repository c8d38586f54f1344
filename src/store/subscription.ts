import { described } from '../entry/complaint.js'
import type { AuditEntry } from '../entry/entry.js'
import { toEntry } from '../entry/from-row.js'
import { AuditError, type FaultListener } from '../error.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { AuditFilter } from './filter.js'
import { matches } from './matches.js'
import { resolveFilter } from './resolve-filter.js'

/** Who is told of which entries. */
export interface SubscriptionOptions {
  readonly filter: AuditFilter
  readonly listener: (entry: AuditEntry) => void
  /** Told `LISTENER_FAILED` when the listener throws. */
  readonly onFault: FaultListener
}

/**
 * Calls the listener with each entry that is added or settled from now on. Returns what stops it.
 *
 * @throws AuditError `FILTER_INVALID`, and `OPTION_INVALID` for a listener that is no function.
 */
export function subscription(storage: StorageAdapter, { filter, listener, onFault }: SubscriptionOptions): () => void {
  const resolved = resolveFilter(filter)
  if (typeof listener !== 'function') {
    throw new AuditError('OPTION_INVALID', `subscribe() takes a function to call, not ${described(listener)}.`)
  }
  let isListening = true
  const stop = storage.subscribe((rows) => {
    // A listener may stop listening in the middle of what was logged at once.
    for (const row of rows) if (isListening && matches(resolved, row)) void tell(listener, toEntry(row), onFault)
  })
  return () => {
    isListening = false
    stop()
  }
}

/** Awaits what an async listener gives, whose failure would end a Node process. */
async function tell(
  listener: (entry: AuditEntry) => unknown,
  entry: AuditEntry,
  onFault: FaultListener,
): Promise<void> {
  try {
    await listener(entry)
  } catch (error) {
    onFault(new AuditError('LISTENER_FAILED', 'A listener of subscribe() threw.', { cause: error }))
  }
}
