import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openAuditStore } from '../.built/dist/index.js'
import { cycle, inThousands } from '../cycle.mjs'

/**
 * The file of a trail of ours with `count` entries cycled from a run's, after a checkpoint; made once a run. With
 * `sampleLength` the values are cut, for trails that would not fit into memory otherwise.
 */
export function filledTrail({ place, entries }, count, { sampleLength } = {}) {
  return place.shared(`trail-${count}-${sampleLength ?? 'whole'}`, async (folder) => {
    const file = join(folder, 'audit.db')
    const store = await openAuditStore({ file, retention: false, redact: false })
    for (const batch of inThousands(cycle(entries, count, { sampleLength }))) await store.logMany(batch)
    await store.checkpoint()
    await store.close()
    return file
  })
}

/** The file of an export of that trail, one entry a line. */
export async function exportedTrail(context, count) {
  const trail = await filledTrail(context, count)
  return context.place.shared(`export-${count}`, async (folder) => {
    const file = join(folder, 'audit.ndjson')
    const store = await openAuditStore({ file: trail, retention: false })
    await pipeline(Readable.fromWeb(store.streamNdjson()), createWriteStream(file))
    await store.close()
    return file
  })
}
