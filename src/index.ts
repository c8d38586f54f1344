export { AuditError } from './error.js'
export type { AuditErrorCode, FaultListener } from './error.js'
