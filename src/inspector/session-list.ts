import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { AuditSession } from '../store/audit-store.js'
import { baseStyle } from './base-style.js'
import { chosenStyle } from './chosen-style.js'
import { Clock } from './clock.js'
import { formatCount, formatDateTime, formatDuration, formatNoun, formatRelative, formatUtc } from './format.js'
import { inspectorEvent } from './inspector-event.js'
import { brief } from './json-text.js'
import { KeptFocus } from './kept-focus.js'
import { outcomeCount, outcomeStyle } from './outcome-mark.js'
import { riskBar, riskBarStyle, riskWords } from './risk-bar.js'
import { sessionListStyle } from './session-list-style.js'
import { shownBriefly } from './shown-text.js'
import { visibleText } from './visible-text.js'

/** Sessions that are shown at first, and more at each asking. */
const sliceLength = 100

/**
 * The sessions, the one that began last first, each with what it did and how risky that was. One of them can be chosen.
 *
 * @fires session-select `{ sessionId }`, null when the chosen one is let go.
 */
export class SessionList extends LitElement {
  static override properties: PropertyDeclarations = {
    sessions: { attribute: false },
    selected: { attribute: false },
    search: { state: true },
    shown: { state: true },
  }
  static override styles: CSSResultGroup = [baseStyle, riskBarStyle, outcomeStyle, sessionListStyle, chosenStyle]

  /** Null while they are read. */
  declare sessions: readonly AuditSession[] | null
  declare selected: string | null
  declare private search: string
  declare private shown: number
  #newestFirst: readonly AuditSession[] = []

  constructor() {
    super()
    this.sessions = null
    this.selected = null
    this.search = ''
    this.shown = sliceLength
    this.addController(new Clock(this))
    this.addController(new KeptFocus(this, () => this.#firstAdded))
  }

  /** In a frame of its own: drawn together with the bars and the rest, a hundred sessions would hold up the page. */
  protected override async scheduleUpdate(): Promise<unknown> {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return super.scheduleUpdate()
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('sessions')) this.#newestFirst = (this.sessions ?? []).toSorted(byStart)
  }

  override render(): TemplateResult {
    const found = this.#found()
    return html`
      <div class="top">
        <div class="title">
          <h2 id="title">Sessions</h2>
          <span class="faint" role="status">${this.sessions && formatCount(found.length)}</span>
        </div>
        <input
          type="search"
          aria-label="Search sessions"
          placeholder="Search sessions"
          .value=${this.search}
          @input=${this.#onSearch}
        />
      </div>
      <div class="list">
        <ul aria-labelledby="title">
          ${repeat(
            found.slice(0, this.shown),
            ({ sessionId }) => sessionId,
            (session) => html`<li>${this.#session(session)}</li>`,
          )}
        </ul>
        ${this.#end(found.length)}
      </div>
    `
  }

  /** The first of those that were asked for last. */
  get #firstAdded(): HTMLElement | null {
    const sessions = this.renderRoot.querySelectorAll<HTMLElement>('.session')
    return sessions[this.shown - sliceLength] ?? this.renderRoot.querySelector('input')
  }

  #found(): readonly AuditSession[] {
    const wanted = this.search.trim().toLowerCase()
    return this.#newestFirst.filter(({ sessionId }) => sessionId.toLowerCase().includes(wanted))
  }

  #session(session: AuditSession): TemplateResult {
    const { sessionId, total, firstTimestamp, lastTimestamp } = session
    const length = Date.parse(lastTimestamp) - Date.parse(firstTimestamp)
    const ends = `Began ${exactly(firstTimestamp)}\nLast active ${exactly(lastTimestamp)}`
    return html`<button
      type="button"
      class="session"
      aria-pressed=${sessionId === this.selected}
      @click=${() => this.#select(sessionId)}
    >
      <span class="line">
        <bdi class="name" title=${visibleText(brief(sessionId, 300))}>${shownBriefly(sessionId)}</bdi>
        ${troubles(session)}
      </span>
      <span title=${riskWords(session.byRisk)}>${riskBar(session.byRisk)}</span>
      <span class="line facts">
        <span title=${ends}>${shownBriefly(formatRelative(firstTimestamp, Date.now()))} · ${roughly(length)}</span>
        <span class="actions">${formatNoun(total, 'action', 'actions')}</span>
      </span>
    </button>`
  }

  #end(found: number): TemplateResult | typeof nothing {
    if (this.sessions && found === 0) {
      return html`<p class="none">${this.search ? 'No session has this in its name.' : 'No sessions to show.'}</p>`
    }
    if (found <= this.shown) return nothing
    const more = (): void => void (this.shown += sliceLength)
    return html`<button type="button" class="more" @click=${more}>
      Show more of ${formatCount(found - this.shown)}
    </button>`
  }

  #onSearch(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) this.search = event.target.value
    this.shown = sliceLength
  }

  #select(sessionId: string): void {
    const isLetGo = sessionId === this.selected
    this.dispatchEvent(inspectorEvent('session-select', { sessionId: isLetGo ? null : sessionId }))
  }
}

/** The session that began last comes first, since its start is what is shown. */
function byStart({ firstTimestamp: one }: AuditSession, { firstTimestamp: other }: AuditSession): number {
  if (one === other) return 0
  return one < other ? 1 : -1
}

/** Local, and in UTC. A time that another program wrote may be any text. */
function exactly(timestamp: string): string {
  return visibleText(`${brief(formatDateTime(timestamp), 100)} · ${brief(formatUtc(timestamp), 100)}`)
}

/** Seconds matter in a list only where there are no minutes. */
function roughly(ms: number): string {
  return formatDuration(ms).replace(/ min \d\d s$/, ' min')
}

function troubles({ failed, pending }: AuditSession): TemplateResult {
  return html`<span class="troubles">
    ${failed > 0 ? outcomeCount('failed', failed) : nothing} ${pending > 0 ? outcomeCount('pending', pending) : nothing}
  </span>`
}

customElements.define('audit-sessions', SessionList)

declare global {
  interface HTMLElementTagNameMap {
    'audit-sessions': SessionList
  }
}
