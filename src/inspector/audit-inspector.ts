import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AuditEntry } from '../entry/entry.js'
import type { AuditStore } from '../store/audit-store.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'
import { inspectorStyle } from './audit-inspector-style.js'
import { baseStyle } from './base-style.js'
import type { EntryTable } from './entry-table.js'
import type { FilterBar } from './filter-bar.js'
import { type InspectorFilter, type ListField, withFields } from './inspector-filter.js'
import { KeptFocus } from './kept-focus.js'
import { LayoutController } from './layout.js'
import { noticesOf } from './notices.js'
import { Refresher } from './refresher.js'
import { SearchKey } from './search-key.js'
import { shownBriefly } from './shown-text.js'
import { type OpenedFile, ShownTrail } from './shown-trail.js'
import type { TimeRange } from './time-range.js'
import { tokens } from './tokens.js'
import { emptyFileState, emptyState, faultState, noMatchState, openingState } from './trail-state.js'
import type { TrailView } from './trail-view.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-detail>
import './entry-detail.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-entries>
import './entry-table.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-filters>
import './filter-bar.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-sessions>
import './session-list.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-summary>
import './summary-bar.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-timeline>
import './timeline.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-actions>
import './trail-actions.js'

/**
 * `<audit-inspector>`: shows what an agent did. It opens the IndexedDB trail that `name` says, or the page's default one;
 * or it shows the `store` that it is given, which it leaves open. It erases nothing that nobody asked it to. What is
 * filtered, and which entry is open, stands in the page's address, in parameters under the name that `address` says. The
 * attribute `theme` (`light`, `dark`) overrides the system's.
 */
export class AuditInspector extends LitElement {
  static override properties: PropertyDeclarations = {
    name: {},
    store: { attribute: false },
    worker: { attribute: false },
    address: {},
  }
  static override styles: CSSResultGroup = [tokens, baseStyle, inspectorStyle]

  /** The name of the IndexedDB database, as in `openAuditStore({ name })`. */
  declare name: string | null
  /** A store that is open already. */
  declare store: AuditStore | null
  /**
   * Starts workers, as `openAuditStore({ worker })` has it: for the trail that it opens itself, and for files. To be set at the
   * beginning.
   */
  declare worker: (() => ReplicaWorker) | null
  /**
   * How its parameters in the page's address begin: `left` stands for `left.risk=critical`. Two inspectors in one page need
   * two names; `none` leaves the address alone. Default: `audit`.
   */
  declare address: string | null

  readonly #layout: LayoutController = new LayoutController(this)
  readonly #trail: ShownTrail = new ShownTrail(() => this.requestUpdate())
  readonly #follower: Refresher = new Refresher(async () => {
    // The reader may have begun to read since this was asked for.
    if (this.#table?.isAtRest) await this.#view?.showFresh()
  })

  constructor() {
    super()
    this.name = null
    this.store = null
    this.worker = null
    this.address = null
    this.addController(new KeptFocus(this, () => this.#table ?? this.renderRoot.querySelector('h2')))
    this.addController(new SearchKey(this, () => this.#filters?.focus()))
    this.addEventListener('keydown', this.#onKey)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) void this.#trail.start(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#trail.end()
  }

  /** At most once a frame, however many entries come, and not at all in a tab that nobody sees. */
  protected override async scheduleUpdate(): Promise<unknown> {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return super.scheduleUpdate()
  }

  override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (this.isConnected && (changed.has('name') || changed.has('store'))) void this.#trail.start(this)
  }

  override render(): TemplateResult {
    return html`${this.#bar()}
      <div class="notices" role="status">${noticesOf(this.#trail)}</div>
      ${this.#content()}`
  }

  #bar(): TemplateResult {
    const { file, view } = this.#trail
    return html`<div class="bar ${file ? 'file' : ''}" ?inert=${this.#isCovered}>
      <h2 tabindex="-1">
        <svg class="logo" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 2v12M7 2v12M11 2v12M1 11 14 5" /></svg>
        Audit trail
      </h2>
      ${file ? nothing : html`<bdi class="place clip">${shownBriefly(this.name ?? '')}</bdi>`}
      ${view && !file ? html`<span class="live">Live</span>` : nothing}
      <audit-actions
        .store=${view?.store ?? null}
        .filter=${view?.filter ?? {}}
        .file=${file?.name ?? null}
        .worker=${this.worker}
        @trail-open=${this.#onTrailOpen}
        @trail-close=${this.#onTrailClose}
        @purged=${this.#onPurged}
      ></audit-actions>
    </div>`
  }

  #content(): TemplateResult {
    const { view, file, fault } = this.#trail
    const unread = view && !view.isShown ? view.fault : null
    if (fault !== null || unread !== null) return faultState(fault ?? unread, () => void this.#trail.retry(this))
    if (!view || view.pages.total === null) return openingState
    if (view.isEmpty) return file ? emptyFileState : emptyState
    return html`${this.#sessions(view)} ${this.#main(view)} ${this.#detail(view)}`
  }

  #sessions({ overview, filter }: TrailView): TemplateResult {
    const isPhone = this.#layout.layout === 'phone'
    const list = html`<audit-sessions
      ?compact=${isPhone}
      .sessions=${overview?.sessions ?? null}
      .selected=${filter.sessionId?.[0] ?? null}
      @session-select=${this.#onSession}
    ></audit-sessions>`
    if (!isPhone) return html`<nav class="sessions" aria-label="Sessions">${list}</nav>`
    return html`<details class="sessions" ?inert=${this.#isCovered}>
      <summary>Sessions</summary>
      ${list}
    </details>`
  }

  #main(view: TrailView): TemplateResult {
    const { filter, overview } = view
    const isPhone = this.#layout.layout === 'phone'
    return html`<section class="main" aria-label="Actions" ?inert=${this.#isMainCovered}>
      <audit-filters
        ?compact=${isPhone}
        .filter=${filter}
        .choices=${overview?.choices ?? { tools: [], agents: [] }}
        @filter-change=${this.#onFilter}
      ></audit-filters>
      <audit-summary .summary=${overview?.summary ?? null}></audit-summary>
      <audit-timeline
        .buckets=${overview?.buckets ?? []}
        .reading=${overview === null}
        .zoomed=${filter.from !== undefined || filter.to !== undefined}
        @range-select=${this.#onRange}
      ></audit-timeline>
      ${this.#entries(view)}
    </section>`
  }

  #entries({ pages, version, open }: TrailView): TemplateResult {
    if (pages.total === 0 && pages.fresh === 0)
      return noMatchState(this.#trail.file !== null, () => this.#setFilter({}))
    return html`<audit-entries
      class="rest"
      .compact=${this.#layout.layout === 'phone'}
      .rows=${pages}
      .version=${version}
      .selected=${open.entry}
      @entry-open=${this.#onOpen}
      @fresh-show=${this.#onFresh}
      @fresh-follow=${() => this.#follower.request()}
    ></audit-entries>`
  }

  #detail({ open }: TrailView): TemplateResult | typeof nothing {
    if (!open.entry) return nothing
    return html`<section class="detail" aria-label="Entry">
      <audit-detail
        .entry=${open.entry}
        .neighbours=${open.neighbours}
        .gone=${open.isGone}
        .link=${open.isGone ? null : this.#trail.linkTo(open.entry.id)}
        @narrow=${this.#onNarrow}
        @entry-open=${this.#onOpen}
        @detail-close=${this.#closeDetail}
      ></audit-detail>
    </section>`
  }

  /** On a phone the detail covers everything else; what is covered has no focus. */
  get #isCovered(): boolean {
    return this.#layout.layout === 'phone' && this.#view?.open.entry != null
  }

  /** Where there is room for two, it covers the entries and what is above them. */
  get #isMainCovered(): boolean {
    return this.#isCovered || (this.#layout.layout === 'medium' && this.#view?.open.entry != null)
  }

  get #view(): TrailView | null {
    return this.#trail.view
  }

  get #table(): EntryTable | null {
    return this.renderRoot.querySelector('audit-entries')
  }

  get #filters(): FilterBar | null {
    return this.renderRoot.querySelector('audit-filters')
  }

  #setFilter(filter: InspectorFilter): void {
    void this.#view?.setFilter(filter).then(() => this.#table?.toTop())
    this.#trail.tellAddress()
  }

  #onSession({ detail: { sessionId } }: CustomEvent<{ readonly sessionId: string | null }>): void {
    this.#setFilter(withFields(this.#view?.filter ?? {}, { sessionId: sessionId === null ? [] : [sessionId] }))
  }

  #onFilter({ detail }: CustomEvent<{ readonly filter: InspectorFilter }>): void {
    this.#setFilter(detail.filter)
  }

  #onNarrow({ detail: { field, value } }: CustomEvent<{ readonly field: ListField; readonly value: string }>): void {
    this.#setFilter(withFields(this.#view?.filter ?? {}, { [field]: [value] }))
    // What is left would be behind the detail.
    if (this.#isMainCovered) this.#closeDetail()
  }

  #onRange({ detail }: CustomEvent<TimeRange | null>): void {
    const { from, to } = detail ?? {}
    this.#setFilter(withFields(this.#view?.filter ?? {}, { from, to }))
  }

  #onTrailOpen({ detail }: CustomEvent<OpenedFile>): void {
    this.#trail.openFile(detail)
  }

  #onTrailClose(): void {
    void this.#trail.closeFile()
  }

  #onPurged(): void {
    this.#view?.followPurge()
  }

  #onFresh(): void {
    void this.#view?.showFresh().then(() => this.#table?.toTop())
    this.#table?.focus()
  }

  #onOpen({ detail }: CustomEvent<{ readonly entry: AuditEntry }>): void {
    void this.#view?.open.open(detail.entry)
    this.#trail.tellAddress()
  }

  #closeDetail(): void {
    void this.#view?.open.open(null)
    this.#trail.tellAddress()
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.#view?.open.entry) return
    event.preventDefault()
    this.#closeDetail()
    this.#table?.focus()
  }
}

customElements.define('audit-inspector', AuditInspector)

declare global {
  interface HTMLElementTagNameMap {
    'audit-inspector': AuditInspector
  }
}
