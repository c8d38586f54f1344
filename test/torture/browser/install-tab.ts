/** What the tests ask of a page, as the global `tab`. Everything rejects when what is under test does. */
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

/** What a tab writes to: a persistence, or a whole store. Frames go by their ids. */
export interface Subject extends Pick<TabCommands, 'open' | 'pull' | 'frames'> {
  /** Keeps a frame and resolves once it is durable. */
  append(id: string): Promise<void>
  /** Makes a function that writes an image of everything that is there when it is called. */
  compactor(): Promise<() => Promise<unknown>>
}

/** Some 400 characters, as an entry has them. */
export const filler: string = 'The quick brown fox jumps over the lazy dog. '.repeat(9)

/** Work that goes on until it is stopped, and word of what became durable in it. */
class TabWork {
  #running = new AbortController()
  #tasks: Promise<void>[] = []
  #acknowledged: string[] = []

  /** Repeats `step` until `stop()`. Each is begun when the one before has ended. */
  repeat(step: () => Promise<unknown>): void {
    this.#tasks.push(this.#repeat(step, this.#running.signal))
  }

  /** Tells the test, before long, that this frame is durable. */
  acknowledge(id: string): void {
    if (this.#acknowledged.push(id) === 1) setTimeout(() => void this.#report())
  }

  async stop(): Promise<void> {
    this.#running.abort()
    await Promise.all(this.#tasks)
    this.#tasks = []
    this.#running = new AbortController()
    await this.#report()
  }

  async #repeat(step: () => Promise<unknown>, end: AbortSignal): Promise<void> {
    while (!end.aborted) await step()
  }

  async #report(): Promise<void> {
    const frames = this.#acknowledged
    this.#acknowledged = []
    if (frames.length > 0) await globalThis.acknowledge(frames)
  }
}

/** Makes the page do what the tests ask of it, to this subject. */
export function installTab(subject: Subject): void {
  const { open, pull, frames } = subject
  const work = new TabWork()
  globalThis.tab = {
    open,
    pull,
    frames,
    append(prefix, callers) {
      let count = 0
      const step = async (): Promise<void> => {
        const id = `${prefix}-${count++}`
        await subject.append(id)
        work.acknowledge(id)
      }
      for (let caller = 0; caller < callers; caller += 1) work.repeat(step)
    },
    compact() {
      const compactor = subject.compactor()
      work.repeat(async () => (await compactor)())
    },
    stop: () => work.stop(),
  }
}
