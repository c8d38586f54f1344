/** How fast the agent goes. Changes nothing of what it does. */
export interface Pace {
  /** Between two steps. */
  readonly thinkMs: number
  /** What the printer takes for one label. */
  readonly labelMs: number
}

/** The paces that the page offers, by name. */
export const paces: ReadonlyMap<string, Pace> = new Map([
  ['watch', { thinkMs: 700, labelMs: 1500 }],
  ['quick', { thinkMs: 0, labelMs: 40 }],
])

/** Waits, unless the signal aborts, with whose reason it rejects then. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    // One signal lives through many waits, so each lets go of it.
    const over = (): void => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('Stopped'))
    }
    signal.addEventListener('abort', over, { once: true })
    setTimeout(() => signal.removeEventListener('abort', over), ms)
  })
}
