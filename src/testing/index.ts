export type { ContractCase, ContractPlace, ContractSubject } from './contract.js'
export { persistenceContract } from './persistence/persistence-contract.js'
export type { PersistenceSubject } from './persistence/persistence-contract.js'
