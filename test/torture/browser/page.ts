import { readChunks } from '../../../src/persistence/indexeddb/image-reader.js'
import { writeImage, writePatch } from '../../../src/persistence/indexeddb/image-writer.js'
import { indexedDbPersistence } from '../../../src/persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { filler, installTab } from './install-tab.js'

let persistence: Persistence
let replica: Replica

installTab({
  async open(name) {
    persistence = await indexedDbPersistence({
      name,
      onFault: raise,
      loadImageParts: async () => ({ readChunks, writeImage, writePatch }),
    })
    replica = await Replica.open(persistence)
  },
  append: (id) => persistence.append([JSON.stringify({ id, filler })]),
  async compactor() {
    const compactor = await Replica.open(persistence)
    return async () => {
      await compactor.pull()
      await compactor.checkpoint()
    }
  },
  pull: async () => (await replica.pull()).map(idOf),
  frames: async () => (await everyFrame(persistence)).map(idOf),
})

function idOf(frame: string): string {
  return (JSON.parse(frame) as { id: string }).id
}

function raise(fault: Error): never {
  throw fault
}
