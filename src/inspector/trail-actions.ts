import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AuditStore } from '../store/audit-store.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'
import { baseStyle } from './base-style.js'
import { DropTarget } from './drop-target.js'
import { formatBytes, formatNoun } from './format.js'
import { inspectorEvent } from './inspector-event.js'
import type { InspectorFilter } from './inspector-filter.js'
import { KeptFocus } from './kept-focus.js'
import { shownBriefly } from './shown-text.js'
import { type ExportFormat, exportFormats } from './trail-export.js'
import { openTrailFile } from './trail-file.js'
import { trailActionsStyle } from './trail-actions-style.js'
import { faultWords } from './trail-state.js'
import { TrailDownload } from './trail-download.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-menu>
import './filter-menu.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-purge>
import './purge-dialog.js'

const formats: readonly ExportFormat[] = ['json', 'ndjson', 'csv', 'sqlite']

/**
 * `<audit-actions>`: takes what is filtered away as a file, opens a trail out of a file, and purges. A file is opened by its
 * button or by dropping it on the inspector, and shown read only.
 *
 * @fires trail-open `{ store, name }`; whoever takes the store closes it.
 * @fires trail-close to go back from a file.
 * @fires purged `{ count }`
 */
export class TrailActions extends LitElement {
  static override styles: CSSResultGroup = [baseStyle, trailActionsStyle]
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    filter: { attribute: false },
    file: { attribute: false },
    worker: { attribute: false },
    opening: { state: true },
    read: { state: true },
    removed: { state: true },
    fault: { state: true },
  }

  declare store: AuditStore | null
  declare filter: InspectorFilter
  /** The name of the file that is shown; null for a live trail. */
  declare file: string | null
  /** Starts workers for the files that are opened. */
  declare worker: (() => ReplicaWorker) | null
  /** The name of the file that is being opened. */
  declare private opening: string | null
  declare private read: number
  /** How many entries the last purge took, until something else is done. */
  declare private removed: number | null
  declare private fault: unknown
  readonly #download: TrailDownload = new TrailDownload(this)
  readonly #drop: DropTarget = new DropTarget(this, (files) => this.#take(files))

  constructor() {
    super()
    this.store = null
    this.filter = {}
    this.file = null
    this.worker = null
    this.opening = null
    this.read = 0
    this.removed = null
    this.fault = null
    this.addController(new KeptFocus(this, () => this.#opener))
  }

  override render(): TemplateResult {
    return html`<div class="actions" role="group" aria-label="Trail">
        ${this.file === null ? nothing : this.#fileMark(this.file)}
        <audit-menu label="Export">
          <p class="soft">All that the filters leave, as</p>
          <div class="formats" role="group" aria-label="Export what is filtered as">
            ${formats.map((format) => this.#exportButton(format))}
          </div>
        </audit-menu>
        <button type="button" class="open" aria-disabled=${this.opening !== null} @click=${this.#pick}>
          Open file…
        </button>
        <input type="file" hidden accept=".db,.sqlite,.sqlite3,.json,.ndjson,.jsonl" @change=${this.#onPick} />
        ${this.file === null ? html`<button type="button" @click=${this.#showPurge}>Purge…</button>` : nothing}
      </div>
      <div class="state" role="status">${this.#state()}</div>
      <audit-purge .store=${this.store} @purged=${this.#onPurged}></audit-purge>
      ${this.#drop.isOver ? dropHint : nothing}`
  }

  #fileMark(name: string): TemplateResult {
    return html`<span class="file"><bdi>${shownBriefly(name, 80)}</bdi> · read only</span>
      <button type="button" @click=${this.#closeFile}>Close file</button>`
  }

  #exportButton(format: ExportFormat): TemplateResult {
    const { label, note } = exportFormats[format]
    const start = (): void => this.#export(format)
    return html`<button type="button" class="quiet" aria-label=${label} ?disabled=${!this.store} @click=${start}>
      <b>${label}</b> <span class="faint">${note}</span>
    </button>`
  }

  #state(): unknown {
    if (this.opening !== null) return html`Opening <bdi>${shownBriefly(this.opening, 80)}</bdi> … ${this.#readSoFar()}`
    if (this.fault !== null) return html`<span class="fault">${shownBriefly(faultWords(this.fault), 600)}</span>`
    if (this.removed !== null) return `Removed ${formatNoun(this.removed, 'entry', 'entries')}.`
    return this.#exportState()
  }

  #readSoFar(): string {
    return this.read > 0 ? formatNoun(this.read, 'entry', 'entries') : ''
  }

  #exportState(): unknown {
    const { state } = this.#download
    if (state.kind === 'writing') return this.#progress(state)
    if (state.kind === 'cancelled') return 'The export was cancelled.'
    if (state.kind === 'failed') return html`<span class="fault">${shownBriefly(faultWords(state.fault), 600)}</span>`
    if (state.kind !== 'done') return nothing
    const what = `${formatNoun(state.total, 'entry', 'entries')}, ${formatBytes(state.size)}`
    return html`Exported ${what}: <a href=${state.address} download=${state.name}>${state.name}</a>`
  }

  #progress({ written, total }: { readonly written: number; readonly total: number }): TemplateResult {
    const of = total > 0 && written > 0 ? written / total : nothing
    return html`Exporting ${formatNoun(total, 'entry', 'entries')} …
      <progress aria-label="Export" max="1" value=${of}></progress>
      <button type="button" @click=${() => this.#download.cancel()}>Cancel</button>`
  }

  #export(format: ExportFormat): void {
    this.#forget()
    this.renderRoot.querySelector('audit-menu')?.close()
    if (this.store) void this.#download.start({ store: this.store, filter: this.filter, format })
  }

  /** A button that is always there. */
  get #opener(): HTMLElement | null {
    return this.renderRoot.querySelector('.open')
  }

  #showPurge(): void {
    this.renderRoot.querySelector('audit-purge')?.show()
  }

  #pick(): void {
    if (this.opening === null) this.renderRoot.querySelector('input')?.click()
  }

  #onPick({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return
    this.#take([...(target.files ?? [])])
    // The same file can be picked again.
    target.value = ''
  }

  #onPurged({ detail }: CustomEvent<{ readonly count: number }>): void {
    this.#forget()
    this.removed = detail.count
  }

  /** What came of the last action is of no interest at the next one. */
  #forget(): void {
    this.removed = null
    this.fault = null
  }

  #closeFile(): void {
    this.dispatchEvent(inspectorEvent('trail-close'))
  }

  /** One trail is shown at a time, and which of several files was meant nobody can tell. */
  #take(files: readonly File[]): void {
    const [file] = files
    if (!file || this.opening !== null) return
    if (files.length === 1) return void this.#open(file)
    this.#forget()
    this.fault = new Error(`These are ${files.length} files, and none was opened. Drop one at a time.`)
  }

  async #open(file: File): Promise<void> {
    this.opening = file.name
    this.read = 0
    this.#forget()
    try {
      const store = await openTrailFile(file, {
        onProgress: (read) => (this.read = read),
        worker: this.worker ?? undefined,
      })
      this.dispatchEvent(inspectorEvent('trail-open', { store, name: file.name }))
    } catch (error) {
      this.fault = new Error(`${file.name} could not be opened. ${faultWords(error)}`)
    } finally {
      this.opening = null
    }
  }
}

const dropHint: TemplateResult = html`<div class="drop">
  <p>Drop the file to look into it, read only. It stays on this machine.</p>
</div>`

customElements.define('audit-actions', TrailActions)

declare global {
  interface HTMLElementTagNameMap {
    'audit-actions': TrailActions
  }
}
