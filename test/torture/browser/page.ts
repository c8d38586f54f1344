import { indexedDbPersistence } from '../../../src/persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'

/** What the tests ask of a page, as the global `tab`. Everything rejects when the persistence does. */
export interface TabCommands {
  /** Opens the database, with a replica that has read what is there. */
  open(name: string): Promise<void>
  /** Appends numbered frames, so many callers at once, until `stop()`, and tells `acknowledge` of each that resolved. */
  append(prefix: string, callers: number): void
  /** Writes one image after the other until `stop()`, each as soon as there is something new. */
  compact(): void
  /** Ends appending and compacting, and resolves once both have ended. */
  stop(): Promise<void>
  /** What the replica that was made by `open()` has after it has followed the journal. */
  pull(): Promise<readonly string[]>
  /** What a new replica has. */
  frames(): Promise<readonly string[]>
}

declare global {
  var tab: TabCommands
  /** The test's own, outside of the browser: what it was told outlives the page. */
  var acknowledge: (frames: readonly string[]) => Promise<void>
}

/** Some 400 characters, as an entry has them. */
const filler = 'The quick brown fox jumps over the lazy dog. '.repeat(9)

let persistence: Persistence
let replica: Replica
let running = new AbortController()
let tasks: Promise<void>[] = []
let acknowledged: string[] = []

globalThis.tab = {
  async open(name) {
    persistence = await indexedDbPersistence({ name, onFault: raise })
    replica = await Replica.open(persistence)
  },
  append(prefix, callers) {
    let count = 0
    const next = (): string => JSON.stringify({ id: `${prefix}-${count++}`, filler })
    for (let caller = 0; caller < callers; caller += 1) tasks.push(appendUntil(running.signal, next))
  },
  compact() {
    tasks.push(compactUntil(running.signal))
  },
  async stop() {
    running.abort()
    await Promise.all(tasks)
    tasks = []
    running = new AbortController()
    await report()
  },
  pull: async () => (await replica.pull()).map(idOf),
  frames: async () => (await everyFrame(persistence)).map(idOf),
}

async function appendUntil(end: AbortSignal, next: () => string): Promise<void> {
  while (!end.aborted) {
    const frame = next()
    await persistence.append([frame])
    if (acknowledged.push(idOf(frame)) === 1) setTimeout(() => void report())
  }
}

async function compactUntil(end: AbortSignal): Promise<void> {
  const compactor = await Replica.open(persistence)
  while (!end.aborted) {
    await compactor.pull()
    await compactor.checkpoint()
  }
}

async function report(): Promise<void> {
  const frames = acknowledged
  acknowledged = []
  if (frames.length > 0) await globalThis.acknowledge(frames)
}

function idOf(frame: string): string {
  return (JSON.parse(frame) as { id: string }).id
}

function raise(fault: Error): never {
  throw fault
}
