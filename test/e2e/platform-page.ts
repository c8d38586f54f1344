import { AuditError } from '../../src/error.js'
import { openPersistence, readWasm } from '../../src/platform/browser.js'
import * as parts from '../../src/store/on-demand.js'
import type { AuditStoreOptions } from '../../src/store/options.js'
import { everyFrame } from '../../src/testing/persistence/replica.js'

/** What came of `openPersistence()`, as far as it can leave the page. */
export interface Opened {
  readonly durable: boolean
  readonly location: string
  readonly faults: readonly string[]
  /** What is stored after the frames were appended. */
  readonly frames: readonly string[]
}

declare global {
  var platform: {
    /** Opens a persistence, appends the frames one by one, reads all, and closes it. Default: the frame `"one"`. */
    open(options: AuditStoreOptions, frames?: readonly string[]): Promise<Opened>
    /** The size of the WebAssembly, or the error's code and message. */
    wasm(): Promise<number | string>
  }
}

globalThis.platform = {
  async open(options, append = ['"one"']) {
    const faults: string[] = []
    const persistence = await openPersistence(
      options,
      (fault) => faults.push(fault.code),
      async () => parts,
    )
    for (const frame of append) await persistence.append([frame])
    const frames = await everyFrame(persistence)
    await persistence.close()
    return { durable: persistence.durable, location: persistence.location, faults, frames }
  },
  async wasm() {
    try {
      return (await readWasm()).byteLength
    } catch (error) {
      return error instanceof AuditError ? `${error.code}: ${error.message}` : String(error)
    }
  },
}
