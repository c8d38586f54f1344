import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import { baseStyle } from './base-style.js'
import { decisionWords } from './entry-row.js'
import { filterBarStyle } from './filter-bar-style.js'
import { formatCount, formatZone } from './format.js'
import { type InspectorFilter, type ListField, restrictionCount, toggled, withFields } from './inspector-filter.js'
import { inspectorEvent } from './inspector-event.js'
import { KeptFocus } from './kept-focus.js'
import { outcomeBadge, outcomeStyle } from './outcome-mark.js'
import { riskBadge, riskStyle } from './risk-mark.js'
import { shownBriefly } from './shown-text.js'
import { brief } from './json-text.js'
import { presetRange, rangeHint, rangeWords, type TimeRange, timePresets } from './time-range.js'
import { visibleText } from './visible-text.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-exact-time>
import './exact-time.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-menu>
import './filter-menu.js'

/** Something that can be chosen, and how many entries have it. */
export interface FilterChoice {
  readonly value: string
  readonly total: number
}

/** What the trail at hand offers to choose from. */
export interface FilterChoices {
  readonly tools: readonly FilterChoice[]
  readonly agents: readonly FilterChoice[]
}

/** Choices that a menu lists: the most frequent ones. */
const mostChoices = 100

/** Milliseconds that somebody who types may pause before the search begins. */
const typingPauseMs = 180

/**
 * The filters in a row.
 *
 * @fires filter-change `{ filter }`
 */
export class FilterBar extends LitElement {
  static override properties: PropertyDeclarations = { filter: { attribute: false }, choices: { attribute: false } }
  static override styles: CSSResultGroup = [baseStyle, riskStyle, outcomeStyle, filterBarStyle]

  declare filter: InspectorFilter
  declare choices: FilterChoices
  /** Set while what is typed waits for its search. */
  #typing: ReturnType<typeof setTimeout> | undefined
  #typed = ''

  constructor() {
    super()
    this.filter = {}
    this.choices = { tools: [], agents: [] }
    this.addController(new KeptFocus(this, () => this.#field))
  }

  /** Gives the keyboard to the search. */
  override focus(): void {
    this.#field?.focus()
  }

  override render(): TemplateResult {
    const { tools, agents } = this.choices
    return html`
      <div class="search">
        <input
          type="search"
          aria-label="Search in tools, parameters, results and errors"
          placeholder="Search entries"
          title="A part of what is written there, as it stands. Blanks around it do not count."
          aria-keyshortcuts="/"
          .value=${live(this.#searched)}
          @input=${this.#onSearch}
          @change=${this.#search}
        /><kbd aria-hidden="true">/</kbd>
      </div>
      ${this.#menu('Risk', 'riskLevel', riskLevels, riskBadge)}
      ${this.#menu('Decision', 'approvalDecision', approvalDecisions, (decision) => decisionWords[decision])}
      ${this.#menu('Outcome', 'outcome', outcomes, outcomeBadge)} ${this.#found('Tool', 'toolName', tools)}
      ${this.#found('Agent', 'agentId', agents)} ${this.#time()} ${this.#chosen('Session', 'sessionId')}
      ${this.#chosen('Plan', 'parentPlanId')} ${this.#clear()}
    `
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input')
  }

  /** What the field says: what is typed, blanks around it included, as long as the filter says no other. */
  get #searched(): string {
    const text = this.filter.text ?? ''
    return this.#typing !== undefined || this.#typed.trim() === text ? this.#typed : text
  }

  #menu<Value extends string>(
    label: string,
    field: ListField,
    values: readonly Value[],
    show: (value: Value) => unknown,
  ): TemplateResult {
    return html`<audit-menu .label=${label} .value=${this.#words(field)}>
      ${values.map((value) => this.#choice(field, value, show(value)))}
    </audit-menu>`
  }

  /** What is chosen stays in the list when nothing has it any more. */
  #found(label: string, field: 'toolName' | 'agentId', choices: readonly FilterChoice[]): TemplateResult {
    const frequent = choices.slice(0, mostChoices)
    const chosen = (this.filter[field] ?? []).filter((value) => !frequent.some((choice) => choice.value === value))
    const totalOf = (value: string): number => choices.find((choice) => choice.value === value)?.total ?? 0
    const all = [...frequent, ...chosen.map((value) => ({ value, total: totalOf(value) }))]
    return html`<audit-menu .label=${label} .value=${this.#words(field)}>
      ${all.map(({ value, total }) => this.#choice(field, value, html`<bdi>${shownBriefly(value)}</bdi>`, total))}
      ${all.length === 0 ? html`<p class="none">${label === 'Agent' ? 'No entry names an agent.' : 'No entries.'}</p>` : nothing}
      ${choices.length > frequent.length ? rarerOnes(choices.length - frequent.length) : nothing}
    </audit-menu>`
  }

  #choice(field: ListField, value: string, shown: unknown, total?: number): TemplateResult {
    const list: readonly string[] = this.filter[field] ?? []
    return html`<label class="choice">
      <input
        type="checkbox"
        .checked=${list.includes(value)}
        @change=${() => this.#change({ [field]: toggled(this.filter[field] ?? [], value) })}
      />
      <span class="name clip">${shown}</span>
      ${total === undefined ? nothing : html`<span class="count">${formatCount(total)}</span>`}
    </label>`
  }

  #time(): TemplateResult {
    return html`<audit-menu .label=${'Time'} .value=${rangeWords(this.filter)} .hint=${rangeHint(this.filter)}>
      <div class="presets">
        ${timePresets.map(
          ([label, ms]) =>
            html`<button type="button" @click=${() => this.#change({ to: undefined, ...presetRange(ms, Date.now()) })}>
              ${label}
            </button>`,
        )}
      </div>
      <div class="exact">${this.#exact('From', 'from')} ${this.#exact('To', 'to')}</div>
      <p class="faint">Local time of 24 hours, now ${formatZone(new Date())}</p>
    </audit-menu>`
  }

  #exact(label: string, field: keyof TimeRange): TemplateResult {
    const onChange = ({ detail }: CustomEvent<{ readonly time: string | undefined }>): void =>
      this.#change({ [field]: detail.time })
    return html`<audit-exact-time
      .label=${label}
      .time=${this.filter[field]}
      @time-change=${onChange}
    ></audit-exact-time>`
  }

  /** What is chosen elsewhere, with a way out. */
  #chosen(label: string, field: 'sessionId' | 'parentPlanId'): TemplateResult | typeof nothing {
    const values = this.filter[field]
    if (!values) return nothing
    return html`<audit-menu .label=${label} .value=${this.#words(field)}>
      ${values.map((value) => this.#choice(field, value, html`<bdi>${shownBriefly(value)}</bdi>`))}
    </audit-menu>`
  }

  #clear(): TemplateResult | typeof nothing {
    if (restrictionCount(this.filter) === 0) return nothing
    return html`<button type="button" class="quiet clear" @click=${this.#clearAll}>Clear filters</button>`
  }

  #words(field: ListField): string {
    const [first, ...others] = this.filter[field] ?? []
    if (first === undefined) return ''
    const word = field === 'approvalDecision' ? wordOf(first) : visibleText(brief(first, 40))
    return others.length > 0 ? `${word} +${others.length}` : word
  }

  #onSearch({ target }: InputEvent): void {
    clearTimeout(this.#typing)
    if (!(target instanceof HTMLInputElement)) return
    this.#typed = target.value
    this.#typing = setTimeout(() => this.#search(), typingPauseMs)
  }

  /** Searches at once for what is typed, where that waits: before something else is done, too. */
  #search(): void {
    if (this.#typing !== undefined) this.#change({})
  }

  #clearAll(): void {
    this.#typed = ''
    this.#tell({})
  }

  #change(fields: Parameters<typeof withFields>[1]): void {
    const typed = this.#typing === undefined ? {} : { text: this.#typed.trim() }
    this.#tell(withFields(this.filter, { ...typed, ...fields }))
  }

  #tell(filter: InspectorFilter): void {
    clearTimeout(this.#typing)
    this.#typing = undefined
    // What is chosen next may be chosen before the view has drawn this.
    this.filter = filter
    this.dispatchEvent(inspectorEvent('filter-change', { filter }))
  }
}

function rarerOnes(count: number): TemplateResult {
  return html`<p class="none">${formatCount(count)} more occur less often. The search finds them.</p>`
}

function wordOf(decision: string): string {
  return Object.entries(decisionWords).find(([key]) => key === decision)?.[1] ?? decision
}

customElements.define('audit-filters', FilterBar)

declare global {
  interface HTMLElementTagNameMap {
    'audit-filters': FilterBar
  }
}
