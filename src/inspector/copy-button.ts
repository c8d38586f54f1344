import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import { baseStyle } from './base-style.js'
import { copyText } from './copy-text.js'

/** `<audit-copy>`: a button that puts a text on the clipboard, and says so. */
export class CopyButton extends LitElement {
  static override styles: CSSResultGroup = baseStyle
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    label: {},
    said: { state: true },
  }

  /** What is copied. */
  declare text: string
  /** What the button says. */
  declare label: string
  declare private said: string

  constructor() {
    super()
    this.text = ''
    this.label = 'Copy'
    this.said = ''
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) this.said = ''
  }

  override render(): TemplateResult {
    return html`<button type="button" @click=${this.#copy}>${this.label}</button>
      <span class="soft" role="status">${this.said}</span>`
  }

  readonly #copy = async (): Promise<void> => {
    this.said = (await copyText(this.text, this)) ? 'Copied' : 'It could not be copied'
  }
}

customElements.define('audit-copy', CopyButton)

declare global {
  interface HTMLElementTagNameMap {
    'audit-copy': CopyButton
  }
}
