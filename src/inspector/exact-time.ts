import { css, type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import { baseStyle } from './base-style.js'
import { formatUtc, formatZone } from './format.js'
import { inspectorEvent } from './inspector-event.js'
import { fieldOfTime, timeOfField } from './time-range.js'

/**
 * A field for an exact time, written and read as 24 hours whatever the browser's language, since the browser's own follows
 * that. Below it stands the same time in UTC, or what is wrong with what was written.
 *
 * @fires time-change `{ time }`, undefined when the field was emptied.
 */
export class ExactTime extends LitElement {
  static override properties: PropertyDeclarations = {
    label: {},
    time: { attribute: false },
    isWrong: { state: true },
  }
  static override styles: CSSResultGroup = [
    baseStyle,
    css`
      :host,
      label {
        display: grid;
        gap: 0.25rem;
        font-size: var(--audit-size-m);
      }
      label {
        color: var(--audit-text-soft);
      }
      .wrong {
        max-width: 16rem;
        color: var(--audit-danger);
      }
      input[aria-invalid='true'] {
        border-color: var(--audit-danger);
      }
    `,
  ]

  declare label: string
  /** ISO 8601 in UTC; undefined for none. */
  declare time: string | undefined
  /** Whether what was written last is no time. The one before stays. */
  declare private isWrong: boolean

  constructor() {
    super()
    this.label = ''
    this.time = undefined
    this.isWrong = false
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('time')) this.isWrong = false
  }

  override render(): TemplateResult {
    return html`<label
        >${this.label}
        <input
          type="text"
          size="26"
          autocomplete="off"
          spellcheck="false"
          placeholder="YYYY-MM-DD HH:MM:SS"
          title="24 hours, local time. Another zone can stand at the end: UTC, or UTC+02:00."
          aria-describedby="below"
          aria-invalid=${this.isWrong}
          .value=${fieldOfTime(this.time)}
          @change=${this.#onChange}
        />
      </label>
      ${this.#below()}`
  }

  #below(): TemplateResult {
    if (this.isWrong) return html`<p id="below" class="wrong" role="alert">${wrongWords}</p>`
    return html`<p id="below" class="faint">${this.time === undefined ? '' : zoneWords(this.time)}</p>`
  }

  #onChange({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return
    const time = timeOfField(target.value)
    this.isWrong = time === undefined && target.value.trim() !== ''
    if (this.isWrong) return
    target.value = fieldOfTime(time)
    this.dispatchEvent(inspectorEvent('time-change', { time }))
  }
}

const wrongWords = 'This is no time. Write it as 2026-11-24 15:04:05; the time of day may be left out.'

/** What local time is at a time, and that time in UTC: `UTC+01:00 · 2026-11-23 20:34:05 UTC`. */
function zoneWords(time: string): string {
  const zone = formatZone(new Date(time))
  return zone === 'UTC' ? zone : `${zone} · ${formatUtc(`${time.slice(0, 19)}Z`)}`
}

customElements.define('audit-exact-time', ExactTime)

declare global {
  interface HTMLElementTagNameMap {
    'audit-exact-time': ExactTime
  }
}
