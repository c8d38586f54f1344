import { assessment, type RiskAssessment, type ToolHints } from './assessment.js'
import { atLeast } from './risk-level.js'

const destructive = assessment('destructive', "the tool's author calls it destructive (destructiveHint)")
const changing = assessment('moderate', "the tool's author says that it changes things (readOnlyHint)")
const open = assessment('moderate', "the tool's author says that it reaches strangers (openWorldHint)")
const readOnly = assessment('safe', "the tool's author, who is trusted, calls it read-only (readOnlyHint)")
const additive = assessment('moderate', "the tool's author, who is trusted, says that it only adds (destructiveHint)")

/**
 * The risk that a name speaks of, as the hints of the tool's author correct it. They can always raise it. Where they are
 * trusted they can lower it, but never from critical: they say how a tool acts, and not what it touches.
 */
export function withHints(named: RiskAssessment, hints: ToolHints, trusted: boolean): RiskAssessment {
  const ceiling = trusted && named.riskLevel !== 'critical' ? ceilingOf(hints) : undefined
  const lowered = ceiling !== undefined && !atLeast(ceiling.riskLevel, named.riskLevel) ? ceiling : named
  const floor = floorOf(hints)
  return floor !== undefined && !atLeast(lowered.riskLevel, floor.riskLevel) ? floor : lowered
}

// A tool that is called read-only and destructive at once is taken for the worse.
function floorOf(hints: ToolHints): RiskAssessment | undefined {
  if (said(hints, 'destructiveHint') === true) return destructive
  if (said(hints, 'readOnlyHint') === false) return changing
  return said(hints, 'openWorldHint') === true ? open : undefined
}

function ceilingOf(hints: ToolHints): RiskAssessment | undefined {
  if (said(hints, 'readOnlyHint') === true) return readOnly
  return said(hints, 'destructiveHint') === false ? additive : undefined
}

/** A hint, where it is one: `'true'`, null, or a getter that throws says nothing. */
function said(hints: ToolHints, name: keyof ToolHints): boolean | undefined {
  try {
    const value: unknown = hints[name]
    return typeof value === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}
