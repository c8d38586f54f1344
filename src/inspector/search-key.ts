import type { ReactiveController } from 'lit'

/** Calls back when `/` is pressed anywhere in the page but where text is entered, and in another element of its host's kind. */
export class SearchKey implements ReactiveController {
  readonly #host: HTMLElement
  readonly #onSearch: () => void

  constructor(host: HTMLElement, onSearch: () => void) {
    this.#host = host
    this.#onSearch = onSearch
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKey)
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKey)
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const path = event.composedPath()
    const [target] = path
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))) return
    // Of two in a page, it is for the one where the reader is.
    const { localName } = this.#host
    if (path.some((node) => node !== this.#host && node instanceof HTMLElement && node.localName === localName)) return
    event.preventDefault()
    this.#onSearch()
  }
}
