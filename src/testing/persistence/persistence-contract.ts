import type { Persistence } from '../../persistence/persistence.js'
import { contractCases } from '../contract.js'
import type { ContractCase, ContractSubject } from '../contract.js'
import { faultCases } from './faults.js'
import { imageCases } from './image.js'
import { journalCases } from './journal.js'
import { hintCases, lifecycleCases } from './lifecycle.js'
import { patchCases } from './patch.js'
import { purgeCases } from './purge.js'

/** What `persistenceContract()` is told of an implementation. */
export interface PersistenceSubject extends ContractSubject<Persistence> {
  /** Whether a persistence hears of what others at the same place write. Default: true. */
  readonly hints?: boolean | undefined
  /** Whether the places that it creates have `breakAppends`. Default: false. */
  readonly faults?: boolean | undefined
}

/**
 * What every `Persistence` does, as cases for any test runner. An image that a case writes is a whole SQLite database.
 *
 *     for (const { name, run } of persistenceContract({ create })) test(name, run)
 */
export function persistenceContract(subject: PersistenceSubject): readonly ContractCase[] {
  return contractCases(subject, {
    ...journalCases,
    ...imageCases,
    ...patchCases,
    ...purgeCases,
    ...lifecycleCases,
    ...(subject.hints === false ? {} : hintCases),
    ...(subject.faults === true ? faultCases : {}),
  })
}
