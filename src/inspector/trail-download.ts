import type { LitElement, ReactiveController } from 'lit'
import { exportFormats, type ExportRequest, exportTrail } from './trail-export.js'

/** How an export stands. `address` gives the file for as long as the next one is not begun. */
export type DownloadState =
  | { readonly kind: 'idle' | 'cancelled' }
  | { readonly kind: 'writing'; readonly written: number; readonly total: number }
  | {
      readonly kind: 'done'
      readonly address: string
      readonly name: string
      readonly total: number
      readonly size: number
    }
  | { readonly kind: 'failed'; readonly fault: unknown }

/** What is to be downloaded. */
type DownloadRequest = Pick<ExportRequest, 'store' | 'filter' | 'format'>

/** Writes exports, one at a time, and hands each to the browser as a download. */
export class TrailDownload implements ReactiveController {
  readonly #element: LitElement
  #state: DownloadState = { kind: 'idle' }
  #cancelling: AbortController | null = null

  constructor(element: LitElement) {
    this.#element = element
    element.addController(this)
  }

  get state(): DownloadState {
    return this.#state
  }

  hostDisconnected(): void {
    this.cancel()
    this.#become({ kind: 'idle' })
  }

  /** Ends the export that is under way, if there is one, at once: what it still waits for comes to nothing. */
  cancel(): void {
    if (!this.#cancelling) return
    this.#cancelling.abort()
    this.#cancelling = null
    this.#become({ kind: 'cancelled' })
  }

  /** Exports and downloads. An export that is under way is cancelled. Never rejects: the state says what went wrong. */
  async start(request: DownloadRequest): Promise<void> {
    this.cancel()
    const cancelling = new AbortController()
    this.#cancelling = cancelling
    const state = await this.#write(request, cancelling.signal)
    if (this.#cancelling !== cancelling) return
    this.#cancelling = null
    this.#become(state)
    if (state.kind === 'done') this.#save(state)
  }

  async #write(request: DownloadRequest, signal: AbortSignal): Promise<DownloadState> {
    try {
      this.#become({ kind: 'writing', written: 0, total: 0 })
      const total = await request.store.count(request.filter)
      signal.throwIfAborted()
      const onProgress = (written: number): void => {
        if (!signal.aborted) this.#become({ kind: 'writing', written: Math.min(written, total), total })
      }
      onProgress(0)
      const blob = await exportTrail({ ...request, signal, onProgress })
      const name = fileName(request.format, new Date())
      return { kind: 'done', address: URL.createObjectURL(blob), name, total, size: blob.size }
    } catch (fault) {
      return { kind: 'failed', fault }
    }
  }

  #become(state: DownloadState): void {
    if (this.#state.kind === 'done') URL.revokeObjectURL(this.#state.address)
    this.#state = state
    this.#element.requestUpdate()
  }

  #save({ address, name }: Extract<DownloadState, { kind: 'done' }>): void {
    const link = this.#element.ownerDocument.createElement('a')
    link.href = address
    link.download = name
    link.click()
  }
}

function fileName(format: ExportRequest['format'], now: Date): string {
  return `audit-trail-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.${exportFormats[format].extension}`
}
