import { createRecorder } from '../../src/recorder/create-recorder.js'
import type { Recorder, RecorderOptions } from '../../src/recorder/recorder.js'
import type { AuditEntry } from '../../src/entry/entry.js'
import type { AuditError } from '../../src/error.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { memoryStore } from '../store/memory-store.js'

/** A recorder over a store in memory, what both reported, and what is recorded so far. */
export interface Recorded {
  readonly recorder: Recorder
  readonly store: AuditStore
  readonly faults: AuditError[]
  /** Oldest first. */
  readonly entries: () => Promise<readonly AuditEntry[]>
}

/** Makes one; approves everything unless told otherwise. */
export async function recorded(options: Partial<RecorderOptions> = {}): Promise<Recorded> {
  const faults: AuditError[] = []
  const store = options.store ?? (await memoryStore({ now: Date.now })).store
  const recorder = createRecorder({
    sessionId: 'session',
    approve: () => 'approved',
    onFault: (fault) => faults.push(fault),
    ...options,
    store,
  })
  return { recorder, store, faults, entries: () => store.query({ order: 'oldest', limit: Infinity }) }
}
