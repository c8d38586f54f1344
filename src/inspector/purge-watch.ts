import type { AuditStore } from '../store/audit-store.js'
import { Refresher } from './refresher.js'

const tickMs = 5_000

/**
 * Tells when entries were purged, here or in another tab: a store tells of what comes, and not of what goes, so it is asked
 * now and then. In a tab that nobody sees it waits until somebody does.
 */
export class PurgeWatch {
  readonly #store: Pick<AuditStore, 'purges'>
  readonly #onPurge: () => void
  readonly #asking: Refresher = new Refresher(() => this.#ask())
  readonly #timer: ReturnType<typeof setInterval>
  /** How many purges there were; null before that is known. */
  #known: number | null = null

  constructor(store: Pick<AuditStore, 'purges'>, onPurge: () => void) {
    this.#store = store
    this.#onPurge = onPurge
    this.#timer = setInterval(() => this.#asking.request(), tickMs)
    this.#asking.request()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#asking.stop()
  }

  async #ask(): Promise<void> {
    try {
      const { length } = await this.#store.purges()
      const isMore = this.#known !== null && length > this.#known
      this.#known = length
      if (isMore) this.#onPurge()
    } catch {
      // A store that cannot be read is told where the entries are.
    }
  }
}
