import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AuditStore } from '../store/audit-store.js'
import { baseStyle } from './base-style.js'
import { tokens } from './tokens.js'

/**
 * `<audit-inspector>`: shows what an agent did. It opens the IndexedDB trail that `name` says, or the page's default one;
 * or it shows the `store` that it is given, which it leaves open.
 */
export class AuditInspector extends LitElement {
  static override properties: PropertyDeclarations = { name: {}, store: { attribute: false } }
  static override styles: CSSResultGroup = [tokens, baseStyle]

  /** The name of the IndexedDB database, as in `openAuditStore({ name })`. */
  declare name: string | null
  /** A store that is open already. */
  declare store: AuditStore | null

  constructor() {
    super()
    this.name = null
    this.store = null
  }

  override render(): TemplateResult {
    return html`<p role="status">Opening the trail …</p>`
  }
}

customElements.define('audit-inspector', AuditInspector)

declare global {
  interface HTMLElementTagNameMap {
    'audit-inspector': AuditInspector
  }
}
