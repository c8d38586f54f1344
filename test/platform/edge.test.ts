import { describe, expect, test } from 'vitest'
import type { AuditError } from '../../src/error.js'
import { memoryPersistence } from '../../src/persistence/memory/memory.js'
import { openPersistence, readWasm } from '../../src/platform/edge.js'

describe('the platform of other runtimes', () => {
  test('keeps entries in memory and says so', async () => {
    const faults: AuditError[] = []
    const persistence = await openPersistence({}, (fault) => faults.push(fault))
    expect(persistence.durable).toBe(false)
    expect(faults.map(({ code }) => code)).toEqual(['NOT_DURABLE'])
    await persistence.close()
  })

  test('says nothing when memory or a persistence was asked for', async () => {
    const faults: AuditError[] = []
    const own = memoryPersistence()
    await openPersistence({ memory: true }, (fault) => faults.push(fault))
    expect(await openPersistence({ persistence: own }, (fault) => faults.push(fault))).toBe(own)
    expect(faults).toEqual([])
  })

  test('has no WebAssembly of its own, and says what to pass', async () => {
    await expect(readWasm()).rejects.toMatchObject({
      code: 'SQLITE_UNAVAILABLE',
      message: expect.stringContaining('WebAssembly.Module'),
    })
  })
})
