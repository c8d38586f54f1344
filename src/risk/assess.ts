import { described } from '../entry/complaint.js'
import type { RiskLevel } from '../entry/entry.js'
import { errorText } from '../entry/error-text.js'
import { AuditError } from '../error.js'
import type { RiskAssessment, RiskClassifier, RiskSubject } from './assessment.js'
import { isRiskLevel } from './risk-level.js'

/** What says how risky a call is: a fixed level, or a function of the call. */
export type RiskSource = RiskLevel | RiskAssessment | RiskClassifier

/** A risk level that can be relied on. */
export interface AssessedRisk extends RiskAssessment {
  /** Why the source's answer could not be used; the level is critical then. To be reported. */
  readonly fault?: AuditError
}

/**
 * Asks a source for the risk of a call, and takes nothing from it but a risk level. A source that throws or answers with
 * anything else makes the call critical, so that a person is asked, and the fault is given back. Never throws.
 */
export function assess(source: RiskSource, subject: RiskSubject): AssessedRisk {
  try {
    const isFunction = typeof source === 'function'
    const answer: unknown = isFunction ? source(subject) : source
    const usual = isFunction ? 'the classifier says so' : 'the tool is set to this level'
    return readAnswer(answer, usual) ?? refused(subject, answer)
  } catch (error) {
    const message = `The risk classifier failed on ${described(subject.toolName)}: ${errorText(error, 200)}`
    return critical('its risk could not be told, since the classifier failed', message, error)
  }
}

function readAnswer(answer: unknown, usual: string): RiskAssessment | undefined {
  if (isRiskLevel(answer)) return { riskLevel: answer, reason: usual }
  if (typeof answer !== 'object' || answer === null || !('riskLevel' in answer)) return undefined
  const { riskLevel } = answer
  const reason = 'reason' in answer ? answer.reason : undefined
  if (!isRiskLevel(riskLevel)) return undefined
  return { riskLevel, reason: typeof reason === 'string' && reason !== '' ? reason : usual }
}

function refused(subject: RiskSubject, answer: unknown): AssessedRisk {
  // An async classifier that fails would end a Node process, since nobody awaits it.
  if (answer instanceof Promise) answer.catch(() => undefined)
  const given = answer instanceof Promise ? 'a promise' : described(answer)
  const message = `The risk of ${described(subject.toolName)} must be a risk level or an assessment, not ${given}.`
  return critical('its risk could not be told, since the classifier gave no risk level', message, answer)
}

function critical(reason: string, message: string, cause: unknown): AssessedRisk {
  return { riskLevel: 'critical', reason, fault: new AuditError('CALLBACK_FAILED', message, { cause }) }
}
