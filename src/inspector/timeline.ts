import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { riskLevels } from '../entry/validate.js'
import type { AuditBucket } from '../store/audit-store.js'
import { barAt, type BarSelection, isSelected, movedSelection } from './bar-selection.js'
import { baseStyle } from './base-style.js'
import { chosenStyle } from './chosen-style.js'
import { ColourScheme } from './colour-scheme.js'
import { inspectorEvent } from './inspector-event.js'
import { KeptFocus } from './kept-focus.js'
import { riskMark, riskStyle } from './risk-mark.js'
import { rangeLabel, type RangeLabel, rangeOf, selectionWords, type TimeRange, utcRange } from './timeline-bucket.js'
import { TimelinePlot } from './timeline-plot.js'
import { timelineStyle } from './timeline-style.js'
import { timelineTable } from './timeline-table.js'

/**
 * `<audit-timeline>`: how much happened when, as bars stacked by risk. Dragging over bars sets the time range, and so do the
 * arrows (with Shift for more than one bar) and Enter; a table says the same in numbers.
 *
 * @fires range-select with the time range, or null for all of the time.
 */
export class Timeline extends LitElement {
  static override styles: CSSResultGroup = [baseStyle, riskStyle, timelineStyle, chosenStyle]
  static override properties: PropertyDeclarations = {
    buckets: { attribute: false },
    zoomed: { type: Boolean },
    reading: { type: Boolean },
    selection: { state: true },
    active: { state: true },
    asTable: { state: true },
  }

  declare buckets: readonly AuditBucket[]
  /** Whether a time range is set, which can then be taken back. */
  declare zoomed: boolean
  /** Whether there are no bars because they are still read. */
  declare reading: boolean
  /** The bars that are about to be chosen. */
  declare private selection: BarSelection | null
  /** The bar that keys act on. */
  declare private active: number
  declare private asTable: boolean
  #plot: TimelinePlot | null = null
  #isDragging = false
  readonly #size: ResizeObserver = new ResizeObserver(() => this.#plot?.fit())

  constructor() {
    super()
    this.buckets = []
    this.zoomed = false
    this.reading = false
    this.selection = null
    this.active = 0
    this.asTable = false
    this.addController(new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('.bars, p')))
    this.addController(new ColourScheme(this, () => this.#plot?.redraw()))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#drop()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.requestUpdate('buckets')
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('buckets')) return
    this.active = Math.max(0, Math.min(this.active, this.buckets.length - 1))
    // Bars that came in meanwhile have moved what was dragged over.
    if (!this.#isDragging) this.selection = null
  }

  override render(): TemplateResult {
    if (this.buckets.length === 0) return this.#noBars()
    return html`<div class="chart">
        <div class="plot" aria-hidden="true"></div>
        ${this.#bars()}
      </div>
      <div class="below">
        ${this.#readout()}
        <ul class="legend" aria-label="Risk">
          ${riskLevels.map((level) => html`<li><span class=${level}>${riskMark(level)}</span>${level}</li>`)}
        </ul>
        ${this.#wholeTime()}
        <button type="button" aria-expanded=${this.asTable} @click=${this.#toggleTable}>Table</button>
      </div>
      ${this.asTable ? timelineTable(this.buckets, (bucket) => this.#choose(bucket)) : nothing}`
  }

  #noBars(): TemplateResult {
    if (this.reading) return html`<p class="faint reading" tabindex="-1">Reading …</p>`
    return html`<p class="faint" tabindex="-1">Nothing happened in this time.${this.#wholeTime()}</p>`
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const place = this.renderRoot.querySelector<HTMLElement>('.plot')
    if (!place) return this.#drop()
    if (!this.#plot) {
      this.#plot = new TimelinePlot(place)
      this.#size.observe(place)
    } else if (!changed.has('buckets')) return
    this.#plot.show(this.buckets)
  }

  #drop(): void {
    this.#size.disconnect()
    this.#plot?.destroy()
    this.#plot = null
  }

  #bars(): TemplateResult {
    const label = rangeLabel(this.buckets)
    return html`<div
      class="bars"
      role="listbox"
      tabindex="0"
      aria-label="Actions over time"
      aria-description="Shift and arrows mark several bars, Enter sets the time range"
      aria-orientation="horizontal"
      aria-multiselectable="true"
      aria-activedescendant="bar-${this.active}"
      @keydown=${this.#onKey}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onCancel}
    >
      ${this.buckets.map((bucket, index) => this.#bar(bucket, index, label))}
    </div>`
  }

  #bar(bucket: AuditBucket, index: number, label: RangeLabel): TemplateResult {
    const words = selectionWords(this.buckets, { anchor: index, active: index }, label)
    return html`<div
      role="option"
      id="bar-${index}"
      class=${index === this.active ? 'active' : ''}
      title=${`${words}\n${utcRange(bucket)}`}
      aria-label=${words}
      aria-selected=${this.selection !== null && isSelected(this.selection, index)}
    ></div>`
  }

  #readout(): TemplateResult {
    const selection = this.selection ?? { anchor: 0, active: this.buckets.length - 1 }
    const range = rangeOf(this.buckets, selection)
    const words = selectionWords(this.buckets, selection)
    return html`<p class="readout" title=${range ? utcRange(range) : nothing}>${words}</p>`
  }

  #wholeTime(): TemplateResult | typeof nothing {
    if (!this.zoomed) return nothing
    return html` <button type="button" @click=${() => this.#choose(null)}>Whole time</button>`
  }

  #toggleTable(): void {
    this.asTable = !this.asTable
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const current = this.selection ?? { anchor: this.active, active: this.active }
    const moved = movedSelection(current, event, this.buckets.length)
    if (moved) this.#select(moved)
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(rangeOf(this.buckets, current))
    else if (event.key === 'Escape' && this.selection) this.selection = null
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #onDown(event: PointerEvent): void {
    const bar = this.#barUnder(event)
    if (event.button !== 0 || bar === null) return
    this.#isDragging = true
    this.#select({ anchor: bar, active: bar })
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
  }

  #onMove(event: PointerEvent): void {
    const bar = this.#barUnder(event)
    if (this.#isDragging && this.selection && bar !== null) this.#select({ ...this.selection, active: bar })
  }

  #onUp(): void {
    if (!this.#isDragging || !this.selection) return
    this.#isDragging = false
    this.#choose(rangeOf(this.buckets, this.selection))
  }

  #onCancel(): void {
    this.#isDragging = false
    this.selection = null
  }

  #barUnder({ currentTarget, clientX }: PointerEvent): number | null {
    if (!(currentTarget instanceof Element)) return null
    const { left, width } = currentTarget.getBoundingClientRect()
    return barAt((clientX - left) / width, this.buckets.length)
  }

  #select(selection: BarSelection): void {
    this.selection = selection
    this.active = selection.active
  }

  #choose(range: TimeRange | null): void {
    this.selection = null
    this.zoomed = range !== null
    const detail = range && { from: range.from, to: range.to }
    this.dispatchEvent(inspectorEvent('range-select', detail))
  }
}

customElements.define('audit-timeline', Timeline)

declare global {
  interface HTMLElementTagNameMap {
    'audit-timeline': Timeline
  }
}
