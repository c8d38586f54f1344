import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** How much room there is: for one column, for two, for two wide ones, or for the detail as a third. */
export type Layout = 'phone' | 'medium' | 'wide' | 'full'

/** The widths, in rem, from which there is room for more. */
const mediumFrom = 46
const wideFrom = 76
const fullFrom = 100

/** Tells its host how much room it has, as its attribute `layout`. By its own width, since the page may give it a part. */
export class LayoutController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #observer: ResizeObserver
  #layout: Layout = 'wide'

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    this.#observer = new ResizeObserver(() => this.#measure())
    host.addController(this)
  }

  get layout(): Layout {
    return this.#layout
  }

  hostConnected(): void {
    this.#measure()
    this.#observer.observe(this.#host)
  }

  hostDisconnected(): void {
    this.#observer.disconnect()
  }

  #measure(): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    const layout = layoutOf(this.#host.clientWidth / rem)
    if (this.#host.getAttribute('layout') !== layout) this.#host.setAttribute('layout', layout)
    if (layout === this.#layout) return
    this.#layout = layout
    this.#host.requestUpdate()
  }
}

/** The layout for a width in rem. */
export function layoutOf(width: number): Layout {
  if (width < mediumFrom) return 'phone'
  if (width < wideFrom) return 'medium'
  return width < fullFrom ? 'wide' : 'full'
}
