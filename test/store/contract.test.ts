import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { openAuditStore } from '../../src/store/open.js'
import { auditStoreContract } from '../../src/testing/index.js'

const cases = auditStoreContract({
  create: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tallystick-store-'))
    return {
      open: (options) => openAuditStore({ ...options, file: join(folder, 'audit.db'), onFault: () => {} }),
      destroy: () => rm(folder, { recursive: true }),
    }
  },
})

describe('a store in a file', () => {
  for (const { name, run } of cases) test(name, run)
})
