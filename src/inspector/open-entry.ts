import type { AuditEntry } from '../entry/entry.js'
import type { AuditStore } from '../store/audit-store.js'

/** The entries before and after one in its session. */
interface Neighbours {
  readonly previous: AuditEntry | null
  readonly next: AuditEntry | null
}

const nobody: Neighbours = { previous: null, next: null }

/** The entry whose detail is open, and its neighbours once they are read. */
export class OpenEntry {
  readonly #store: Pick<AuditStore, 'get' | 'query'>
  readonly #onChange: () => void
  #entry: AuditEntry | null = null
  #neighbours: Neighbours = nobody
  #isGone = false
  /** The entry that was asked for last. What is read for another one comes too late. */
  #wantedId: string | null = null

  constructor(store: Pick<AuditStore, 'get' | 'query'>, onChange: () => void) {
    this.#store = store
    this.#onChange = onChange
  }

  get entry(): AuditEntry | null {
    return this.#entry
  }

  get neighbours(): Neighbours {
    return this.#neighbours
  }

  /** Whether the entry was purged since it was opened. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** Opens an entry, or closes with null. */
  async open(entry: AuditEntry | null): Promise<void> {
    const isSame = entry !== null && entry.id === this.#entry?.id
    this.#wantedId = entry?.id ?? null
    this.#entry = entry
    if (!isSame) {
      this.#neighbours = nobody
      this.#isGone = false
    }
    this.#onChange()
    if (entry) await this.#readNeighbours(entry)
  }

  /**
   * Opens the entry of this id, unless another one is asked for meanwhile. Resolves with whether there is one; where there is
   * none, nothing is open.
   */
  async openId(id: string): Promise<boolean> {
    this.#wantedId = id
    const entry = await this.#store.get(id)
    if (this.#wantedId !== id) return true
    await this.open(entry)
    return entry !== null
  }

  /** An entry was logged or settled: it may be the open one, or follow it. */
  async hear(entry: AuditEntry): Promise<void> {
    const open = this.#entry
    if (entry.id === open?.id) await this.open(entry)
    else if (open && entry.sessionId === open.sessionId && !this.#neighbours.next) await this.#readNeighbours(open)
  }

  /** Entries were purged: the open one may be among them, or its neighbours. Never rejects. */
  async recheck(): Promise<void> {
    const open = this.#entry
    if (!open) return
    const found = await this.#store.get(open.id).catch(() => open)
    if (this.#entry?.id !== open.id) return
    this.#isGone = found === null
    await this.#readNeighbours(open)
    this.#onChange()
  }

  async #readNeighbours(entry: AuditEntry): Promise<void> {
    const near = { sessionId: entry.sessionId, cursor: entry, limit: 1 }
    try {
      const [[previous = null], [next = null]] = await Promise.all([
        this.#store.query({ ...near, order: 'newest' }),
        this.#store.query({ ...near, order: 'oldest' }),
      ])
      if (this.#entry?.id !== entry.id) return
      this.#neighbours = { previous, next }
      this.#onChange()
    } catch {
      // The entry is shown all the same. A store that cannot be read is told where the entries are.
    }
  }
}
