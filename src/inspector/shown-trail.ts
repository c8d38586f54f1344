import type { AuditStore } from '../store/audit-store.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'
import { type AddressName, isUsable, readAddress, writeAddress } from './address.js'
import { entryLink } from './entry-link.js'
import type { InspectorView } from './filter-url.js'
import type { InspectorFilter } from './inspector-filter.js'
import { openOwnTrail } from './own-trail.js'
import { faultWords } from './trail-state.js'
import { TrailView } from './trail-view.js'

/** Which trail is to be shown: a store that is open, or the IndexedDB database of this name, null for the default one. */
export interface TrailChoice {
  readonly name: string | null
  readonly store: AuditStore | null
  /** Starts a worker for that database; null where there is none. */
  readonly worker: (() => ReplicaWorker) | null
  /** Under which name the page's address says what of it is shown. Default: `audit`. */
  readonly address: AddressName | null
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
  #address: AddressName = 'none'
  /** The search part of the page's address, as it was last read or written here. */
  #search = ''
  #turn: object = {}
  #view: TrailView | null = null
  #file: OpenedFile | null = null
  /** What was shown before a file took its place. */
  #left: InspectorView = everything
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

  /** Why the trail could not be opened, or null; a file is shown all the same. */
  get fault(): unknown {
    return this.#file ? null : this.#fault
  }

  /** What the reader should know, until it is dismissed. */
  get notice(): string | null {
    return this.#notice
  }

  /** Shows this trail in place of what was shown, as the page's address says. */
  async start({ name, store, worker, address }: TrailChoice): Promise<void> {
    this.end()
    this.#address = address || 'audit'
    addEventListener('popstate', this.#onPopState)
    const turn = this.#turn
    try {
      const live = store ?? (await openOwnTrail({ name, worker, onFault: (fault) => this.tell(faultWords(fault)) }))
      if (turn !== this.#turn) return store ? undefined : await live.close()
      this.#live = live
      this.#isOurs = store === null
      const view = this.#readAddress()
      // A file was opened meanwhile, and is what somebody looks at.
      if (this.#file) this.#left = view
      else await this.#showView(live, view)
    } catch (error) {
      if (turn === this.#turn) this.#fault = error
      this.#onChange()
    }
  }

  /** Begins again where something could not be shown: with the file, where that is what could not. */
  async retry(choice: TrailChoice): Promise<void> {
    if (!this.#file || !this.#view) return this.start(choice)
    await this.#orTell(this.#showView(this.#file.store, viewOf(this.#view)))
  }

  /** Lets go of everything, and closes what was opened here. */
  end(): void {
    this.#turn = {}
    removeEventListener('popstate', this.#onPopState)
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
    if (this.#view && !this.#file) this.#left = viewOf(this.#view)
    void this.#file?.store.close()
    this.#file = file
    this.#show(file.store, {})
  }

  /** Goes back from a file to the trail before, as it was left. Never rejects. */
  async closeFile(): Promise<void> {
    void this.#file?.store.close()
    this.#file = null
    this.#view?.close()
    this.#view = null
    this.#onChange()
    if (this.#live) await this.#orTell(this.#showView(this.#live, this.#left))
  }

  /** Makes the page's address say what is shown. A file is nowhere but here, so the address stays what it was before. */
  tellAddress(): void {
    if (this.#view && !this.#file) writeAddress(viewOf(this.#view), this.#address)
    this.#search = location.search
  }

  /** The address of the page with the entry of this id open in it; null where nothing leads to it. */
  linkTo(id: string): string | null {
    if (this.#file || this.#address === 'none') return null
    const link = entryLink(document.URL, id, this.#address)
    return isUsable(link) ? link : null
  }

  /** Puts up a notice, or takes it away with null. */
  tell(notice: string | null): void {
    this.#notice = notice
    this.#onChange()
  }

  async #showView(store: AuditStore, { filter, entryId }: InspectorView): Promise<void> {
    await this.#openId(this.#show(store, filter), entryId)
  }

  async #openId({ open }: TrailView, id: string | null): Promise<void> {
    if (id === null) return open.open(null)
    const isThere = await open.openId(id)
    if (!isThere && open === this.#view?.open) this.tell(goneWords)
  }

  #readAddress(): InspectorView {
    this.#search = location.search
    return readAddress(this.#address)
  }

  /** Somebody went back or forward. What is not of this inspector may have changed alone: a link within the page does that. */
  readonly #onPopState = (): void => {
    if (!this.#view || this.#address === 'none' || location.search === this.#search) return
    const view = this.#readAddress()
    if (this.#file) this.#left = view
    else void this.#orTell(this.#turnTo(this.#view, view))
  }

  async #turnTo(shown: TrailView, { filter, entryId }: InspectorView): Promise<void> {
    await Promise.all([shown.setFilter(filter), this.#openId(shown, entryId)])
  }

  /** What goes wrong is said beside what is shown, or in its place where nothing is. */
  async #orTell(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (this.#view) return this.tell(faultWords(error))
      this.#fault = error
      this.#onChange()
    }
  }

  #show(store: AuditStore, filter: InspectorFilter): TrailView {
    this.#view?.close()
    this.#view = new TrailView(store, filter, this.#onChange)
    this.#onChange()
    return this.#view
  }
}

const everything: InspectorView = { filter: {}, entryId: null }

/** What of a trail is shown. */
function viewOf({ filter, open }: TrailView): InspectorView {
  return { filter, entryId: open.entry?.id ?? null }
}

const goneWords = 'The entry that this address names is not in this trail. It may have been purged.'
