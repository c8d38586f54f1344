import type { ReactiveController } from 'lit'

/** Tells an element that draws by itself when its colours may have become others: the system's scheme, or its host's `theme`. */
export class ColourScheme implements ReactiveController {
  readonly #element: HTMLElement
  readonly #onChange: () => void
  readonly #dark: MediaQueryList = matchMedia('(prefers-color-scheme: dark)')
  readonly #attributes: MutationObserver

  constructor(element: HTMLElement, onChange: () => void) {
    this.#element = element
    this.#onChange = onChange
    this.#attributes = new MutationObserver(onChange)
  }

  hostConnected(): void {
    this.#dark.addEventListener('change', this.#onChange)
    const root = this.#element.getRootNode()
    if (root instanceof ShadowRoot) this.#attributes.observe(root.host, { attributeFilter: ['theme'] })
  }

  hostDisconnected(): void {
    this.#dark.removeEventListener('change', this.#onChange)
    this.#attributes.disconnect()
  }
}
