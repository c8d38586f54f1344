import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { JsonValue } from '../entry/entry.js'
import { baseStyle } from './base-style.js'
import { copyText } from './copy-text.js'
import { JsonFolding, type JsonPath } from './json-folding.js'
import { pressKey } from './json-keys.js'
import { jsonOf } from './json-node.js'
import { hasMoreText, moreContent, moreName, nodeContent, rowName } from './json-row-view.js'
import { type JsonRow, jsonRows, type NodeRow } from './json-rows.js'
import { jsonTreeStyle } from './json-tree-style.js'
import { shownTextStyle } from './shown-text.js'
import { styleProperties } from './style-properties.js'

/**
 * `<audit-json>`: a JSON value as a tree to open and close, by mouse and by all keys of a tree view; Enter opens, closes or
 * shows more of a text, C copies the value at the cursor as JSON. What is closed is not rendered, long lists come in slices
 * and long texts in parts, so the size of the value does not matter. Everything is shown as text.
 */
export class JsonTree extends LitElement {
  static override styles: CSSResultGroup = [baseStyle, jsonTreeStyle, shownTextStyle]
  static override properties: PropertyDeclarations = {
    value: { attribute: false },
    label: {},
    current: { state: true },
    copied: { state: true },
    said: { state: true },
  }

  declare value: JsonValue
  /** What the value is called. */
  declare label: string
  declare private current: JsonPath
  declare private copied: JsonPath | null
  declare private said: string
  #folding: JsonFolding = new JsonFolding(null)
  #rows: readonly JsonRow[] = []
  #takesFocus = false

  constructor() {
    super()
    this.value = null
    this.label = 'Value'
    this.current = ''
    this.copied = null
    this.said = ''
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('value')) {
      this.#folding = new JsonFolding(this.value)
      this.current = ''
      this.copied = null
    }
    this.#rows = jsonRows(this.value, this.#folding)
    // What was closed took the current row with it.
    if (!this.#rows.some(({ path }) => path === this.current)) this.current = ''
  }

  override render(): TemplateResult {
    return html`<div
        role="tree"
        aria-label=${this.label}
        aria-description="C copies a value as JSON, * opens all of a level"
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        @focusin=${this.#onFocus}
      >
        ${repeat(
          this.#rows,
          ({ path, kind }) => path + kind,
          (row) => this.#row(row),
        )}
      </div>
      <span class="unseen" role="status">${this.said}</span>`
  }

  override updated(): void {
    if (!this.#takesFocus) return
    this.#takesFocus = false
    this.renderRoot.querySelector<HTMLElement>(`[data-path="${this.current}"]`)?.focus()
  }

  #row(row: JsonRow): TemplateResult {
    const isNode = row.kind === 'node'
    return html`<div
      role="treeitem"
      data-path=${row.path}
      tabindex=${row.path === this.current ? 0 : -1}
      aria-level=${row.level}
      aria-posinset=${row.position}
      aria-setsize=${row.siblings}
      aria-expanded=${(isNode ? row.isOpen : null) ?? nothing}
      aria-label=${isNode ? rowName(row, this.label) : moreName(row)}
      ${styleProperties({ '--level': String(row.level) })}
    >
      ${isNode ? nodeContent(row, this.#folding.textStep(row.path)) : moreContent(row)}
      ${isNode ? this.#copyButton(row) : nothing}
    </div>`
  }

  #copyButton({ path }: JsonRow): TemplateResult {
    const label = path === this.copied ? 'Copied' : 'Copy'
    return html`<button type="button" class="copy" title="Copy as JSON (C)" data-do="copy" tabindex="-1">
      ${label}
    </button>`
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const row = this.#rows.find(({ path }) => path === this.current)
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    if (!this.#press(event.key, row)) return
    event.preventDefault()
    event.stopPropagation()
  }

  #press(key: string, row: JsonRow): boolean {
    if (key === 'Enter' || key === ' ') this.#activate(row)
    else if (key === 'c' && row.kind === 'node') void this.#copy(row)
    else {
      const next = pressKey(key, row, this.#rows, this.#folding)
      if (next === null) return false
      this.#moveTo(next)
    }
    return true
  }

  readonly #onClick = (event: MouseEvent): void => {
    const [target] = event.composedPath()
    if (!(target instanceof Element)) return
    const path = target.closest<HTMLElement>('[data-path]')?.dataset['path']
    const row = this.#rows.find((other) => other.path === path)
    if (!row) return
    this.#moveTo(row.path)
    const what = target.closest<HTMLElement>('[data-do]')?.dataset['do']
    if (what === 'copy' && row.kind === 'node') void this.#copy(row)
    else if (what !== undefined || isBranchOrMore(row)) this.#activate(row)
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const [target] = event.composedPath()
    if (target instanceof HTMLElement) this.current = target.dataset['path'] ?? this.current
  }

  /** Opens, closes, or shows more. */
  #activate(row: JsonRow): void {
    const folding = this.#folding
    if (row.kind === 'more') folding.showMoreMembers(row.of)
    else if (row.isOpen === true) folding.close(row.path)
    else if (row.isOpen === false) folding.open(row.path)
    else if (hasMoreText(row.value, folding.textStep(row.path))) folding.showMoreText(row.path)
    this.#moveTo(row.path)
  }

  #moveTo(path: JsonPath): void {
    this.copied = null
    this.said = ''
    this.current = path
    this.#takesFocus = true
    this.requestUpdate()
  }

  async #copy({ path, value }: NodeRow): Promise<void> {
    const json = jsonOf(value)
    const isCopied = json !== null && (await copyText(json, this))
    this.copied = isCopied ? path : null
    this.said = isCopied ? 'Copied as JSON' : 'It could not be copied'
    this.#takesFocus = true
  }
}

function isBranchOrMore(row: JsonRow): boolean {
  return row.kind === 'more' || row.isOpen !== null
}

customElements.define('audit-json', JsonTree)

declare global {
  interface HTMLElementTagNameMap {
    'audit-json': JsonTree
  }
}
