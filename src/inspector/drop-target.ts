import type { ReactiveController } from 'lit'

/**
 * Takes files that are dropped: on the element that holds this one, the whole inspector, or on this one where it stands alone.
 * While a file is over it, that element has the attribute `dropping`.
 */
export class DropTarget implements ReactiveController {
  readonly #element: HTMLElement
  readonly #onFile: (file: File) => void
  #target: HTMLElement | null = null

  constructor(element: HTMLElement, onFile: (file: File) => void) {
    this.#element = element
    this.#onFile = onFile
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
    this.#target?.toggleAttribute('dropping', true)
  }

  readonly #leave = (event: DragEvent): void => {
    // Between two elements within it, it is still over it.
    const { relatedTarget } = event
    if (relatedTarget instanceof Node && this.#target?.contains(relatedTarget)) return
    this.#target?.toggleAttribute('dropping', false)
  }

  readonly #drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer?.files ?? []
    this.#target?.toggleAttribute('dropping', false)
    if (!file) return
    event.preventDefault()
    this.#onFile(file)
  }
}
