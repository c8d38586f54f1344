import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cycle, inThousands } from './cycle.mjs'

const data = fileURLToPath(new URL('.data/', import.meta.url))

/**
 * Where a run keeps its files: beside the benchmark, on a disk, since a system's temporary folder is often memory, where
 * durability costs nothing.
 */
export class Place {
  #folder
  #trails = new Map()

  constructor() {
    mkdirSync(data, { recursive: true })
    this.#folder = mkdtempSync(join(data, 'run-'))
  }

  /** A new, empty folder. */
  folder(name) {
    return mkdtempSync(join(this.#folder, `${name}-`))
  }

  /**
   * The file of a trail of `count` entries cycled from `traces`, after a checkpoint. Made at the first call and shared by
   * the cases of a run, which only read it.
   */
  async trail(openAuditStore, traces, count) {
    if (!this.#trails.has(count)) {
      const file = join(this.folder('trail'), 'audit.db')
      await fill(openAuditStore, file, cycle(traces, count))
      this.#trails.set(count, file)
    }
    return this.#trails.get(count)
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Logs `entries` into a new trail at `file`, a thousand at a time, and leaves it checkpointed. */
export async function fill(openAuditStore, file, entries) {
  const store = await openAuditStore({ file, retention: false, redact: false })
  for (const batch of inThousands(entries)) await store.logMany(batch)
  await store.checkpoint()
  await store.close()
}
