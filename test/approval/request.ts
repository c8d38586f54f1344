import type { ApprovalSubject } from '../../src/approval/decide.js'
import type { ApprovalPolicy, ApprovalRequest, Approver } from '../../src/approval/approval.js'

/** A call to be decided on. */
export function subject(over: Partial<ApprovalSubject> = {}): ApprovalSubject {
  return {
    id: 'entry-1',
    toolName: 'file_delete',
    parameters: { path: '/tmp/a' },
    lossless: true,
    riskLevel: 'destructive',
    riskReason: 'the name says delete',
    sessionId: 'session-1',
    stepId: 'step-1',
    agentId: null,
    parentPlanId: null,
    ...over,
  }
}

/** The same as a policy gets it. */
export function request(over: Partial<ApprovalSubject> = {}): ApprovalRequest {
  return { ...subject(over), signal: new AbortController().signal }
}

/** What is written in JavaScript may answer with anything. */
export type AnyAnswer = (request: ApprovalRequest) => unknown

export function approver(answer: AnyAnswer): Approver {
  return answer as Approver
}

export function policy(answer: AnyAnswer, name = 'house'): ApprovalPolicy {
  return { name, decide: answer as ApprovalPolicy['decide'] }
}

/** A policy that leaves everything to others. */
export const noSay: ApprovalPolicy = policy(() => null, 'none')

/** An answer that does not come. */
export function never(): Promise<never> {
  return new Promise(() => {})
}

/** Throws an error of this message, or what it is given. */
export function raise(message: unknown): never {
  throw message instanceof Error ? message : new Error(String(message))
}
