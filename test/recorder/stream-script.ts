import * as fc from 'fast-check'
import type { StreamEnd } from '../../src/recorder/stream-record.js'

/** How a promise ended, to be compared. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown }

export function outcomeOf(promise: Promise<unknown>): Promise<Outcome> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
}

/** Ends that were told, and when: a listener that takes its time, as a disk does. */
export interface ToldEnds {
  readonly ends: StreamEnd[]
  readonly recorded: StreamEnd[]
  readonly onEnd: (end: StreamEnd) => Promise<void>
}

export function toldEnds(recording: () => Promise<unknown> = anInstant): ToldEnds {
  const ends: StreamEnd[] = []
  const recorded: StreamEnd[] = []
  return {
    ends,
    recorded,
    async onEnd(end) {
      ends.push(end)
      await recording()
      recorded.push(end)
    },
  }
}

function anInstant(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

/** One call of a consumer of a generator; awaited before the next one, or not. */
export interface GeneratorStep {
  readonly call: 'next' | 'return' | 'throw'
  readonly value: number
  readonly awaited: boolean
}

export const generatorScript: fc.Arbitrary<GeneratorStep[]> = fc.array(
  fc.record({
    // Most calls go on, so that the end is met at all places.
    call: fc.constantFrom<GeneratorStep['call'][]>('next', 'next', 'next', 'next', 'return', 'throw'),
    value: fc.integer({ min: 0, max: 9 }),
    awaited: fc.boolean(),
  }),
  { maxLength: 10 },
)

/** What each call of the script gave, and in which order the calls were answered. */
export async function playGenerator(
  generator: AsyncGenerator<unknown, unknown, unknown>,
  script: readonly GeneratorStep[],
): Promise<unknown[]> {
  const answered: number[] = []
  const calls: Promise<Outcome>[] = []
  for (const [index, { call, value, awaited }] of script.entries()) {
    const outcome = outcomeOf(call === 'next' ? generator.next(value) : generator[call](value))
    calls.push(outcome)
    void outcome.then(() => answered.push(index))
    if (awaited) await outcome
  }
  return [await Promise.all(calls), answered]
}

/** How a generator of the test behaves. */
export interface GeneratorPlan {
  readonly yields: number
  readonly failsAtEnd: boolean
  readonly catches: boolean
  readonly yieldsInFinally: boolean
}

export const generatorPlan: fc.Arbitrary<GeneratorPlan> = fc.record({
  yields: fc.integer({ min: 0, max: 5 }),
  failsAtEnd: fc.boolean(),
  catches: fc.boolean(),
  yieldsInFinally: fc.boolean(),
})

/** A real generator that writes down all that reaches it. */
export async function* plannedGenerator(
  plan: GeneratorPlan,
  seen: unknown[],
): AsyncGenerator<unknown, unknown, unknown> {
  seen.push('started')
  try {
    for (let index = 0; index < plan.yields; index++) {
      try {
        seen.push(yield index)
      } catch (error) {
        seen.push(`caught ${String(error)}`)
        if (!plan.catches) throw error
      }
    }
    if (plan.failsAtEnd) throw new RangeError('the end')
    return 'returned'
  } finally {
    seen.push('finally')
    if (plan.yieldsInFinally) yield 'in finally'
  }
}
