import type { ApprovalPolicy, Approver } from '../approval/approval.js'
import type { RiskLevel } from '../entry/entry.js'
import type { FaultListener } from '../error.js'
import type { RiskAssessment, RiskClassifier, ToolHints } from '../risk/assessment.js'
import type { AuditStore } from '../store/audit-store.js'
import type { RecordedResult, RecordedTool, ToolFunction, ToolOptions } from './tool.js'

/** How a recorder works. */
export interface RecorderOptions {
  /** Where the calls are kept. It is not closed by the recorder. */
  readonly store: AuditStore
  readonly sessionId: string
  readonly agentId?: string | undefined
  /** Asks a person. Default: nobody is there to ask, so that what needs approval is rejected. */
  readonly approve?: Approver | undefined
  /** The lowest risk level that needs approval, or `never`. Default: `destructive`. */
  readonly askFrom?: RiskLevel | 'never' | undefined
  /** Asked in their order before a person is, e.g. `rememberApprovals()`. Default: none. */
  readonly policies?: readonly ApprovalPolicy[] | undefined
  /** How long each one who is asked may take, in milliseconds; after that the call is rejected. Default: Infinity. */
  readonly approvalTimeoutMs?: number | undefined
  /** How risky a call is whose tool does not say so itself. Default: `riskClassifier()`. */
  readonly classify?: RiskClassifier | undefined
  /** The lowest risk level whose intent is durable before the tool starts. Default: `moderate`. */
  readonly intentFrom?: RiskLevel | undefined
  /**
   * What is wrong with a result that says itself that the call failed; null or undefined where nothing is. Default: the
   * text of a result with `isError: true`, as MCP's tools give it.
   */
  readonly failure?: ((result: unknown) => unknown) | undefined
  /** Told what could not be recorded. Default: `console.error`, once for each kind of fault. */
  readonly onFault?: FaultListener | undefined
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** A call of what is no function of yours: a click, a request, a step of a model. */
export interface RecordedCall<P extends object> {
  readonly toolName: string
  /** Default: `{}`. */
  readonly parameters?: P | undefined
  readonly riskLevel?: RiskLevel | RiskAssessment | undefined
  readonly hints?: ToolHints | undefined
  readonly toolCallId?: string | undefined
  readonly metadata?: object | undefined
  /** Aborted by the caller: an open question is withdrawn, and the call rejected. The action gets it from you. */
  readonly signal?: AbortSignal | undefined
}

/** Records calls of one session, or of one plan in it. */
export interface CallRecorder {
  /**
   * The same tools, recorded; of an object of a class its methods, which get the bare object as `this` when they are
   * called on the wrapped one.
   *
   * A tool gets the arguments that it is called with, and a safe one starts at once, as the bare tool does. Where approval is
   * asked for it gets a copy of them, of its lists, plain objects and bytes, made when the question is asked: what was
   * approved is what runs.
   *
   * A call that is denied rejects with `APPROVAL_DENIED`, a risky one that cannot be recorded with `AUDIT_UNAVAILABLE`; the
   * tool did not run then. What the tool throws comes through as it is.
   *
   * @throws AuditError `OPTION_INVALID` for a member that is no tool.
   */
  wrap<T extends Readonly<Record<string, ToolFunction>>>(tools: ToolsToWrap<T>): WrappedTools<T>
  wrap<T extends object>(tools: OfClass<T>): WrappedTools<T>

  /**
   * Runs `action` as one recorded call and gives what it gives. It gets the parameters as they were approved: a copy where
   * approval was asked for.
   *
   * @throws AuditError as a wrapped tool.
   */
  run<R, P extends object = object>(call: RecordedCall<P>, action: (parameters: P) => R): RecordedResult<R>
}

/** Records what an agent does: risk, approval, intent and outcome of every call. */
export interface Recorder extends CallRecorder {
  /** The same recorder for one plan: entries carry its id, and its steps count by themselves. */
  plan(parentPlanId: string): CallRecorder
  /**
   * Tries again at once what could not be recorded so far, and resolves when every call that has ended is kept.
   *
   * @throws AuditError `AUDIT_UNAVAILABLE` when something still is not.
   */
  flush(): Promise<void>
}

/** What `wrap()` takes: functions, or functions with options. */
export type ToolsToWrap<T extends Readonly<Record<string, ToolFunction>>> = {
  readonly [K in keyof T]: T[K] | ToolOptions<T[K]>
}

/** An object of a class or an interface, and no literal, whose members must all be tools. */
export type OfClass<T extends object> = T extends Readonly<Record<string, unknown>> ? never : T

/** What `wrap()` gives: each tool as a function. */
export type WrappedTools<T extends object> = {
  readonly [K in keyof T as T[K] extends ToolFunction ? K : never]: RecordedTool<Extract<T[K], ToolFunction>>
}
