import type { ReactiveController } from 'lit'
import type { AuditEntry } from '../entry/entry.js'
import type { EntryRows } from './entry-table.js'

/** Whose place it is. */
export interface KeptPlaceOptions {
  readonly rows: () => EntryRows | null
  readonly scroller: () => HTMLElement | null
  /** In pixels. */
  readonly rowHeight: () => number
  /** Told by how many rows the place has moved. */
  readonly onMove: (rows: number) => void
}

/** What stood where. */
interface Held {
  readonly rows: EntryRows
  readonly row: number
  readonly entry: AuditEntry
  readonly scrollTop: number
}

/** Keeps the reader's place in a table: when rows come or go above what is in view, it is scrolled by as many. */
export class KeptPlace implements ReactiveController {
  readonly #options: KeptPlaceOptions
  #held: Held | null = null

  constructor(options: KeptPlaceOptions) {
    this.#options = options
  }

  hostUpdated(): void {
    const held = this.#held
    const rows = this.#options.rows()
    this.#held = rows && this.#hold(rows)
    if (!held || held.rows !== rows) return
    const now = rows.at(held.row)
    if (now && now.id !== held.entry.id) void this.#follow(held)
  }

  #hold(rows: EntryRows): Held | null {
    const scrollTop = this.#options.scroller()?.scrollTop ?? 0
    const row = Math.ceil(scrollTop / this.#options.rowHeight())
    const entry = rows.at(row)
    return entry ? { rows, row, entry, scrollTop } : null
  }

  /** Awaited even where the row is in memory: the host must not change while it draws, and is not seen before. */
  async #follow({ rows, row, entry, scrollTop }: Held): Promise<void> {
    const to = await (rows.indexOf(entry.id) ?? rows.find(entry))
    if (to === null || rows !== this.#options.rows()) return
    this.#options.scroller()?.scrollTo({ top: scrollTop + (to - row) * this.#options.rowHeight() })
    this.#options.onMove(to - row)
  }
}
