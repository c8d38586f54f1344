import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AuditStore } from '../store/audit-store.js'
import { baseStyle } from './base-style.js'
import { formatCount, formatDateTime, formatNoun, formatUtc } from './format.js'
import { inspectorEvent } from './inspector-event.js'
import { purgeDialogStyle } from './purge-dialog-style.js'
import { shownBriefly } from './shown-text.js'
import { faultWords } from './trail-state.js'

const day = 86_400_000

/** What a purge would take. */
interface Doomed {
  /** Fixed when it is counted, and what the purge then goes by: what is removed is what was said. */
  readonly before: number
  readonly count: number
  readonly total: number
}

/**
 * `<audit-purge>`: a dialog that asks how old entries have to be to go, says how many that are, and removes them. Where they
 * have become more or fewer since it said so, it says so again first. It is about one trail, and closes when another is shown.
 *
 * @fires purged `{ count }`
 */
export class PurgeDialog extends LitElement {
  static override styles: CSSResultGroup = [baseStyle, purgeDialogStyle]
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    days: { state: true },
    doomed: { state: true },
    hasChanged: { state: true },
    fault: { state: true },
    isBusy: { state: true },
  }

  declare store: AuditStore | null
  declare private days: string
  /** Null while it is counted, and for no number of days. */
  declare private doomed: Doomed | null
  /** Whether another number was said before this one. */
  declare private hasChanged: boolean
  declare private fault: unknown
  declare private isBusy: boolean

  constructor() {
    super()
    this.store = null
    this.days = '30'
    this.doomed = null
    this.hasChanged = false
    this.fault = null
    this.isBusy = false
  }

  /** Opens the dialog. */
  show(): void {
    this.#dialog?.showModal()
    void this.#count()
  }

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (!changed.has('store')) return
    this.doomed = null
    this.#close()
  }

  override render(): TemplateResult {
    const hint = this.doomed ? formatUtc(new Date(this.doomed.before).toISOString()) : nothing
    return html`<dialog aria-labelledby="title" @keydown=${stopEscape}>
      <form @submit=${this.#purge}>
        <h2 id="title">Purge old entries</h2>
        <label>
          Older than
          <input type="number" required min="0" step="any" .value=${this.days} @input=${this.#onDays} />
          days
        </label>
        <p role="status" title=${hint}>${this.#words()}</p>
        <p class="soft">
          This takes them from the whole trail, whatever is filtered, and cannot be undone. Export first what has to
          stay.
        </p>
        ${this.fault === null ? nothing : html`<p class="fault" role="alert">${shownBriefly(faultWords(this.fault), 600)}</p>`}
        <div class="buttons">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="danger" aria-disabled=${this.isBusy} ?disabled=${!this.doomed?.count}>
            ${this.#action()}
          </button>
        </div>
      </form>
    </dialog>`
  }

  #words(): string {
    if (!this.doomed) return isUsable(this.days) ? 'Counting …' : unusableWords(this.days)
    return `${this.hasChanged ? 'This has just changed. ' : ''}${doomedWords(this.doomed)}`
  }

  #action(): string {
    if (this.isBusy) return 'Removing …'
    return this.doomed?.count ? `Remove ${formatNoun(this.doomed.count, 'entry', 'entries')}` : 'Remove'
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog')
  }

  #onDays({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.days = target.value
    void this.#count()
  }

  #close(): void {
    this.#dialog?.close()
  }

  /** Counts what would go. Only the last one that was asked for is shown. */
  async #count(): Promise<void> {
    const { days, store } = this
    this.doomed = null
    this.hasChanged = false
    this.fault = null
    if (!store || !isUsable(days)) return
    try {
      // In whole milliseconds, as the entries' times are.
      const doomed = await countBefore(store, Math.ceil(Date.now() - Number(days) * day))
      if (days === this.days && store === this.store) this.doomed = doomed
    } catch (error) {
      this.fault = error
    }
  }

  async #purge(event: Event): Promise<void> {
    event.preventDefault()
    if (!this.store || !this.doomed || this.isBusy) return
    this.isBusy = true
    try {
      await this.#purgeAsSaid(this.store, this.doomed)
    } catch (error) {
      this.fault = error
    } finally {
      this.isBusy = false
    }
  }

  async #purgeAsSaid(store: AuditStore, said: Doomed): Promise<void> {
    const doomed = await countBefore(store, said.before)
    // Another number of days was given meanwhile, or another trail is shown.
    if (this.doomed !== said) return
    this.hasChanged = doomed.count !== said.count
    this.doomed = doomed
    if (this.hasChanged) return
    const count = await store.cleanupOldEntries({ before: said.before })
    this.#close()
    this.dispatchEvent(inspectorEvent('purged', { count }))
  }
}

async function countBefore(store: AuditStore, before: number): Promise<Doomed> {
  const [count, total] = await Promise.all([store.count({ to: before }), store.count()])
  return { before, count, total }
}

function doomedWords({ before, count, total }: Doomed): string {
  const time = formatDateTime(new Date(before).toISOString())
  if (count === 0) return `None of ${formatNoun(total, 'entry', 'entries')} is from before ${time}.`
  const removed = `from before ${time} and will be removed.`
  if (total === 1) return `The one entry is ${removed}`
  const some = count === total ? `All ${formatCount(total)}` : `${formatCount(count)} of ${formatCount(total)}`
  return `${some} entries ${count === 1 ? 'is' : 'are'} ${removed}`
}

/** The dialog's own Escape is not to close anything behind it. */
function stopEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation()
}

function unusableWords(days: string): string {
  if (Number(days) > 0) return 'No entry can be that old. Give fewer days.'
  return 'Give a number of days, more than zero.'
}

/** A number of days that lead back to a time there was. */
function isUsable(days: string): boolean {
  const ms = Number(days) * day
  return ms > 0 && ms < Date.now()
}

customElements.define('audit-purge', PurgeDialog)

declare global {
  interface HTMLElementTagNameMap {
    'audit-purge': PurgeDialog
  }
}
