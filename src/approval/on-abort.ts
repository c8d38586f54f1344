type Action = () => void

interface Waiting {
  readonly actions: Set<Action>
  readonly listener: () => void
}

// Of each signal that somebody waits for.
const waitingFor = new WeakMap<AbortSignal, Waiting>()

/**
 * Runs `action` when the signal aborts, and gives the function that prevents it. A signal has one listener however many wait:
 * a caller may pass one signal to all its calls, and Node takes more than ten listeners for a leak.
 */
export function onAbort(signal: AbortSignal, action: Action): () => void {
  const waiting = waitingFor.get(signal) ?? listen(signal)
  waiting.actions.add(action)
  return () => {
    if (waiting.actions.delete(action) && waiting.actions.size === 0) stop(signal, waiting)
  }
}

function listen(signal: AbortSignal): Waiting {
  const actions = new Set<Action>()
  const waiting: Waiting = { actions, listener: () => actions.forEach((action) => action()) }
  signal.addEventListener('abort', waiting.listener)
  waitingFor.set(signal, waiting)
  return waiting
}

function stop(signal: AbortSignal, { listener }: Waiting): void {
  signal.removeEventListener('abort', listener)
  waitingFor.delete(signal)
}
