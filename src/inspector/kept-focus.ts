import type { LitElement, ReactiveController } from 'lit'

/**
 * Keeps the keyboard in an element. What has the focus and is moved by drawing has it again after; where it is taken away or
 * disabled, the focus goes to what `next` gives. Without it the next key would begin at the top of the page.
 */
export class KeptFocus implements ReactiveController {
  readonly #element: LitElement
  readonly #next: () => HTMLElement | null
  #before: Element | null = null

  constructor(element: LitElement, next: () => HTMLElement | null) {
    this.#element = element
    this.#next = next
  }

  hostUpdate(): void {
    this.#before = this.#active
  }

  hostUpdated(): void {
    const before = this.#before
    this.#before = null
    const isElsewhere = this.#active !== null && this.#active !== before
    const isKept = this.#active === before && before !== null && isUsable(before)
    if (before && !isElsewhere && !isKept) void giveFocus(isUsable(before) ? before : this.#next())
  }

  get #active(): Element | null {
    return this.#element.shadowRoot?.activeElement ?? null
  }
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled')
}

/** What is new draws itself later. */
async function giveFocus(element: Element | null): Promise<void> {
  if (!(element instanceof HTMLElement)) return
  if (isDrawing(element)) await element.updateComplete
  element.focus({ preventScroll: true })
}

function isDrawing(element: HTMLElement): element is LitElement {
  return 'updateComplete' in element
}
