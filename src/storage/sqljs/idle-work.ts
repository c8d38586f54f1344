import { breath } from '../../breath.js'

/** Work that is done bit by bit, in between: whatever else there is to do waits for one bit at the most. */
export class IdleWork {
  readonly #bit: () => boolean
  #isOn = false
  #isRunning = false
  #pauses = 0

  /** `bit` does a little, and says whether there is more. Once it throws, nothing more is done. */
  constructor(bit: () => boolean) {
    this.#bit = bit
  }

  /** From now on, does what there is to do. */
  start(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.#wake()
  }

  stop(): void {
    this.#isOn = false
  }

  /** Does nothing while `work` is under way, and looks afterwards whether there is more to do. */
  async pausedFor<T>(work: () => Promise<T>): Promise<T> {
    this.#pauses += 1
    try {
      return await work()
    } finally {
      this.#pauses -= 1
      this.#wake()
    }
  }

  #wake(): void {
    if (!this.#isOn || this.#isRunning || this.#pauses > 0) return
    this.#isRunning = true
    void this.#run()
  }

  async #run(): Promise<void> {
    try {
      do await breath()
      while (this.#isOn && this.#pauses === 0 && this.#bit())
    } catch {
      // All that it would have spared is done when it is asked for, and tells then what is wrong.
      this.#isOn = false
    } finally {
      this.#isRunning = false
    }
  }
}
