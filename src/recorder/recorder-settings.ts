import type { Approver } from '../approval/approval.js'
import type { AuditError, FaultListener } from '../error.js'
import { riskClassifier } from '../risk/classify-by-name.js'
import { reportOnce } from '../store/faults.js'
import { mcpFailure } from './mcp-failure.js'
import type { RecorderOptions } from './recorder.js'

type Settled<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/** The options of a recorder, with their defaults. */
export interface RecorderSettings extends Settled<Omit<RecorderOptions, 'agentId' | 'approve'>> {
  readonly agentId: string | null
  readonly approve: Approver | undefined
}

/** Completes options that have been checked. */
export function recorderSettings(options: RecorderOptions): RecorderSettings {
  return {
    store: options.store,
    sessionId: options.sessionId,
    agentId: options.agentId ?? null,
    approve: options.approve,
    askFrom: options.askFrom ?? 'destructive',
    // The caller's list may change later, and with it who decides.
    policies: [...(options.policies ?? [])],
    approvalTimeoutMs: options.approvalTimeoutMs ?? Infinity,
    classify: options.classify ?? riskClassifier(),
    intentFrom: options.intentFrom ?? 'moderate',
    failure: options.failure ?? mcpFailure,
    onFault: reportOnce(options.onFault ?? loggingOnce()),
    now: options.now ?? Date.now,
  }
}

/** One message for each kind of fault: an outage would repeat it with every call. */
function loggingOnce(): FaultListener {
  const told = new Set<string>()
  return (fault) => {
    const kind = kindOf(fault)
    if (told.has(kind)) return
    told.add(kind)
    console.error(fault)
  }
}

function kindOf({ code, cause }: AuditError): string {
  const inner = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return `${code} ${inner}`
}
