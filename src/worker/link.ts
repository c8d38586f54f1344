import { type BirpcReturn, createBirpc } from 'birpc'
import type { AuditRow } from '../entry/row.js'
import type { SharedPlace } from '../persistence/persistence.js'
import type { GrowthState } from '../storage/sqljs/journal-growth.js'
import type { ReadingSide } from '../storage/sqljs/reading-side.js'
import type { WasmSource } from '../storage/sqljs/wasm-source.js'
import type { PortableFault } from './portable-fault.js'

/** What a page sends to its worker first, with a port: a replica of this place is wanted there. */
export interface ReplicaOrder {
  readonly tallystick: 'replica'
  readonly place: SharedPlace
  /** What the page knows of the journal, also from a replica before. */
  readonly growth: GrowthState
}

/** What can be asked of a replica that is elsewhere. */
export type ReplicaQuestion = Exclude<keyof ReadingSide, 'isLoaded' | 'isImageWorthwhile' | 'faultOf' | 'close'>

/** What is known of a replica without asking it. */
export interface ReplicaState {
  readonly isLoaded: boolean
  readonly isImageWorthwhile: boolean
  readonly growth: GrowthState
}

/** What came of a question, and the state of the replica after it. */
export type ReplicaReply = { readonly state: ReplicaState } & (
  | { readonly answer: unknown }
  | { readonly fault: PortableFault }
)

/** What the page calls in the worker. Questions may follow one another at once; nothing else may overlap. */
export interface WorkerSide {
  ask(question: ReplicaQuestion, args: unknown[]): Promise<ReplicaReply>
}

/** What the worker calls in the page. */
export interface PageSide {
  /** The worker is there. */
  ready(): void
  /** As of `ChangeFeed`. */
  wanted(): number | null | Promise<number | null>
  updated(rows: readonly AuditRow[]): void | Promise<void>
  report(fault: PortableFault): void
  /** The WebAssembly that the page was told to use; null for the worker's own. */
  loadWasm(): Promise<WasmSource | null>
}

/** Ties this side of a port to the other: calls that it makes are answered by `side`. */
export function linkOver<Theirs extends object, Ours extends object>(
  port: MessagePort,
  side: Ours,
): BirpcReturn<Theirs, Ours> {
  return createBirpc<Theirs, Ours>(side, {
    post: (message) => post(port, message),
    on: (listener) => {
      port.onmessage = ({ data }) => listener(data)
    },
    bind: 'functions',
    // An image of a large trail takes as long as it takes.
    timeout: -1,
  })
}

/** As much as is looked at of what crosses. */
interface Message {
  /** Whether it is a question or what came of one. */
  readonly t: 'q' | 's'
  readonly r?: Partial<{ readonly answer: unknown }> | null
}

/** What came of a question and cannot cross is a fault of its own: whoever asked would wait for ever. */
function post(port: MessagePort, message: Message): void {
  try {
    port.postMessage(message, bytesIn(message))
  } catch (error) {
    if (message.t === 'q') throw error
    port.postMessage({ ...message, r: undefined, e: error })
  }
}

/** A database is handed over, not copied. */
function bytesIn(message: Message): Transferable[] {
  const answer = message.r?.answer
  return answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : []
}
