import type { RiskLevel } from '../entry/entry.js'
import type { RiskAssessment, ToolHints } from '../risk/assessment.js'

/** Any function that an agent may call. */
export type ToolFunction = (...args: never[]) => unknown

/** A tool with more said about it than its function. */
export interface ToolOptions<F extends ToolFunction> {
  readonly run: F
  /** How risky a call is: always, or by what it is called with. Default: what the recorder's classifier says. */
  readonly riskLevel?: RiskLevel | ((...args: Parameters<F>) => RiskLevel | RiskAssessment) | undefined
  /** What the tool's author says of it, as MCP has it in a tool's `annotations`. */
  readonly hints?: ToolHints | undefined
  /**
   * What is wrong with a result that says itself that the call failed; null or undefined where nothing is. Default: the
   * recorder's.
   */
  readonly failure?: ((result: Awaited<ReturnType<F>>) => unknown) | undefined
}

/**
 * A tool as the recorder gives it back: same arguments, same `this`, same result, same error, same members of its own. It
 * always gives a promise, since approval and durability take time, or an async iterable where the bare tool gives one.
 */
export type RecordedTool<F extends ToolFunction> = [ReturnType<F>] extends [never]
  ? PromisingTool<F>
  : ReturnType<F> extends Promise<infer T>
    ? Promise<T> extends ReturnType<F>
      ? F
      : PromisingTool<F>
    : ReturnType<F> extends AsyncGenerator<unknown, unknown, never>
      ? F
      : PromisingTool<F>

/** A tool whose bare one gives no plain promise. */
type PromisingTool<F extends ToolFunction> = (
  this: ThisParameterType<F>,
  ...args: Parameters<F>
) => RecordedResult<ReturnType<F>>

/** What a call gives once it is recorded: a promise, which can be iterated at once where the result can. */
export type RecordedResult<R> = [R] extends [never]
  ? Promise<never>
  : R extends AsyncIterable<infer T>
    ? Promise<R> & AsyncIterable<T>
    : Promise<Awaited<R>>
