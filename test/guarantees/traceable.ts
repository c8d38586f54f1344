import { dirname } from 'node:path'
import { expect } from 'vitest'
import type { AuditEntryInput, AuditStore, RiskLevel } from '../../src/index.js'
import { everyEntry, filesHolding, newFile, openStore } from './place.js'

export const day = 86_400_000

/** A text for every field that holds one, none of which may be found after a purge. */
export const traceable = (name: string): AuditEntryInput => ({
  sessionId: `session-of-${name}`,
  stepId: name,
  toolName: `tool-of-${name}`,
  riskLevel: 'safe',
  parameters: { path: `parameter-of-${name}` },
  result: [`result-of-${name}`],
  error: `error-of-${name}`,
  metadata: { note: `metadata-of-${name}` },
  agentId: `agent-of-${name}`,
})

const texts = (name: string): readonly string[] => {
  const { sessionId, toolName, agentId } = traceable(name)
  return [name, sessionId, toolName, `parameter-of-${name}`, `result-of-${name}`, `error-of-${name}`, `${agentId}`]
}

export const old = 'purged-41f7c09e'
export const young = 'kept-93ab2d10'

export const oldEntry = (now: number, riskLevel: RiskLevel = 'safe'): AuditEntryInput => ({
  ...traceable(old),
  riskLevel,
  timestamp: now - 40 * day,
})

export const youngEntry = (now: number): AuditEntryInput => ({ ...traceable(young), timestamp: now })

export const stepsOf = async (store: AuditStore): Promise<readonly string[]> =>
  (await everyEntry(store)).map(({ stepId }) => stepId)

/** Where the old entries' texts still are. */
export const leftovers = (file: string): readonly string[] => filesHolding(dirname(file), texts(old))

/** A trail with old and young entries in an image, in its journal, and in files that were kept from a process that was killed. */
export async function agedTrail(now: number): Promise<string> {
  const file = await newFile()
  const { store } = await openStore(file, { now: () => now })
  await store.logMany([oldEntry(now), youngEntry(now)])
  await store.checkpoint()
  await store.logMany([oldEntry(now), youngEntry(now)])
  await store.checkpoint()
  await store.logMany([oldEntry(now), youngEntry(now)])
  expect(leftovers(file)).not.toEqual([])
  await store.close()
  return file
}
