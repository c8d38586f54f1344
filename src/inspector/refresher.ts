/** A tenth of the time goes into refreshing, or so. */
const restFactor = 10
const shortestRestMs = 300
const longestRestMs = 2_000

/**
 * Runs a task when it is asked to, never twice at once, and not much more often than the task can bear: the longer it takes,
 * the longer it rests. In a tab that nobody sees it waits until somebody does.
 */
export class Refresher {
  readonly #task: () => Promise<void>
  #isAsked = false
  #isBusy = false
  #isStopped = false
  #wake: () => void = () => {}

  /** The task handles its own errors. */
  constructor(task: () => Promise<void>) {
    this.#task = task
  }

  /** Runs the task, at once unless it runs or rests; it runs after this call in any case. */
  request(): void {
    this.#isAsked = true
    if (!this.#isBusy) void this.#run()
  }

  /** The same, without waiting for the end of a rest: somebody asked for it. */
  hurry(): void {
    this.request()
    this.#wake()
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    this.#isBusy = true
    while (this.#isAsked && !this.#isStopped) {
      this.#isAsked = false
      const start = performance.now()
      await this.#task()
      const wanted = restFactor * (performance.now() - start)
      await this.#rest(Math.min(longestRestMs, Math.max(shortestRestMs, wanted)))
    }
    this.#isBusy = false
  }

  async #rest(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      setTimeout(resolve, ms)
    })
    // A hidden tab is given no frame.
    if (document.hidden) await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
