import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { AuditEntry } from '../entry/entry.js'
import { baseStyle } from './base-style.js'
import { chosenStyle } from './chosen-style.js'
import { freshCounted } from './entry-pages.js'
import { entryCells, entryColumns, type SaidBefore, saidBefore } from './entry-row.js'
import { tableStyle } from './entry-table-style.js'
import { formatCount, formatNoun, formatZone } from './format.js'
import { inspectorEvent } from './inspector-event.js'
import { KeptFocus } from './kept-focus.js'
import { KeptPlace } from './kept-place.js'
import { outcomeStyle } from './outcome-mark.js'
import { riskStyle } from './risk-mark.js'
import { RowWindow } from './row-window.js'
import { styleProperties } from './style-properties.js'

/** Rows of entries, of which some are in memory. */
export interface EntryRows {
  readonly total: number | null
  /** How many entries came that are no rows yet. */
  readonly fresh: number
  at(index: number): AuditEntry | undefined
  indexOf(id: string): number | undefined
  /** The row of an entry, in memory or not; null where it is none. */
  find(entry: AuditEntry): Promise<number | null>
  /** Told which rows are in view, the last one included. */
  show(first: number, last: number): void
}

/** Where a key leads from a row, in rows; a page is what fits into the view. */
const steps: Readonly<Record<string, (row: number, page: number, total: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, page) => row + page,
  PageUp: (row, page) => row - page,
  Home: () => 0,
  End: (_row, _page, total) => total - 1,
}

/**
 * The entries as a grid, of which only what is in view exists. The grid keeps the focus and names its active row, so that
 * a row which is scrolled away takes no focus with it.
 *
 * @fires entry-open `{ entry }`
 * @fires fresh-show when the reader asks for the entries that came.
 * @fires fresh-follow when they may become rows by themselves.
 */
export class EntryTable extends LitElement {
  static override properties: PropertyDeclarations = {
    rows: { attribute: false },
    version: { attribute: false },
    selected: { attribute: false, hasChanged: isOther },
    compact: { type: Boolean, reflect: true },
    active: { state: true },
  }
  static override styles: CSSResultGroup = [baseStyle, riskStyle, outcomeStyle, tableStyle, chosenStyle]

  declare rows: EntryRows | null
  /** Grows when something in `rows` changed. */
  declare version: number
  /** The entry whose detail is open. */
  declare selected: AuditEntry | null
  /** Two lines a row, for narrow places. */
  declare compact: boolean
  /** The row that keys act on. */
  declare private active: number

  #rem = 16
  readonly #window: RowWindow = new RowWindow(this, {
    scroller: () => this.#grid,
    count: () => this.rows?.total ?? 0,
    headHeight: () => (this.compact ? 0 : 2 * this.#rem),
    rowHeight: () => this.#rowHeight,
    // Looked up in the middle of an update, it would have all that has changed till then laid out for itself.
    onRoom: () => (this.#rem = remPixels()),
  })

  constructor() {
    super()
    this.rows = null
    this.version = 0
    this.selected = null
    this.compact = false
    this.active = 0
    this.addController(new KeptFocus(this, () => this.#grid))
    this.addController(
      new KeptPlace({
        rows: () => this.rows,
        scroller: () => this.#grid,
        rowHeight: () => this.#rowHeight,
        onMove: (rows) => (this.active += rows),
      }),
    )
  }

  /** Whether new rows at the top would move nothing that somebody looks at closely. */
  get isAtRest(): boolean {
    const grid = this.#grid
    return !grid || (grid.scrollTop === 0 && !grid.matches(':focus, :hover'))
  }

  /** Gives the keyboard to the grid. */
  override focus(): void {
    this.#grid?.focus({ preventScroll: true })
  }

  /** Goes back to the newest entry. */
  toTop(): void {
    this.active = 0
    this.#grid?.scrollTo({ top: 0 })
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('selected')) this.active = this.#selectedRow ?? this.active
    this.active = Math.max(0, Math.min(this.active, (this.rows?.total ?? 0) - 1))
  }

  override render(): TemplateResult {
    const total = this.rows?.total ?? 0
    const { start, height } = this.#window.extent
    return html`
      ${this.#freshButton()}
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label="Entries"
        aria-rowcount=${total + 1}
        aria-colcount=${entryColumns.length}
        aria-activedescendant=${this.#window.indexes.includes(this.active) ? `row-${this.active}` : nothing}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        @pointerenter=${this.#onAttention}
        @pointerleave=${this.#onAttention}
        @focusin=${this.#onAttention}
        @focusout=${this.#onAttention}
      >
        ${this.#head()}
        <div class="all" role="presentation" ${styleProperties({ '--height': `${height}px` })}>
          <div class="window" role="rowgroup" ${styleProperties({ '--start': `${start}px` })}>${this.#body()}</div>
        </div>
      </div>
    `
  }

  override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('selected')) this.#revealSelected()
    const { indexes } = this.#window
    this.rows?.show(indexes[0] ?? 0, indexes.at(-1) ?? 0)
    if ((this.rows?.fresh ?? 0) > 0 && this.isAtRest) this.dispatchEvent(inspectorEvent('fresh-follow'))
  }

  /** The row whose detail is open, where it is in memory. */
  get #selectedRow(): number | undefined {
    return this.selected ? this.rows?.indexOf(this.selected.id) : undefined
  }

  #revealSelected(): void {
    const row = this.#selectedRow
    if (row !== undefined) this.#window.reveal(row)
    else if (this.selected) void this.#seek(this.selected)
  }

  /** The row is read once it is in view. A reader who goes elsewhere meanwhile is left there. */
  async #seek(entry: AuditEntry): Promise<void> {
    const { rows, active } = this
    const row = await rows?.find(entry)
    if (entry.id !== this.selected?.id || active !== this.active) return
    if (rows !== this.rows) return this.#seek(entry)
    if (row == null) return
    this.active = row
    await this.updateComplete
    this.#window.reveal(row)
  }

  get #rowHeight(): number {
    return (this.compact ? 4.25 : 2) * this.#rem
  }

  get #grid(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.grid')
  }

  /** For a reader whose place is kept. For others what comes becomes rows by itself. */
  #freshButton(): TemplateResult | typeof nothing {
    const fresh = this.rows?.fresh ?? 0
    if (fresh === 0 || this.isAtRest) return nothing
    const show = (): boolean => this.dispatchEvent(inspectorEvent('fresh-show'))
    return html`<button class="fresh primary" type="button" @click=${show}>↑ ${freshWords(fresh)}</button>`
  }

  /** The reader has turned to the rows, or away from them. */
  #onAttention(): void {
    this.requestUpdate()
  }

  #head(): TemplateResult {
    const zone = formatZone(new Date())
    const label = (key: string, text: string): unknown =>
      key === 'time' ? html`${text} <span class="zone">${zone}</span>` : text
    return html`<div class="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex="1">
        ${entryColumns.map(([key, text]) => html`<div role="columnheader" class="cell ${key}">${label(key, text)}</div>`)}
      </div>
    </div>`
  }

  #body(): unknown {
    const said = saidBefore(new Date())
    return repeat(
      this.#window.indexes,
      (index) => index,
      (index) => this.#row(index, said),
    )
  }

  #row(index: number, said: SaidBefore): TemplateResult {
    const entry = this.rows?.at(index)
    const names = [index === this.active ? 'active' : '', entry ? '' : 'loading', index % 2 ? 'odd' : ''].join(' ')
    return html`<div
      class="row ${names}"
      role="row"
      id="row-${index}"
      data-index=${index}
      aria-rowindex=${index + 2}
      aria-selected=${entry !== undefined && entry.id === this.selected?.id}
      aria-busy=${entry ? nothing : 'true'}
    >
      ${entry ? entryCells(entry, said) : html`<div role="gridcell" class="cell words faint">Loading …</div>`}
    </div>`
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.rows?.total) return
    const step = steps[event.key]
    if (step) this.#moveTo(step(this.active, this.#window.pageLength, this.rows.total))
    else if (event.key === 'Enter') this.#open(this.active)
    else return
    event.preventDefault()
  }

  #moveTo(index: number): void {
    this.active = Math.max(0, Math.min(index, (this.rows?.total ?? 0) - 1))
    this.#window.reveal(this.active)
    // In a low place what is around the rows scrolls, too.
    this.#grid?.scrollIntoView({ block: 'nearest' })
  }

  #onClick(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    // Somebody who marks text to copy it does not open anything.
    if (!row || document.getSelection()?.type === 'Range') return
    this.active = Number(row.dataset['index'])
    this.#open(this.active)
  }

  #open(index: number): void {
    const entry = this.rows?.at(index)
    if (entry) this.dispatchEvent(inspectorEvent('entry-open', { entry }))
  }
}

function isOther(entry: AuditEntry | null, before: AuditEntry | null | undefined): boolean {
  return entry?.id !== before?.id
}

function freshWords(fresh: number): string {
  return fresh < freshCounted
    ? formatNoun(fresh, 'new entry', 'new entries')
    : `${formatCount(fresh)} or more new entries`
}

/** How many pixels the reader's own font size makes of a rem. */
function remPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}

customElements.define('audit-entries', EntryTable)

declare global {
  interface HTMLElementTagNameMap {
    'audit-entries': EntryTable
  }
}
