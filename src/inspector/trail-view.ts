import type { AuditStore } from '../store/audit-store.js'
import { EntryPages } from './entry-pages.js'
import { type InspectorFilter, sameFilter } from './inspector-filter.js'
import { OpenEntry } from './open-entry.js'
import { type Overview, readOverview } from './overview.js'
import { PurgeWatch } from './purge-watch.js'
import { Refresher } from './refresher.js'

/** What is shown of one store: the entries that match a filter, what they come to, and the entry that is open. */
export class TrailView {
  readonly store: AuditStore
  readonly open: OpenEntry
  readonly #onChange: () => void
  readonly #overviews: Refresher = new Refresher(() => this.#readOverview())
  readonly #purges: PurgeWatch
  readonly #stop: () => void
  #filter: InspectorFilter
  #pages: EntryPages
  #overview: Overview | null = null
  /** Why the overview, and the entries that are asked for, could not be read. */
  #fault: unknown = null
  #unread: unknown = null
  #version = 0
  #isClosed = false

  constructor(store: AuditStore, filter: InspectorFilter, onChange: () => void) {
    this.store = store
    this.#filter = filter
    this.#onChange = onChange
    this.open = new OpenEntry(store, () => this.#changed())
    this.#pages = this.#newPages()
    this.#stop = store.subscribe({}, (entry) => {
      this.#overviews.request()
      void this.open.hear(entry)
    })
    this.#purges = new PurgeWatch(store, () => this.followPurge())
    void this.#pages.open()
    this.#overviews.request()
  }

  get filter(): InspectorFilter {
    return this.#filter
  }

  get pages(): EntryPages {
    return this.#pages
  }

  /** Null until it is read. */
  get overview(): Overview | null {
    return this.#overview
  }

  /** Why something could not be read, or null. */
  get fault(): unknown {
    return this.#unread ?? this.#pages.fault ?? this.#fault
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  /** Whether there is something to look at, however old. */
  get isShown(): boolean {
    return this.#pages.total !== null && (this.#overview !== null || this.fault === null)
  }

  /** Whether the trail holds nothing, whatever is filtered. */
  get isEmpty(): boolean {
    return this.#pages.total === 0 && this.#pages.fresh === 0 && Object.keys(this.#filter).length === 0
  }

  /** Shows what matches this filter. The entries before stay in view until the new ones are read. */
  async setFilter(filter: InspectorFilter): Promise<void> {
    if (sameFilter(filter, this.#filter)) return
    this.#filter = filter
    await this.reload()
  }

  /** Makes rows of the entries that came. */
  async showFresh(): Promise<void> {
    if (!this.#isClosed) await this.#replacePages()
  }

  /** Reads everything anew: the entries first, since they are what somebody looks at. */
  async reload(): Promise<void> {
    const replaced = this.#replacePages()
    this.#overviews.hurry()
    await replaced
  }

  /** Reads anew what is shown, of which some was purged. The reader keeps their place. */
  followPurge(): void {
    void this.#pages.reread()
    void this.open.recheck()
    this.#overviews.hurry()
  }

  /** Stops listening. The store stays open. */
  close(): void {
    this.#isClosed = true
    this.#stop()
    this.#purges.stop()
    this.#overviews.stop()
    this.#pages.close()
  }

  async #replacePages(): Promise<void> {
    const pages = this.#newPages()
    await pages.open()
    // Another filter may have been set since.
    if (this.#isClosed || pages.filter !== this.#filter) return pages.close()
    this.#unread = pages.total === null ? pages.fault : null
    // What is there is better than nothing.
    const [kept, gone] = this.#unread === null ? [pages, this.#pages] : [this.#pages, pages]
    gone.close()
    this.#pages = kept
    this.#changed()
  }

  #newPages(): EntryPages {
    return new EntryPages(this.store, this.#filter, () => this.#changed())
  }

  async #readOverview(): Promise<void> {
    const filter = this.#filter
    try {
      const overview = await readOverview(this.store, filter)
      if (filter !== this.#filter) return
      this.#overview = overview
      this.#fault = null
    } catch (error) {
      this.#fault = error
    }
    this.#changed()
  }

  #changed(): void {
    this.#version += 1
    if (!this.#isClosed) this.#onChange()
  }
}
