import type { ReactiveController } from 'lit'

/** Calls back when `/` is pressed anywhere in the page but where text is entered. */
export class SearchKey implements ReactiveController {
  readonly #onSearch: () => void

  constructor(onSearch: () => void) {
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
    const [target] = event.composedPath()
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))) return
    event.preventDefault()
    this.#onSearch()
  }
}
