import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { contractCases } from '../contract.js'
import type { ContractCase, ContractSubject } from '../contract.js'
import { faultCases, hintCases, lifecycleCases } from './lifecycle.js'
import { overviewCases } from './overviews.js'
import { purgeCases } from './purges.js'
import { queryCases } from './queries.js'
import { recordCases } from './records.js'

/** What `storageContract()` is told of an implementation. */
export interface StorageSubject extends ContractSubject<StorageAdapter> {
  /** Whether an adapter hears of what others at the same place write. Default: true. */
  readonly hints?: boolean | undefined
  /** Whether the places that it creates have `breakAppends`. Default: false. */
  readonly faults?: boolean | undefined
}

/**
 * What every `StorageAdapter` does, as cases for any test runner. The adapters that `create` gives are open already.
 *
 *     for (const { name, run } of storageContract({ create })) test(name, run)
 */
export function storageContract(subject: StorageSubject): readonly ContractCase[] {
  return contractCases(subject, {
    ...recordCases,
    ...queryCases,
    ...overviewCases,
    ...purgeCases,
    ...lifecycleCases,
    ...(subject.hints === false ? {} : hintCases),
    ...(subject.faults === true ? faultCases : {}),
  })
}
