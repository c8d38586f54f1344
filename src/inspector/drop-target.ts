import type { LitElement, ReactiveController } from 'lit'

/**
 * Takes files that are dropped: on the element that holds this one, the whole inspector, or on this one where it stands alone.
 * While a dialog in there waits for an answer, none is taken.
 */
export class DropTarget implements ReactiveController {
  readonly #element: LitElement
  readonly #onFiles: (files: readonly File[]) => void
  #target: HTMLElement | null = null
  #isOver = false

  constructor(element: LitElement, onFiles: (files: readonly File[]) => void) {
    this.#element = element
    this.#onFiles = onFiles
    element.addController(this)
  }

  /** Whether a file is over the target right now. */
  get isOver(): boolean {
    return this.#isOver
  }

  hostConnected(): void {
    const root = this.#element.getRootNode()
    this.#target = root instanceof ShadowRoot && root.host instanceof HTMLElement ? root.host : this.#element
    this.#target.addEventListener('dragover', this.#over)
    this.#target.addEventListener('dragleave', this.#leave)
    this.#target.addEventListener('drop', this.#drop)
  }

  hostDisconnected(): void {
    this.#target?.removeEventListener('dragover', this.#over)
    this.#target?.removeEventListener('dragleave', this.#leave)
    this.#target?.removeEventListener('drop', this.#drop)
    this.#target = null
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    const isTaken = !this.#isBarred(event)
    event.dataTransfer.dropEffect = isTaken ? 'copy' : 'none'
    this.#become(isTaken)
  }

  readonly #leave = (event: DragEvent): void => {
    // Between two elements within it, it is still over it.
    const { relatedTarget } = event
    if (relatedTarget instanceof Node && this.#target?.contains(relatedTarget)) return
    this.#become(false)
  }

  readonly #drop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])]
    this.#become(false)
    if (files.length === 0) return
    // Left to itself, the browser would go to the file.
    event.preventDefault()
    if (!this.#isBarred(event)) this.#onFiles(files)
  }

  /** Whether it is over a dialog within the target: all else is inert then, so there is nothing else that it could be over. */
  #isBarred(event: DragEvent): boolean {
    const path = event.composedPath()
    const within = path.slice(
      0,
      path.findIndex((place) => place === this.#target),
    )
    return within.some((place) => place instanceof HTMLDialogElement && place.matches(':modal'))
  }

  #become(isOver: boolean): void {
    if (isOver === this.#isOver) return
    this.#isOver = isOver
    this.#element.requestUpdate()
  }
}
