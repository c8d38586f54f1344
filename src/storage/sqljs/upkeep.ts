import type { JournalGrowth } from './journal-growth.js'

/** After how many milliseconds without an append an image may be written that is due. */
const pauseTime = 100

/** Has images written that are due: in a pause of the appends, or when one cannot wait any longer; once at a time. */
export class Upkeep {
  readonly #growth: JournalGrowth
  readonly #maintain: () => Promise<void>
  #isRunning = false
  #isOver = false
  /** Runs while an image that is due waits for a pause. */
  #pause: ReturnType<typeof setTimeout> | undefined

  /** `maintain` writes the image that is due, and never rejects. */
  constructor(growth: JournalGrowth, maintain: () => Promise<void>) {
    this.#growth = growth
    this.#maintain = maintain
  }

  /** To be called when the journal may have grown. Appends are let through first: an image takes the time of thousands of them. */
  check(): void {
    const { isDue, isOverdue, uncovered } = this.#growth
    if (!isDue || this.#isRunning || this.#isOver) return
    if (isOverdue) return void this.#run()
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined
      if (this.#growth.uncovered > uncovered) this.check()
      else void this.#run()
    }, pauseTime)
  }

  /** Begins nothing any more. */
  stop(): void {
    this.#isOver = true
    clearTimeout(this.#pause)
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    await this.#maintain()
    this.#isRunning = false
  }
}
