import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { Persistence } from '../../src/persistence/persistence.js'
import { type ContractPlace, faultyPersistence } from '../../src/testing/index.js'

/** A place in memory for a contract suite, at which appends can be made to fail. */
export function memoryPlace<Opened, Options>(
  openOver: (persistence: Persistence, options?: Options) => Promise<Opened>,
): ContractPlace<Opened, Options> {
  const medium = memoryMedium()
  let broken = false
  const persistence = (): Persistence =>
    faultyPersistence(memoryPersistence({ medium }), (operation) =>
      broken && operation === 'append' ? 'before' : null,
    )
  return {
    open: (options) => openOver(persistence(), options),
    destroy: async () => {},
    breakAppends: async () => {
      broken = true
      return async () => {
        broken = false
      }
    },
  }
}
