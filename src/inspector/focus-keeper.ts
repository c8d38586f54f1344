/** Moves the focus into an element that opens, and back to where it was once that closes. */
export class FocusKeeper {
  readonly #element: HTMLElement
  #before: HTMLElement | null = null

  constructor(element: HTMLElement) {
    this.#element = element
  }

  /**
   * Gives the focus to the element, and keeps in mind who had it. Where nobody had it, as in a page that was opened at an
   * entry's address, the reader may be anywhere else: the element comes into view.
   */
  take(): void {
    const active = innermost(this.#element.ownerDocument)
    this.#before = active instanceof HTMLElement && active !== this.#element.ownerDocument.body ? active : null
    this.#element.focus()
    if (!this.#before) this.#element.scrollIntoView({ block: 'nearest' })
  }

  /** Gives the focus back, unless somebody else has it by now. */
  giveBack(): void {
    const active = innermost(this.#element.ownerDocument)
    const isFree = active === null || active === this.#element.ownerDocument.body || this.#holds(active)
    if (isFree && this.#before?.isConnected) this.#before.focus({ preventScroll: true })
    this.#before = null
  }

  #holds(active: Element): boolean {
    for (
      let node: Node | null = active;
      node;
      node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
    ) {
      if (node === this.#element) return true
    }
    return false
  }
}

/** The element with the focus, through all shadow roots. */
function innermost(page: Document): Element | null {
  let active = page.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}
