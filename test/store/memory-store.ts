import { onTestFinished } from 'vitest'
import type { AuditEntryInput } from '../../src/entry/entry.js'
import { type AuditError } from '../../src/error.js'
import type { MemoryMedium } from '../../src/persistence/memory/medium.js'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { openAuditStore } from '../../src/store/open.js'
import type { AuditStoreOptions } from '../../src/store/options.js'

export const day = 86_400_000

/** A store in memory that closes with the test, what it reported, and a clock to turn. */
export interface MemoryStore {
  readonly store: AuditStore
  readonly faults: AuditError[]
  readonly medium: MemoryMedium
  readonly clock: { now: number }
}

/** Opens a store on a medium, or on a new one. */
export async function memoryStore(
  options: AuditStoreOptions = {},
  { medium, clock }: Pick<MemoryStore, 'medium' | 'clock'> = {
    medium: memoryMedium(),
    clock: { now: Date.parse('2026-11-23T12:00:00Z') },
  },
): Promise<MemoryStore> {
  const faults: AuditError[] = []
  const store = await openAuditStore({
    persistence: memoryPersistence({ medium }),
    now: () => clock.now,
    onFault: (fault) => faults.push(fault),
    ...options,
  })
  onTestFinished(() => store.close())
  return { store, faults, medium, clock }
}

/** An entry to log. */
export function action(fields: Partial<AuditEntryInput> = {}): AuditEntryInput {
  return { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'safe', ...fields }
}

/** Every item of an iteration. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** What a promise was rejected with; fails where it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) return outcome.error
  throw new Error('It should have been rejected.')
}
