/** Writes frames, all or none, and resolves once they are on disk. */
export type WriteFrames = (frames: readonly string[]) => Promise<void>

interface Call {
  readonly frames: readonly string[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Lets appends that come while a write is under way share the next one. A lone append waits for nothing but the other
 * calls of the same turn.
 */
export class GroupCommit {
  readonly #write: WriteFrames
  readonly #underWay = new Set<Promise<void>>()
  #waiting: Call[] = []
  #draining = false

  constructor(write: WriteFrames) {
    this.#write = write
  }

  /** Resolves once the frames are written, all or none, with others or alone. */
  append(frames: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ frames: [...frames], resolve, reject })
      if (this.#draining) return
      this.#draining = true
      queueMicrotask(() => void this.#drain())
    })
  }

  /** Starts writing what waits within this call, beside a write under way. Resolves when every append so far is settled. */
  async flush(): Promise<void> {
    void this.#next()
    await Promise.all(this.#underWay)
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.#next()
    this.#draining = false
  }

  async #next(): Promise<void> {
    const calls = this.#waiting
    if (calls.length === 0) return
    this.#waiting = []
    const settled = this.#settle(calls)
    this.#underWay.add(settled)
    await settled
    this.#underWay.delete(settled)
  }

  /** Writes the calls together; when that fails, each alone, so that one too large for the disk takes no other with it. */
  async #settle(calls: readonly Call[]): Promise<void> {
    try {
      await this.#write(calls.flatMap((call) => call.frames))
      for (const call of calls) call.resolve()
    } catch (error) {
      if (calls.length === 1) calls[0]?.reject(error)
      else for (const call of calls) await this.#settle([call])
    }
  }
}
