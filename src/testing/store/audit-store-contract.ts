import type { AuditStore } from '../../store/audit-store.js'
import type { AuditStoreOptions } from '../../store/options.js'
import { contractCases } from '../contract.js'
import type { CaseBodies, ContractCase, ContractSubject } from '../contract.js'
import { faultCases, hintCases, lifecycleCases } from './lifecycle.js'
import { overviewCases } from './overviews.js'
import { questionCases } from './questions.js'
import { retentionCases } from './retention.js'
import { transferCases } from './transfer.js'
import { writeCases } from './writes.js'

/** Options of `openAuditStore()` that the cases set; everything else is the implementer's to choose. */
export type ContractStoreOptions = Pick<AuditStoreOptions, 'retention' | 'maxDataLength' | 'now'>

/** Cases over a store. */
export type StoreCases = CaseBodies<AuditStore, ContractStoreOptions>

/** What `auditStoreContract()` is told of the place that the stores are at. */
export interface AuditStoreSubject extends ContractSubject<AuditStore, ContractStoreOptions> {
  /** Whether a store hears of what others at the same place write. Default: true. */
  readonly hints?: boolean | undefined
  /** Whether the places that it creates have `breakAppends`. Default: false. */
  readonly faults?: boolean | undefined
}

/**
 * What every `AuditStore` does, over whichever storage, as cases for any test runner.
 *
 *     const open = (options) => openAuditStore({ ...options, file })
 *     for (const { name, run } of auditStoreContract({ create })) test(name, run)
 */
export function auditStoreContract(subject: AuditStoreSubject): readonly ContractCase[] {
  return contractCases(subject, {
    ...writeCases,
    ...questionCases,
    ...overviewCases,
    ...retentionCases,
    ...transferCases,
    ...lifecycleCases,
    ...(subject.hints === false ? {} : hintCases),
    ...(subject.faults === true ? faultCases : {}),
  })
}
