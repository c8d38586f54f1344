import {
  css,
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit'
import { baseStyle } from './base-style.js'
import { chosenStyle } from './chosen-style.js'
import { styleProperties } from './style-properties.js'

/** Pixels between the button and what it opens, and between that and the edge of the window. */
const gap = 4
const margin = 8

/**
 * A button that opens a panel with what stands in it. The panel is the browser's own popover: Escape and a click elsewhere
 * close it.
 */
export class FilterMenu extends LitElement {
  static override properties: PropertyDeclarations = {
    label: {},
    value: {},
    hint: {},
    left: { state: true },
    top: { state: true },
  }
  static override styles: CSSResultGroup = [
    baseStyle,
    css`
      :host {
        display: inline-block;
      }
      .toggle {
        display: inline-flex;
        gap: 0.375rem;
        align-items: center;
        max-width: 18rem;
        border-color: var(--audit-line);
        color: var(--audit-menu-text, var(--audit-text-soft));
      }
      .toggle.set {
        border-color: var(--audit-accent);
        background: var(--audit-accent-soft);
        color: var(--audit-text);
      }
      .value {
        min-width: 0;
        font-weight: 550;
      }
      .chevron {
        flex: none;
        width: 0.5rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
      }
      .panel {
        position: fixed;
        inset: var(--top) auto auto var(--left);
        min-width: 13rem;
        max-width: min(22rem, calc(100vw - 1rem));
        max-height: min(24rem, 70vh);
        margin: 0;
        padding: var(--audit-space-3);
        border: 1px solid var(--audit-line);
        border-radius: var(--audit-radius-l);
        background: var(--audit-surface);
        box-shadow: var(--audit-shadow);
        color: var(--audit-text);
        overflow: auto;
      }
    `,
    chosenStyle,
  ]

  /** What can be chosen in it. */
  declare label: string
  /** What is chosen, in a few words; empty where nothing is. */
  declare value: string
  /** What is chosen, for a closer look. Default: the same few words. */
  declare hint: string
  declare private left: number
  declare private top: number

  constructor() {
    super()
    this.label = ''
    this.value = ''
    this.hint = ''
    this.left = 0
    this.top = 0
  }

  override render(): TemplateResult {
    const { label, value, hint } = this
    return html`
      <button
        type="button"
        class="toggle ${value && 'set'}"
        popovertarget="panel"
        aria-haspopup="dialog"
        title=${hint || value || nothing}
        aria-label=${value ? `${label}: ${value}` : label}
      >
        <span>${label}</span>${value && html`<span class="value clip">${value}</span>`}
        <svg class="chevron" viewBox="0 0 8 8" aria-hidden="true"><path d="m1 2.5 3 3 3-3" /></svg>
      </button>
      <div
        class="panel"
        id="panel"
        popover
        role="dialog"
        aria-label=${label}
        @beforetoggle=${this.#onClose}
        @toggle=${this.#place}
        @keydown=${this.#onKey}
        ${styleProperties({ '--left': `${this.left}px`, '--top': `${this.top}px` })}
      >
        <slot></slot>
      </div>
    `
  }

  /** Closes the panel, for what is done once it is chosen. */
  close(): void {
    this.renderRoot.querySelector<HTMLElement>('.panel')?.hidePopover()
  }

  /** Puts the panel under the button, moved as far as the window demands. */
  #place(event: ToggleEvent): void {
    const [button, panel] = this.renderRoot.querySelectorAll<HTMLElement>('.toggle, .panel')
    if (event.newState !== 'open' || !button || !panel) return
    const { left, bottom } = button.getBoundingClientRect()
    this.left = Math.max(margin, Math.min(left, innerWidth - panel.offsetWidth - margin))
    this.top = Math.max(margin, Math.min(bottom + gap, innerHeight - panel.offsetHeight - margin))
  }

  /**
   * The browser gives the focus back from what stands in a panel, and what is slotted into it is not among that. A click
   * elsewhere has taken the focus by now.
   */
  #onClose({ newState }: ToggleEvent): void {
    const root = this.getRootNode()
    if (newState !== 'closed' || !(root instanceof ShadowRoot) || !this.contains(root.activeElement)) return
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus()
  }

  /** What closes the panel is not to close anything behind it. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.stopPropagation()
  }
}

customElements.define('audit-menu', FilterMenu)

declare global {
  interface HTMLElementTagNameMap {
    'audit-menu': FilterMenu
  }
}
