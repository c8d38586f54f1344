/** What a page's life asks of those who write in it. */
export interface LifecycleListeners {
  /** The page may be gone without another word: write what waits. */
  readonly onHide: () => void
  /**
   * The page goes to the back/forward cache. Its database stays open: what later listeners log would have to wait for a new
   * connection, which a page in the cache does not get.
   */
  readonly onFreeze: () => void
  /** The page is looked at again, perhaps after a long time. */
  readonly onShow: () => void
}

/** Listens to the page's life where there is a page; a worker has none. Returns what stops it. */
export function listenToLifecycle({ onHide, onFreeze, onShow }: LifecycleListeners): () => void {
  const listening = new AbortController()
  const listen = (type: string, listener: (event: Event) => void): void =>
    globalThis.addEventListener?.(type, listener, { signal: listening.signal })

  listen('pagehide', (event) => {
    onHide()
    if (isPersisted(event)) onFreeze()
  })
  listen('pageshow', onShow)
  listen('visibilitychange', () => (isHidden() ? onHide() : onShow()))
  return () => listening.abort()
}

function isPersisted(event: Event): boolean {
  return 'persisted' in event && event.persisted === true
}

function isHidden(): boolean {
  return (globalThis.document as Document | undefined)?.visibilityState === 'hidden'
}
