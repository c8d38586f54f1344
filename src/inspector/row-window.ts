import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Rows beyond the view that are drawn too. */
const overscan = 8

/** What the window looks onto. */
export interface RowWindowOptions {
  /** The element that scrolls; its first child is a header that stays. */
  readonly scroller: () => HTMLElement | null
  readonly count: () => number
  /** The height of the header, and of each row, in pixels. */
  readonly headHeight: () => number
  readonly rowHeight: () => number
  /** Called at first, and when the room for rows has changed, while nothing waits to be laid out. */
  readonly onRoom: () => void
}

/** Which rows of a long list are in view. It asks its host to draw when that changes. */
export class RowWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #options: RowWindowOptions
  readonly #rows: Virtualizer<HTMLElement, HTMLElement>
  #height = 0
  #unmount: () => void = () => {}

  constructor(host: ReactiveControllerHost, options: RowWindowOptions) {
    this.#host = host
    this.#options = options
    this.#rows = new Virtualizer(this.#settings())
    host.addController(this)
  }

  hostConnected(): void {
    this.#options.onRoom()
    // oxlint-disable-next-line no-underscore-dangle -- What the library has its adapters to frameworks call.
    this.#unmount = this.#rows._didMount()
  }

  hostDisconnected(): void {
    this.#unmount()
  }

  hostUpdate(): void {
    const height = this.#options.rowHeight()
    if (height !== this.#height) this.#rows.measure()
    this.#height = height
    this.#rows.setOptions(this.#settings())
  }

  hostUpdated(): void {
    // oxlint-disable-next-line no-underscore-dangle -- As above.
    this.#rows._willUpdate()
  }

  /** The rows to draw. */
  get indexes(): readonly number[] {
    return this.#rows.getVirtualItems().map(({ index }) => index)
  }

  /** Where the first row that is drawn begins, and how high all rows are, in pixels below the header. */
  get extent(): { readonly start: number; readonly height: number } {
    const [first] = this.#rows.getVirtualItems()
    return { start: first ? first.start - this.#options.headHeight() : 0, height: this.#rows.getTotalSize() }
  }

  /** How many rows fit into the view. */
  get pageLength(): number {
    const room = (this.#rows.scrollRect?.height ?? 0) - this.#options.headHeight()
    return Math.max(1, Math.floor(room / this.#options.rowHeight()) - 1)
  }

  /** Brings a row into view, moving as little as need be. */
  reveal(index: number): void {
    this.#rows.scrollToIndex(index, { align: 'auto' })
  }

  #settings(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    const { scroller, count, headHeight, onRoom } = this.#options
    const head = headHeight()
    return {
      count: count(),
      getScrollElement: scroller,
      // Asked for each row: a height that was looked up for each would take longer than all the rest.
      estimateSize: () => this.#height,
      scrollMargin: head,
      scrollPaddingStart: head,
      overscan,
      scrollToFn: elementScroll,
      observeElementRect: (rows, tell) =>
        observeElementRect(rows, (room) => {
          onRoom()
          tell(room)
        }),
      observeElementOffset,
      onChange: () => this.#host.requestUpdate(),
    }
  }
}
