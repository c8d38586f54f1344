import type { AuditEntry } from '../entry/entry.js'
import type { AuditStore } from '../store/audit-store.js'
import { countFrom, cursorAt, type Place } from './count-from.js'
import type { InspectorFilter } from './inspector-filter.js'
import { Refresher } from './refresher.js'

/** Entries that are read at once. */
const pageLength = 50

/** Pages that are kept beside the first one: what is in view, and something around it. */
const pagesKept = 6

/** New entries that are told apart; there may be more of them. */
export const freshCounted = 10_000

/** What `EntryPages` needs of a store. */
export type EntrySource = Pick<AuditStore, 'query' | 'count' | 'subscribe'>

/**
 * The entries that match, newest first, as rows of a table, of which those near the view are in memory.
 *
 * The rows begin at the entry that was the newest at the start: what comes above it is counted as fresh until somebody asks
 * for new pages, and what comes below it, such as a long call that is logged at its end, becomes a row in its place. An entry
 * that is settled changes in its place.
 */
export class EntryPages {
  /** Which entries these are. */
  readonly filter: InspectorFilter
  readonly #source: EntrySource
  readonly #onChange: () => void
  #pages: Map<number, AuditEntry[]> = new Map()
  /** The first row of all. It stays the first place when its entry is purged. */
  #top: Place | undefined
  readonly #fresh: Map<string, Place> = new Map()
  readonly #rereads: Refresher = new Refresher(() => this.reread())
  readonly #stops: (() => void)[] = []
  #total: number | null = null
  #view: readonly [first: number, last: number] = [0, 0]
  #fault: unknown = null
  #isFilling = false
  #isClosed = false

  constructor(source: EntrySource, filter: InspectorFilter, onChange: () => void) {
    this.#source = source
    this.filter = filter
    this.#onChange = onChange
  }

  /** How many rows there are, or null before they were counted. */
  get total(): number | null {
    return this.#total
  }

  /** How many entries came that are no rows yet, `freshCounted` at most. */
  get fresh(): number {
    return this.#fresh.size
  }

  /** Why the last read failed, or null. */
  get fault(): unknown {
    return this.#fault
  }

  /** How many entries are in memory. */
  get held(): number {
    return [...this.#pages.values()].reduce((sum, page) => sum + page.length, 0)
  }

  /**
   * Reads the first page and counts the rows; those that hold a text may all have to be searched for, and until they are
   * counted there are as many as were read. Never rejects: see `fault`.
   */
  async open(): Promise<void> {
    try {
      // Listening comes first, so that nothing falls between.
      this.#stops.push(
        this.#source.subscribe(this.filter, (entry) => this.#hear(entry)),
        this.#source.subscribe({}, (entry) => this.#replace(entry)),
      )
      await this.#readFirst()
    } catch (error) {
      this.#fault = error
    }
    this.#changed()
  }

  /** Reads what is in view anew and counts the rows: some came or are gone. Fresh entries stay fresh. Never rejects. */
  async reread(): Promise<void> {
    try {
      if (this.#top) await this.#readRows(this.#top)
      else await this.#readFirst()
    } catch (error) {
      this.#fault = error
    }
    this.#changed()
  }

  /** Lets go of the subscriptions; what is read from then on is told to nobody. */
  close(): void {
    this.#isClosed = true
    this.#rereads.stop()
    for (const stop of this.#stops) stop()
  }

  /** The entry of a row, where it is in memory. */
  at(index: number): AuditEntry | undefined {
    return this.#pages.get(Math.floor(index / pageLength))?.[index % pageLength]
  }

  /** The row of an entry, where it is in memory. */
  indexOf(id: string): number | undefined {
    for (const [page, entries] of this.#pages) {
      const index = entries.findIndex((entry) => entry.id === id)
      if (index >= 0) return page * pageLength + index
    }
    return undefined
  }

  /** The row of an entry, in memory or not; null where it is none. Never rejects: what cannot be read is not found. */
  async find(entry: AuditEntry): Promise<number | null> {
    try {
      return this.#top ? await this.#findBelow(this.#top, entry) : null
    } catch {
      return null
    }
  }

  /** Says which rows are in view, the last one included. What lacks of them is read; what is far from them is dropped. */
  show(first: number, last: number): void {
    this.#view = [first, last]
    if (!this.#isFilling && !this.#isClosed && this.#total !== null) void this.#fill()
  }

  async #readFirst(): Promise<void> {
    const query = this.#query(0)
    // Asked together, they are answered from the same state.
    const counting = this.#count(query)
    this.#begin(await query)
    if (this.filter.text === undefined) await counting
  }

  #begin(first: readonly AuditEntry[]): void {
    this.#top = first[0]
    this.#pages = new Map([[0, [...first]]])
    this.#total = Math.max(this.#total ?? 0, first.length)
    // What was heard before the answer is contained in it, or else comes above it.
    const rows = [...this.#fresh.values()].filter((heard) => !isNewer(heard, this.#top))
    for (const { id } of rows) this.#fresh.delete(id)
    if (rows.some(({ id }) => this.indexOf(id) === undefined)) this.#rereads.request()
  }

  async #count(query: Promise<readonly AuditEntry[]>): Promise<void> {
    try {
      const [first, counted] = await Promise.all([query, this.#source.count(this.filter)])
      this.#total = Math.max(counted, first.length)
      this.show(...this.#view)
    } catch (error) {
      this.#fault = error
    }
    this.#changed()
  }

  async #findBelow(top: Place, entry: AuditEntry): Promise<number | null> {
    const [all, rest] = await Promise.all([top, entry].map((place) => countFrom(this.#source, this.filter, place)))
    const row = (all ?? 0) - (rest ?? 0)
    if (row < 0) return null
    // The filter may leave it out.
    const query = { ...this.filter, limit: 1, offset: row, cursor: cursorAt(top) }
    const [found] = await this.#source.query(query)
    return found?.id === entry.id ? row : null
  }

  /** All that is in view is asked together, and takes the place of what was there at once. */
  async #readRows(top: Place): Promise<void> {
    const wanted = [...new Set([0, ...this.#viewed])]
    const [total, ...read] = await Promise.all([
      countFrom(this.#source, this.filter, top),
      ...wanted.map((page) => this.#query(page * pageLength, cursorAt(top))),
    ])
    this.#pages = new Map(wanted.map((page, index) => [page, [...(read[index] ?? [])]]))
    this.#total = total
    this.#fault = null
    this.show(...this.#view)
  }

  /** The view may have moved on while a page was read: each time the page that lacks now is read. */
  async #fill(): Promise<void> {
    this.#isFilling = true
    try {
      for (let page = this.#missing(); page !== undefined && !this.#isClosed; page = this.#missing()) {
        await this.#read(page)
        this.#changed()
      }
    } catch (error) {
      this.#fault = error
      this.#changed()
    }
    this.#isFilling = false
  }

  #missing(): number | undefined {
    return this.#viewed.find((page) => !this.#pages.has(page))
  }

  /** The pages of what is in view. */
  get #viewed(): readonly number[] {
    const first = pageOf(this.#view[0])
    const last = pageOf(Math.min(this.#view[1], (this.#total ?? 0) - 1))
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  }

  /** Counted from the page before, or else from the first row of all, which new entries do not move. */
  async #read(page: number): Promise<void> {
    const pages = this.#pages
    const before = pages.get(page - 1)?.at(-1)
    const start = this.#top && cursorAt(this.#top)
    const entries = await (before ? this.#query(0, before) : this.#query(page * pageLength, start))
    // What was asked for before all was read anew may be in the wrong place by now.
    if (pages !== this.#pages) return
    pages.set(page, [...entries])
    this.#fault = null
    // Fewer than were counted: some were purged.
    if (entries.length < pageLength) this.#total = Math.min(this.#total ?? 0, page * pageLength + entries.length)
    this.#dropFarPages()
  }

  #query(offset: number, cursor?: Place): Promise<readonly AuditEntry[]> {
    const place = cursor && { timestamp: cursor.timestamp, id: cursor.id }
    return this.#source.query({ ...this.filter, limit: pageLength, offset, cursor: place })
  }

  #dropFarPages(): void {
    const middle = pageOf((this.#view[0] + this.#view[1]) / 2)
    const byDistance = [...this.#pages.keys()].toSorted(
      (one, other) => Math.abs(one - middle) - Math.abs(other - middle),
    )
    for (const page of byDistance.slice(pagesKept)) if (page !== 0) this.#pages.delete(page)
  }

  #hear({ timestamp, id }: AuditEntry): void {
    if (isNewer({ timestamp, id }, this.#top)) this.#addFresh({ timestamp, id })
    // A row that is not in memory was settled, or there is one more.
    else if (this.indexOf(id) === undefined) this.#rereads.request()
  }

  #addFresh(place: Place): void {
    this.#fresh.set(place.id, place)
    const [longest] = this.#fresh.keys()
    if (this.#fresh.size > freshCounted && longest !== undefined) this.#fresh.delete(longest)
    this.#changed()
  }

  #replace(entry: AuditEntry): void {
    const index = this.indexOf(entry.id)
    if (index === undefined) return
    this.#pages.get(pageOf(index))?.splice(index % pageLength, 1, entry)
    this.#changed()
  }

  #changed(): void {
    if (!this.#isClosed) this.#onChange()
  }
}

function pageOf(index: number): number {
  return Math.floor(index / pageLength)
}

function isNewer(place: Place, other: Place | undefined): boolean {
  return other === undefined || orderOf(place) > orderOf(other)
}

/** Without its Z a time with three digits sorts before one with six. */
function orderOf({ timestamp, id }: Place): string {
  return `${timestamp.replace('Z', '')} ${id}`
}
