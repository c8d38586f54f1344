import { onAbort } from './on-abort.js'

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
export async function ask<T>(put: (question: Question) => T | Promise<T>, limits: AskLimits): Promise<Ending<T>> {
  const gone = limits.callerSignals.find(({ aborted }) => aborted)
  if (gone) return { kind: 'withdrawn', cause: gone.reason, waitedMs: null }
  const start = limits.now()
  const question = new Question()
  const ending = await (isLimited(limits) ? inTime(put, question, limits) : answerTo(put, question))
  question.close(over)
  const waitedMs = limits.now() - start
  // A dialog that blocks the page, such as confirm(), holds up the timer too.
  const late = ending.kind === 'answered' && waitedMs > limits.timeoutMs
  return { ...(late ? overdue() : ending), waitedMs }
}

/** A question that is put to somebody. */
export class Question {
  #controller: AbortController | undefined
  #isOpen = true
  #reason: unknown

  /** Aborted once no answer is needed any more. Made when it is first looked at, which few policies do: it costs more than they. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (!this.#isOpen) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  /** No answer is needed any more. The first reason counts. */
  close(reason: unknown): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}

// One for all: making it takes its stack.
const over = new DOMException('The question is answered.', 'AbortError')

async function answerTo<T>(
  put: (question: Question) => T | Promise<T>,
  question: Question,
): Promise<Omit<Answered<T>, 'waitedMs'> | Closing> {
  try {
    return { kind: 'answered', answer: await put(question) }
  } catch (cause) {
    return { kind: 'failed', cause }
  }
}

/** Whether anything but an answer can end a question. Most policies answer at once, and are spared a race with nothing. */
function isLimited({ callerSignals, timeoutMs }: AskLimits): boolean {
  return callerSignals.length > 0 || timeoutMs !== Infinity
}

async function inTime<T>(
  put: (question: Question) => T | Promise<T>,
  question: Question,
  limits: AskLimits,
): Promise<Omit<Answered<T>, 'waitedMs'> | Closing> {
  const limit = limited(question, limits)
  const ending = await Promise.race([limit.reached, answerTo(put, question)])
  limit.release()
  return ending
}

/** Closes the question when a caller aborts or the time is over, and tells which, until it is released. */
function limited(
  question: Question,
  { callerSignals, timeoutMs }: AskLimits,
): { readonly reached: Promise<Closing>; readonly release: () => void } {
  const releases: (() => void)[] = []
  const reached = new Promise<Closing>((resolve) => {
    const close = (why: Closing): void => {
      resolve(why)
      question.close(why.cause)
    }
    for (const caller of callerSignals) {
      releases.push(onAbort(caller, () => close({ kind: 'withdrawn', cause: caller.reason })))
    }
    releases.push(after(timeoutMs, () => close(overdue())))
  })
  return { reached, release: () => releases.forEach((release) => release()) }
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
