import type { AuditStore } from '../store/audit-store.js'
import { readAddress } from './address.js'
import type { InspectorFilter } from './inspector-filter.js'
import { openOwnTrail } from './own-trail.js'
import { faultWords } from './trail-state.js'
import { TrailView } from './trail-view.js'

/** Which trail is to be shown: a store that is open, or the IndexedDB database of this name, null for the default one. */
export interface TrailChoice {
  readonly name: string | null
  readonly store: AuditStore | null
}

/** A trail out of a file, which is looked at for now. */
export interface OpenedFile {
  readonly store: AuditStore
  readonly name: string
}

/** The trail that the inspector shows: opened when it begins, let go of when it ends, with a file in its place for a while. */
export class ShownTrail {
  readonly #onChange: () => void
  #live: AuditStore | null = null
  #isOurs = false
  #turn: object = {}
  #view: TrailView | null = null
  #file: OpenedFile | null = null
  #fault: unknown = null
  #notice: string | null = null

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Null before the trail is open. */
  get view(): TrailView | null {
    return this.#view
  }

  get file(): OpenedFile | null {
    return this.#file
  }

  /** Why the trail could not be opened, or null. */
  get fault(): unknown {
    return this.#fault
  }

  /** What the reader should know, until it is dismissed. */
  get notice(): string | null {
    return this.#notice
  }

  /** Shows this trail in place of what was shown, as the page's address says. */
  async start({ name, store }: TrailChoice): Promise<void> {
    this.end()
    const turn = this.#turn
    try {
      const live = store ?? (await openOwnTrail(name, (fault) => this.tell(faultWords(fault))))
      if (turn !== this.#turn) return store ? undefined : await live.close()
      this.#live = live
      this.#isOurs = store === null
      const { filter, entryId } = readAddress()
      const { open } = this.#show(live, filter)
      if (entryId !== null && !(await open.openId(entryId))) this.tell(goneWords)
    } catch (error) {
      if (turn === this.#turn) this.#fault = error
      this.#onChange()
    }
  }

  /** Lets go of everything, and closes what was opened here. */
  end(): void {
    this.#turn = {}
    this.#view?.close()
    void this.#file?.store.close()
    if (this.#isOurs) void this.#live?.close()
    this.#live = null
    this.#view = null
    this.#file = null
    this.#fault = null
    this.#notice = null
    this.#onChange()
  }

  /** Shows a trail out of a file, which it closes later. */
  openFile(file: OpenedFile): void {
    void this.#file?.store.close()
    this.#file = file
    this.#show(file.store, {})
  }

  /** Goes back from a file to the trail before. */
  closeFile(): void {
    void this.#file?.store.close()
    this.#file = null
    if (this.#live) this.#show(this.#live, {})
  }

  /** Puts up a notice, or takes it away with null. */
  tell(notice: string | null): void {
    this.#notice = notice
    this.#onChange()
  }

  #show(store: AuditStore, filter: InspectorFilter): TrailView {
    this.#view?.close()
    this.#view = new TrailView(store, filter, this.#onChange)
    this.#onChange()
    return this.#view
  }
}

const goneWords = 'The entry that this address names is not in this trail. It may have been purged.'
