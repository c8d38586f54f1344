export { getAuditStore, openAuditStore } from './store/open.js'
export { AuditError } from './error.js'
export type { AuditErrorCode, FaultListener } from './error.js'
export type { Field } from './entry/columns.js'
export type {
  ApprovalDecision,
  AuditEntry,
  AuditEntryInput,
  AuditIntentInput,
  AuditOutcomeInput,
  JsonObject,
  JsonValue,
  Outcome,
  RiskLevel,
  Timestamp,
} from './entry/entry.js'
export type { JournalPosition, JournalSlice, NewImage, Persistence, StoredImage } from './persistence/persistence.js'
export type { SummaryKey } from './storage/query.js'
export type { WasmSource } from './storage/sqljs/wasm-source.js'
export type {
  AuditPurge,
  AuditSession,
  AuditStore,
  AuditSummary,
  CsvOptions,
  ImportOptions,
  ImportSource,
  SessionSummary,
} from './store/audit-store.js'
export type { AuditFilter, AuditQuery } from './store/filter.js'
export type { AuditStoreOptions, RetentionOptions, WasmOption } from './store/options.js'
