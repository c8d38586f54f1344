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
  if (!signal.aborted) await over(ms, signal)
  signal.throwIfAborted()
}

/** Resolves when the time is over or the signal aborts. */
function over(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
