/** Milliseconds in which any number of changes make one message. */
const pause = 50

/**
 * Tells the other tabs that something changed, and hears it from them. Only a hint: messages are merged, and none comes
 * while the page is frozen or where there is no BroadcastChannel.
 */
export class ChangeChannel {
  readonly #name: string
  readonly #listeners = new Set<() => void>()
  #channel: BroadcastChannel | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #changed = false
  #suspended = false

  constructor(name: string) {
    this.#name = name
  }

  subscribe(listener: () => void): () => void {
    // A wrapper, so that the same function may subscribe twice.
    const own = (): void => listener()
    this.#listeners.add(own)
    if (!this.#suspended) this.#open()
    return () => void this.#listeners.delete(own)
  }

  /** Calls the listeners of this side. */
  notify(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Tells the others: at once when it was quiet, else at the end of the pause. */
  post(): void {
    this.#changed = true
    if (this.#timer !== undefined) return
    this.#send()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#changed) this.post()
    }, pause)
  }

  /** Listens again after `suspend()`. */
  resume(): void {
    this.#suspended = false
    if (this.#listeners.size > 0) this.#open()
  }

  /** Closes the channel, but for the moment that a message takes: an open one can keep a page out of the back/forward cache. */
  suspend(): void {
    this.#suspended = true
    this.#channel?.close()
    this.#channel = undefined
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#listeners.clear()
    this.suspend()
  }

  #send(): void {
    this.#changed = false
    this.#open()?.postMessage(null)
    if (this.#suspended) this.suspend()
  }

  #open(): BroadcastChannel | undefined {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return this.#channel
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.onmessage = () => this.notify()
    return this.#channel
  }
}
