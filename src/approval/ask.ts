/** How long a question stays open. */
export interface AskLimits {
  /** Each withdraws the question when it aborts. */
  readonly callerSignals: readonly AbortSignal[]
  /** After this many milliseconds no answer counts any more. Infinity waits for ever. */
  readonly timeoutMs: number
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
}

/** How a question ended. */
export type Ending<T> = Answered<T> | Unanswered

/** A question that was answered in time. */
export interface Answered<T> {
  readonly kind: 'answered'
  readonly answer: T
  readonly waitedMs: number
}

/** A question without an answer. */
export interface Unanswered {
  /** The one who was asked threw, a caller's signal aborted, or the time was over. */
  readonly kind: 'failed' | 'withdrawn' | 'overdue'
  readonly cause: unknown
  /** Null where the question was not put at all. */
  readonly waitedMs: number | null
}

type Closing = Omit<Unanswered, 'waitedMs'>

/**
 * Puts a question and waits for its answer, never longer than the limits say, and never throws. The signal that `put` gets
 * aborts when the question is withdrawn or overdue, and also once it is answered. What comes later is ignored.
 */
export async function ask<T>(put: (signal: AbortSignal) => T | Promise<T>, limits: AskLimits): Promise<Ending<T>> {
  const gone = limits.callerSignals.find(({ aborted }) => aborted)
  if (gone) return { kind: 'withdrawn', cause: gone.reason, waitedMs: null }
  const start = limits.now()
  const closing = new AbortController()
  const closed = untilClosed(closing, limits)
  const ending = await Promise.race([closed, answerTo(put, closing.signal)])
  closing.abort()
  const waitedMs = limits.now() - start
  // A dialog that blocks the page, such as confirm(), holds up the timer too.
  const late = ending.kind === 'answered' && waitedMs > limits.timeoutMs
  return { ...(late ? overdue() : ending), waitedMs }
}

async function answerTo<T>(
  put: (signal: AbortSignal) => T | Promise<T>,
  signal: AbortSignal,
): Promise<Omit<Answered<T>, 'waitedMs'> | Closing> {
  try {
    return { kind: 'answered', answer: await put(signal) }
  } catch (cause) {
    return { kind: 'failed', cause }
  }
}

/** Resolves when a caller aborts or the time is over. `closing` frees the timer and the listeners, whoever aborts it. */
function untilClosed(closing: AbortController, { callerSignals, timeoutMs }: AskLimits): Promise<Closing> {
  const { signal } = closing
  return new Promise((resolve) => {
    const close = (why: Closing): void => {
      resolve(why)
      closing.abort(why.cause)
    }
    for (const caller of callerSignals) {
      caller.addEventListener('abort', () => close({ kind: 'withdrawn', cause: caller.reason }), { signal })
    }
    signal.addEventListener(
      'abort',
      after(timeoutMs, () => close(overdue())),
    )
  })
}

function overdue(): Closing {
  return { kind: 'overdue', cause: new DOMException('The time to answer is over.', 'TimeoutError') }
}

// setTimeout() takes a longer time for none at all.
const longestTimer = 2 ** 31 - 1

/** Runs `action` once the time is over, and gives the function that prevents it. */
function after(timeoutMs: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (remaining: number): void => {
    const part = Math.min(remaining, longestTimer)
    timer = setTimeout(() => (remaining > part ? wait(remaining - part) : action()), part)
  }
  if (timeoutMs !== Infinity) wait(timeoutMs)
  return () => clearTimeout(timer)
}
