import type { LitElement, ReactiveController } from 'lit'

/** Takes files that are dropped: on the element that holds this one, the whole inspector, or on this one where it stands alone. */
export class DropTarget implements ReactiveController {
  readonly #element: LitElement
  readonly #onFile: (file: File) => void
  #target: HTMLElement | null = null
  #isOver = false

  constructor(element: LitElement, onFile: (file: File) => void) {
    this.#element = element
    this.#onFile = onFile
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
    event.dataTransfer.dropEffect = 'copy'
    this.#become(true)
  }

  readonly #leave = (event: DragEvent): void => {
    // Between two elements within it, it is still over it.
    const { relatedTarget } = event
    if (relatedTarget instanceof Node && this.#target?.contains(relatedTarget)) return
    this.#become(false)
  }

  readonly #drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? []
    this.#become(false)
    if (!file) return
    event.preventDefault()
    this.#onFile(file)
  }

  #become(isOver: boolean): void {
    if (isOver === this.#isOver) return
    this.#isOver = isOver
    this.#element.requestUpdate()
  }
}
