import type { RiskLevel } from '../entry/entry.js'

/** How risky a call is, and why. */
export interface RiskAssessment {
  readonly riskLevel: RiskLevel
  /** A few words that a person reads when asked for approval, such as `the name says delete`. */
  readonly reason: string
}

/** An assessment that is given to many callers, none of whom can change it for the others. */
export function assessment(riskLevel: RiskLevel, reason: string): RiskAssessment {
  return Object.freeze({ riskLevel, reason })
}

/**
 * What a tool's author says of it: the hints that MCP has in a tool's `annotations` (schema 2025-11-25, `ToolAnnotations`).
 * One that is absent says nothing here; MCP's defaults for it, which are the worst case, are not assumed.
 */
export interface ToolHints {
  /** The tool changes nothing. */
  readonly readOnlyHint?: boolean | undefined
  /** The tool may change or delete what is there, rather than only add to it. */
  readonly destructiveHint?: boolean | undefined
  /** A second call with the same arguments changes nothing more. That makes no call less risky, so it is not looked at. */
  readonly idempotentHint?: boolean | undefined
  /** The tool deals with a world of strangers, as a search of the web does, and not with a closed set of things. */
  readonly openWorldHint?: boolean | undefined
}

/** A call whose risk is asked for. */
export interface RiskSubject {
  readonly toolName: string
  /** As the tool was called. */
  readonly parameters: unknown
  readonly hints?: ToolHints | undefined
}

/** Says how risky a call is, at once: a promise is no answer. */
export type RiskClassifier = (subject: RiskSubject) => RiskLevel | RiskAssessment
