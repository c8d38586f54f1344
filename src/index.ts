export { getAuditStore, openAuditStore } from './store/open.js'
export { createRecorder } from './recorder/create-recorder.js'
export { rememberApprovals } from './approval/remember-approvals.js'
export { riskClassifier, riskWords } from './risk/classify-by-name.js'
export { AuditError } from './error.js'
export type { AuditErrorCode, AuditErrorOptions, FaultListener } from './error.js'
export type {
  Approval,
  ApprovalAnswer,
  ApprovalPolicy,
  ApprovalRequest,
  Approver,
  PolicyVerdict,
} from './approval/approval.js'
export type { RememberOptions } from './approval/remember-approvals.js'
export type {
  CallRecorder,
  RecordedCall,
  Recorder,
  RecorderOptions,
  ToolsToWrap,
  WrappedTools,
} from './recorder/recorder.js'
export type { RecordedResult, RecordedTool, ToolFunction, ToolOptions } from './recorder/tool.js'
export type { RiskAssessment, RiskClassifier, RiskSubject, ToolHints } from './risk/assessment.js'
export type { RiskClassifierOptions } from './risk/classify-by-name.js'
export type { RiskWords } from './risk/risk-words.js'
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
export type {
  FileStretch,
  ImagePatch,
  JournalPosition,
  JournalSlice,
  NewImage,
  Persistence,
  SharedPlace,
  StoredImage,
} from './persistence/persistence.js'
export type { RedactionKind } from './redaction/kind.js'
export type { RedactionOptions } from './redaction/options.js'
export type { SummaryKey } from './storage/query.js'
export type { WasmSource } from './storage/sqljs/wasm-source.js'
export type {
  AuditBucket,
  AuditPurge,
  AuditSession,
  AuditStore,
  AuditSummary,
  CleanupAge,
  CsvOptions,
  ImportOptions,
  ImportSource,
  SessionSummary,
} from './store/audit-store.js'
export type { AuditFilter, AuditQuery } from './store/filter.js'
export type { AuditStoreOptions, RetentionOptions, WasmOption } from './store/options.js'
export type { ReplicaWorker } from './worker/replica-worker.js'
