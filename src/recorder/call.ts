import type { RiskLevel } from '../entry/entry.js'
import type { RiskAssessment } from '../risk/assessment.js'
import { isPlain } from './plain.js'
import type { RecordedCall } from './recorder.js'

/** A call as the recorder gets it, from a wrapped tool or from `run()`. */
export interface Call extends Omit<RecordedCall<object>, 'parameters' | 'riskLevel'> {
  readonly args: readonly unknown[]
  /** Calls the tool, with the arguments or with a copy of them. */
  readonly run: (args: readonly unknown[]) => unknown
  /** How risky it is, or what tells from the arguments; undefined leaves it to the classifier. */
  readonly riskLevel?: RiskLevel | RiskAssessment | ((...args: never[]) => RiskLevel | RiskAssessment) | undefined
  readonly failure?: ((result: never) => unknown) | undefined
}

/** The parameters of a call: its one argument where that is a plain object, else `{ args: [...] }`. */
export function callParameters(args: readonly unknown[]): object {
  const [only] = args
  return args.length === 1 && isPlain(only) ? only : { args }
}

/** Whether those parameters could come of other arguments too: `f({ args: [1] })` looks like `f(1)`. */
export function isAmbiguous(args: readonly unknown[]): boolean {
  const [only] = args
  return args.length === 1 && isPlain(only) && 'args' in only && Array.isArray(only.args)
}

/** The abort signals among the arguments of a call, or in plain ones of them (`{ signal }`, `{ abortSignal }`). */
export function callSignals(args: readonly unknown[]): readonly AbortSignal[] {
  return args.flatMap((arg) => (isPlain(arg) ? valuesOf(arg) : [arg])).filter(isSignal)
}

function isSignal(value: unknown): value is AbortSignal {
  try {
    return value instanceof AbortSignal
  } catch {
    return false
  }
}

/** None for an object that throws when it is read. */
function valuesOf(object: object): readonly unknown[] {
  try {
    return Object.values(object)
  } catch {
    return []
  }
}
