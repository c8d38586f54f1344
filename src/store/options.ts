import type { RiskLevel } from '../entry/entry.js'
import type { FaultListener } from '../error.js'
import type { Persistence } from '../persistence/persistence.js'
import type { RedactionOptions } from '../redaction/options.js'
import type { WasmSource } from '../storage/sqljs/wasm-source.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'

/** How long entries are kept. */
export interface RetentionOptions {
  /** Days, more than zero. Default: 30. */
  readonly days?: number | undefined
  /** Other spans for single risk levels, in days. */
  readonly byRisk?: Readonly<Partial<Record<RiskLevel, number>>> | undefined
}

/** Where the WebAssembly of sql.js comes from, or a function that gives it, called when SQLite is first needed. */
export type WasmOption = WasmSource | (() => WasmSource | Promise<WasmSource>)

/** What `openAuditStore()` takes; everything is optional. */
export interface AuditStoreOptions {
  /** Node, Deno, Bun: the database file. Default: `~/.tallystick/agent_audit.db`. */
  readonly file?: string | URL | undefined
  /** Browsers: the name of the IndexedDB database. Default: `agent_audit`. */
  readonly name?: string | undefined
  /** Keeps everything in memory, anywhere, whatever `file` and `name` say. */
  readonly memory?: boolean | undefined
  /** A persistence of your own, in place of the three above. The store closes it. */
  readonly persistence?: Persistence | undefined
  /** Default: 30 days; `false` keeps everything. */
  readonly retention?: RetentionOptions | false | undefined
  /**
   * Characters that each of parameters, result, metadata (as JSON), error and approval reason may have; longer ones are
   * shortened. Default: 4096; `Infinity` keeps all.
   */
  readonly maxDataLength?: number | undefined
  /**
   * What is redacted beside what is known to be secret (passwords, keys, tokens, cookies, card numbers), in all that is
   * logged; imports stay as they are. `false` redacts nothing.
   */
  readonly redact?: RedactionOptions | false | undefined
  /** Default: the file that comes with the package. */
  readonly wasm?: WasmOption | undefined
  /**
   * Browsers: starts a worker whose script imports `tallystick/worker`. What is in IndexedDB is then asked for, exported and
   * compacted there, so that the page stays smooth however large the trail is; what is not in IndexedDB stays in the page.
   * Called at the first question, and again after a worker failed; the store ends the worker as it closes.
   */
  readonly worker?: (() => ReplicaWorker) | undefined
  /** Told of every failed write and of faults in the background, once each. Default: `console.error`. */
  readonly onFault?: FaultListener | undefined
  /** Browsers: asks that the data not be evicted, without waiting for the answer. */
  readonly persist?: boolean | undefined
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined
}
