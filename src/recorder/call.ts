import type { RiskLevel } from '../entry/entry.js'
import type { RiskAssessment } from '../risk/assessment.js'
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

/** The abort signals that a call comes with, as arguments or as members of plain ones (`{ signal }`, `{ abortSignal }`). */
export function callSignals({ args, signal }: Pick<Call, 'args' | 'signal'>): readonly AbortSignal[] {
  const candidates = args.flatMap((arg) => (isPlain(arg) ? Object.values(arg) : [arg]))
  return [signal, ...candidates].filter((candidate) => candidate instanceof AbortSignal)
}

/** Whether a value is an object of no class. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
