import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AuditEntry, JsonValue } from '../entry/entry.js'
import { approvalStory } from './approval-story.js'
import { baseStyle } from './base-style.js'
import { entryDetailStyle } from './entry-detail-style.js'
import { type Narrow, placeFacts, timeFacts } from './entry-facts.js'
import { Clock } from './clock.js'
import { FocusKeeper } from './focus-keeper.js'
import { inspectorEvent } from './inspector-event.js'
import { outcomeBadge, outcomeStyle } from './outcome-mark.js'
import { riskBadge, riskStyle } from './risk-mark.js'
import { shownBriefly, shownText, shownTextStyle } from './shown-text.js'
import { sizeNote } from './value-size.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-copy>
import './copy-button.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-json>
import './json-tree.js'

/** The entries before and after one in its session. */
export interface EntryNeighbours {
  readonly previous: AuditEntry | null
  readonly next: AuditEntry | null
}

/**
 * `<audit-detail>`: everything about one entry, as text. It takes the focus when an entry is first shown and gives it back when
 * Escape or its button closes it.
 *
 * @fires entry-open `{ entry }` for a neighbour.
 * @fires narrow `{ field, value }` to show only what has this in common with the entry.
 * @fires detail-close
 */
export class EntryDetail extends LitElement {
  static override styles: CSSResultGroup = [baseStyle, riskStyle, outcomeStyle, shownTextStyle, entryDetailStyle]
  static override properties: PropertyDeclarations = {
    entry: { attribute: false },
    neighbours: { attribute: false },
    link: { attribute: false },
    gone: { type: Boolean },
  }

  /** What is shown; null for nothing. */
  declare entry: AuditEntry | null
  declare neighbours: EntryNeighbours
  /** The address at which the entry is found again; null where there is none. */
  declare link: string | null
  /** Whether it is in the trail no more. */
  declare gone: boolean
  readonly #focus: FocusKeeper = new FocusKeeper(this)
  #isShown = false

  constructor() {
    super()
    this.entry = null
    this.neighbours = { previous: null, next: null }
    this.link = null
    this.gone = false
    this.addController(new Clock(this))
    this.addEventListener('keydown', this.#onKey)
  }

  override render(): TemplateResult | typeof nothing {
    const { entry } = this
    if (!entry) return nothing
    return html`<article aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1"><bdi>${shownBriefly(entry.toolName)}</bdi></h2>
        ${this.#navigation()}
      </header>
      <div role="status">${this.gone ? goneNote : nothing}</div>
      <p class="state">${riskBadge(entry.riskLevel)} ${outcomeBadge(entry.outcome)}</p>
      ${timeFacts(entry)}
      ${entry.error === null ? nothing : html`<section class="error">${valuePart('Error', entry.error)}</section>`}
      ${approvalPart(entry)}
      <section>${valuePart('Parameters', entry.parameters, sizeNote(entry.parameters, entry.parametersSize))}</section>
      <section>${resultPart(entry)}</section>
      <section>
        <h3>Record</h3>
        ${placeFacts(entry, this.#narrow)}
      </section>
      ${entry.metadata === null ? nothing : html`<section>${valuePart('Metadata', entry.metadata)}</section>`}
      ${this.link === null ? nothing : linkPart(this.link)}
    </article>`
  }

  override updated(): void {
    const isOpening = this.entry !== null && !this.#isShown
    this.#isShown = this.entry !== null
    if (isOpening) this.#focus.take()
  }

  get #title(): HTMLElement | null {
    return this.renderRoot.querySelector('h2')
  }

  /** Gives the keyboard to the heading. */
  override focus(): void {
    this.#title?.focus({ preventScroll: true })
  }

  #navigation(): TemplateResult {
    const { previous, next } = this.neighbours
    return html`<nav aria-label="In this session">
      ${this.#step('M8 13V3M3.5 7.5 8 3l4.5 4.5', 'Previous in the session', previous)}
      ${this.#step('M8 3v10M3.5 8.5 8 13l4.5-4.5', 'Next in the session', next)}
      <button type="button" aria-label="Close" title="Close (Escape)" @click=${this.#close}>${icon(cross)}</button>
    </nav>`
  }

  #step(path: string, label: string, to: AuditEntry | null): TemplateResult {
    const open = (): unknown => to && this.dispatchEvent(inspectorEvent('entry-open', { entry: to }))
    return html`<button type="button" aria-label=${label} title=${label} aria-disabled=${to === null} @click=${open}>
      ${icon(path)}
    </button>`
  }

  readonly #narrow: Narrow = (field, value) => {
    this.dispatchEvent(inspectorEvent('narrow', { field, value }))
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    this.#close()
  }

  readonly #close = (): void => {
    this.dispatchEvent(inspectorEvent('detail-close'))
    this.#focus.giveBack()
  }
}

const goneNote: TemplateResult = html`<p class="gone">This entry has been purged. It is shown as it was.</p>`

const cross = 'm4 4 8 8m0-8-8 8'

/** An icon drawn by lines: what fonts have for it may be faint. */
function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`
}

function linkPart(link: string): TemplateResult {
  return html`<footer>
    <a href=${link}>Link to this entry</a>
    <audit-copy label="Copy link" .text=${link}></audit-copy>
  </footer>`
}

function approvalPart(entry: AuditEntry): TemplateResult {
  const reason = entry.approvalReason
  return html`<section>
    <h3>Approval</h3>
    <ul class="story">
      ${approvalStory(entry).map((sentence) => html`<li>${shownBriefly(sentence)}</li>`)}
    </ul>
    ${reason === null ? nothing : html`<p class="reason"><bdi>Why: ${shownBriefly(reason, 2_000)}</bdi></p>`}
  </section>`
}

function resultPart(entry: AuditEntry): TemplateResult {
  const { result, resultSize, outcome } = entry
  if (result !== null || outcome === 'succeeded') return valuePart('Result', result, sizeNote(result, resultSize))
  return html`<h3>Result</h3>
    <p class="faint">None was recorded.</p>`
}

function valuePart(title: string, value: JsonValue, size: string = ''): TemplateResult {
  return html`<h3>${title} <span class="size faint">${shownText(size)}</span></h3>
    <audit-json label=${title} .value=${value}></audit-json>`
}

customElements.define('audit-detail', EntryDetail)

declare global {
  interface HTMLElementTagNameMap {
    'audit-detail': EntryDetail
  }
}
