import { describe, test } from 'vitest'
import { auditStoreContract, storageContract } from '../../src/testing/index.js'
import { memoryPlace } from '../testing/memory-place.js'
import { storageOver, storeOver } from '../testing/over.js'

describe('sqljsStorage in memory', () => {
  const cases = storageContract({ faults: true, create: async () => memoryPlace(storageOver) })
  for (const { name, run } of cases) test(name, run)
})

describe('a store over sqljsStorage in memory', () => {
  const cases = auditStoreContract({ faults: true, create: async () => memoryPlace(storeOver) })
  for (const { name, run } of cases) test(name, run)
})
