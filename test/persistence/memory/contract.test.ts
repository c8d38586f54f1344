import { describe, test } from 'vitest'
import { memoryMedium, memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { persistenceContract } from '../../../src/testing/index.js'

const cases = persistenceContract({
  create: async () => {
    const medium = memoryMedium()
    return { open: async () => memoryPersistence({ medium }), destroy: async () => undefined }
  },
})

describe('memoryPersistence', () => {
  for (const { name, run } of cases) test(name, run)
})
