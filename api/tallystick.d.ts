export interface Approval {
    readonly required: boolean;
    readonly decision: ApprovalDecision;
    readonly by: string | null;
    readonly reason: string | null;
    readonly timeMs: number | null;
}

export interface ApprovalAnswer {
    readonly decision: 'approved' | 'rejected';
    readonly by?: string | undefined;
    readonly reason?: string | undefined;
    readonly remember?: boolean | undefined;
}

export type ApprovalDecision = 'approved' | 'rejected' | 'auto' | 'not_required';

export interface ApprovalPolicy {
    readonly name: string;
    decide(request: ApprovalRequest): PolicyVerdict | null | Promise<PolicyVerdict | null>;
    answered?(request: ApprovalRequest, answer: ApprovalAnswer): void | Promise<void>;
}

export interface ApprovalRequest {
    readonly id: string;
    readonly toolName: string;
    readonly parameters: JsonObject;
    readonly lossless: boolean;
    readonly riskLevel: RiskLevel;
    readonly riskReason: string;
    readonly sessionId: string;
    readonly stepId: string;
    readonly agentId: string | null;
    readonly parentPlanId: string | null;
    readonly signal: AbortSignal;
}

export type Approver = (request: ApprovalRequest) => ApprovalAnswer | ApprovalAnswer['decision'] | Promise<ApprovalAnswer | ApprovalAnswer['decision']>;

export interface AuditBucket {
    readonly from: string;
    readonly to: string;
    readonly byRisk: Readonly<Record<RiskLevel, number>>;
    readonly total: number;
}

export interface AuditEntry {
    readonly id: string;
    readonly sessionId: string;
    readonly stepId: string;
    readonly timestamp: string;
    readonly toolName: string;
    readonly parameters: JsonObject;
    readonly result: JsonValue;
    readonly error: string | null;
    readonly durationMs: number;
    readonly riskLevel: RiskLevel;
    readonly approvalRequired: boolean;
    readonly approvalDecision: ApprovalDecision;
    readonly approvedBy: string | null;
    readonly approvalTimeMs: number | null;
    readonly success: boolean;
    readonly parentPlanId: string | null;
    readonly createdAt: string;
    readonly outcome: Outcome;
    readonly settledAt: string | null;
    readonly agentId: string | null;
    readonly toolCallId: string | null;
    readonly approvalReason: string | null;
    readonly metadata: JsonObject | null;
    readonly parametersSize: number | null;
    readonly resultSize: number | null;
}

export interface AuditEntryInput extends AuditIntentInput, Omit<AuditOutcomeInput, 'outcome'> {
    readonly outcome?: Outcome | undefined;
}

export declare class AuditError extends Error {
    readonly name = "AuditError";
    readonly code: AuditErrorCode;
    readonly approval?: Approval;
    constructor(code: AuditErrorCode, message: string, options?: AuditErrorOptions);
}

export type AuditErrorCode = 'ENTRY_INVALID' | 'ENTRY_NOT_FOUND' | 'FILTER_INVALID' | 'OPTION_INVALID' | 'IMPORT_INVALID' | 'STORAGE_FULL' | 'STORAGE_FAILED' | 'STORE_CLOSED' | 'DATABASE_INVALID' | 'DATABASE_FOREIGN' | 'DATABASE_NEWER' | 'DATABASE_UNREADABLE' | 'DATABASE_BUSY' | 'DATABASE_REMOTE' | 'JOURNAL_DAMAGED' | 'NOT_DURABLE' | 'SQLITE_UNAVAILABLE' | 'LISTENER_FAILED' | 'APPROVAL_DENIED' | 'AUDIT_UNAVAILABLE' | 'CALLBACK_FAILED';

export interface AuditErrorOptions extends ErrorOptions {
    readonly approval?: Approval | undefined;
}

export interface AuditFilter {
    readonly sessionId?: string | readonly string[] | undefined;
    readonly riskLevel?: RiskLevel | readonly RiskLevel[] | undefined;
    readonly toolName?: string | readonly string[] | undefined;
    readonly approvalDecision?: ApprovalDecision | readonly ApprovalDecision[] | undefined;
    readonly outcome?: Outcome | readonly Outcome[] | undefined;
    readonly success?: boolean | undefined;
    readonly agentId?: string | readonly string[] | undefined;
    readonly parentPlanId?: string | readonly string[] | undefined;
    readonly from?: Timestamp | undefined;
    readonly to?: Timestamp | undefined;
    readonly text?: string | undefined;
}

export interface AuditIntentInput {
    readonly id?: string | undefined;
    readonly sessionId: string;
    readonly stepId: string;
    readonly timestamp?: Timestamp | undefined;
    readonly toolName: string;
    readonly parameters?: object | undefined;
    readonly riskLevel: RiskLevel;
    readonly approvalRequired?: boolean | undefined;
    readonly approvalDecision?: ApprovalDecision | undefined;
    readonly approvedBy?: string | null | undefined;
    readonly approvalTimeMs?: number | null | undefined;
    readonly approvalReason?: string | null | undefined;
    readonly parentPlanId?: string | null | undefined;
    readonly agentId?: string | null | undefined;
    readonly toolCallId?: string | null | undefined;
    readonly metadata?: object | null | undefined;
}

export interface AuditOutcomeInput {
    readonly outcome?: Exclude<Outcome, 'pending'> | undefined;
    readonly result?: unknown;
    readonly error?: unknown;
    readonly durationMs?: number | undefined;
    readonly success?: boolean | undefined;
}

export interface AuditPurge {
    readonly purgedAt: string;
    readonly rule: string;
    readonly before: string;
    readonly count: number;
}

export interface AuditQuery extends AuditFilter {
    readonly order?: 'newest' | 'oldest' | undefined;
    readonly limit?: number | undefined;
    readonly offset?: number | undefined;
    readonly cursor?: Pick<AuditEntry, 'timestamp' | 'id'> | undefined;
}

export interface AuditSession {
    readonly sessionId: string;
    readonly total: number;
    readonly byRisk: Readonly<Record<RiskLevel, number>>;
    readonly failed: number;
    readonly pending: number;
    readonly firstTimestamp: string;
    readonly lastTimestamp: string;
}

export interface AuditStore extends AsyncDisposable {
    readonly durable: boolean;
    log(entry: AuditEntryInput): Promise<AuditEntry>;
    logMany(entries: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]>;
    begin(intent: AuditIntentInput): Promise<AuditEntry>;
    settle(entry: string | AuditEntry, outcome?: AuditOutcomeInput): Promise<AuditEntry>;
    query(query?: AuditQuery): Promise<readonly AuditEntry[]>;
    entries(query?: Omit<AuditQuery, 'limit' | 'offset' | 'cursor'>): AsyncIterable<AuditEntry>;
    get(id: string): Promise<AuditEntry | null>;
    count(filter?: AuditFilter): Promise<number>;
    listSessions(filter?: AuditFilter): Promise<readonly AuditSession[]>;
    getSessionSummary(sessionId: string): Promise<SessionSummary>;
    summarize(options: {
        readonly filter?: AuditFilter | undefined;
        readonly by: SummaryKey;
    }): Promise<readonly AuditSummary[]>;
    histogram(options: {
        readonly filter?: AuditFilter | undefined;
        readonly buckets: number;
    }): Promise<readonly AuditBucket[]>;
    subscribe(filter: AuditFilter, listener: (entry: AuditEntry) => void): () => void;
    cleanupOldEntries(age: CleanupAge): Promise<number>;
    purges(): Promise<readonly AuditPurge[]>;
    exportJson(filter?: AuditFilter): Promise<string>;
    exportNdjson(filter?: AuditFilter): Promise<string>;
    exportCsv(filter?: AuditFilter, options?: CsvOptions): Promise<string>;
    exportDatabase(filter?: AuditFilter): Promise<Uint8Array>;
    streamJson(filter?: AuditFilter): ReadableStream<Uint8Array>;
    streamNdjson(filter?: AuditFilter): ReadableStream<Uint8Array>;
    streamCsv(filter?: AuditFilter, options?: CsvOptions): ReadableStream<Uint8Array>;
    importEntries(source: ImportSource, options?: ImportOptions): Promise<number>;
    checkpoint(): Promise<void>;
    flush(): Promise<void>;
    close(): Promise<void>;
}

export interface AuditStoreOptions {
    readonly file?: string | URL | undefined;
    readonly name?: string | undefined;
    readonly memory?: boolean | undefined;
    readonly persistence?: Persistence | undefined;
    readonly retention?: RetentionOptions | false | undefined;
    readonly maxDataLength?: number | undefined;
    readonly redact?: RedactionOptions | false | undefined;
    readonly wasm?: WasmOption | undefined;
    readonly worker?: (() => ReplicaWorker) | undefined;
    readonly onFault?: FaultListener | undefined;
    readonly persist?: boolean | undefined;
    readonly now?: (() => number) | undefined;
}

export type AuditSummary = SummaryRow;

export interface CallRecorder {
    wrap<T extends Readonly<Record<string, ToolFunction>>>(tools: ToolsToWrap<T>): WrappedTools<T>;
    wrap<T extends object>(tools: OfClass<T>): WrappedTools<T>;
    run<R, P extends object = object>(call: RecordedCall<P>, action: (parameters: P) => R): RecordedResult<R>;
}

export type CleanupAge = number | {
    readonly before: Timestamp;
};

export interface CsvOptions {
    readonly columns?: readonly Field[] | undefined;
    readonly formulas?: 'defuse' | 'keep' | undefined;
}

export type FaultListener = (fault: AuditError) => void;

export type Field = keyof typeof columns;

export interface FileStretch {
    readonly start: number;
    readonly bytes: Uint8Array;
}

export interface ImagePatch {
    readonly generation: number;
    readonly number: number;
    readonly size: number;
    readonly stretches: readonly FileStretch[];
    readonly position: JournalPosition & {
        readonly place: string;
    };
}

export interface ImportOptions {
    readonly onProgress?: ((progress: {
        readonly imported: number;
    }) => void) | undefined;
}

export type ImportSource = string | Uint8Array | ReadableStream<Uint8Array> | Iterable<AuditEntryInput | AuditEntry> | AsyncIterable<AuditEntryInput | AuditEntry>;

export interface JournalPosition {
    readonly generation: number;
    readonly place: string | null;
}

export type JournalSlice = {
    readonly stale: true;
} | {
    readonly stale: false;
    readonly frames: readonly string[];
    readonly position: JournalPosition & {
        readonly place: string;
    };
    readonly more: boolean;
    readonly foreign: readonly Uint8Array[];
};

export interface JsonObject {
    readonly [key: string]: JsonValue;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface NewImage {
    readonly bytes: Uint8Array;
    readonly position: JournalPosition & {
        readonly place: string;
    };
    readonly purge: boolean;
}

export type Outcome = 'pending' | 'succeeded' | 'failed' | 'denied';

export interface Persistence {
    readonly durable: boolean;
    readonly location: string;
    readonly published: boolean;
    readonly shared?: SharedPlace;
    append(frames: readonly string[]): Promise<void>;
    isEmpty(): Promise<boolean>;
    readImage(): Promise<StoredImage | null>;
    readJournal(from: JournalPosition): Promise<JournalSlice>;
    writeImage(image: NewImage): Promise<number | null>;
    writePatch(patch: ImagePatch): Promise<boolean>;
    readMark(name: string): Promise<string | null>;
    writeMark(name: string, value: string): Promise<void>;
    subscribe(listener: () => void): () => void;
    flush(): Promise<void>;
    close(): Promise<void>;
}

export interface PolicyVerdict {
    readonly decision: 'approved' | 'rejected';
    readonly by?: string | undefined;
    readonly reason?: string | undefined;
}

export interface RecordedCall<P extends object> {
    readonly toolName: string;
    readonly parameters?: P | undefined;
    readonly riskLevel?: RiskLevel | RiskAssessment | undefined;
    readonly hints?: ToolHints | undefined;
    readonly toolCallId?: string | undefined;
    readonly metadata?: object | undefined;
    readonly signal?: AbortSignal | undefined;
}

export type RecordedResult<R> = [
    R
] extends [
    never
] ? Promise<never> : R extends AsyncIterable<infer T> ? Promise<R> & AsyncIterable<T> : Promise<Awaited<R>>;

export type RecordedTool<F extends ToolFunction> = [
    ReturnType<F>
] extends [
    never
] ? PromisingTool<F> : ReturnType<F> extends Promise<infer T> ? Promise<T> extends ReturnType<F> ? F : PromisingTool<F> : ReturnType<F> extends AsyncGenerator<unknown, unknown, never> ? F : PromisingTool<F>;

export interface Recorder extends CallRecorder {
    plan(parentPlanId: string): CallRecorder;
    flush(): Promise<void>;
}

export interface RecorderOptions {
    readonly store: AuditStore;
    readonly sessionId: string;
    readonly agentId?: string | undefined;
    readonly approve?: Approver | undefined;
    readonly askFrom?: RiskLevel | 'never' | undefined;
    readonly policies?: readonly ApprovalPolicy[] | undefined;
    readonly approvalTimeoutMs?: number | undefined;
    readonly classify?: RiskClassifier | undefined;
    readonly intentFrom?: RiskLevel | undefined;
    readonly failure?: ((result: unknown) => unknown) | undefined;
    readonly onFault?: FaultListener | undefined;
    readonly now?: (() => number) | undefined;
}

export type RedactionKind = NamedKind | TokenKind | 'url-password' | 'signature' | 'card-number';

export interface RedactionOptions {
    readonly keys?: readonly string[] | undefined;
    readonly paths?: readonly string[] | undefined;
    readonly except?: readonly RedactionKind[] | undefined;
    readonly custom?: ((text: string, path: string) => string) | undefined;
}

export interface RememberOptions {
    readonly tools?: readonly string[] | undefined;
    readonly ignore?: readonly string[] | undefined;
    readonly within?: 'session' | number | undefined;
    readonly now?: (() => number) | undefined;
}

export interface ReplicaWorker {
    postMessage(message: unknown, transfer: unknown[]): void;
    addEventListener(type: 'error', listener: (event: unknown) => void): void;
    terminate(): void;
}

export interface RetentionOptions {
    readonly days?: number | undefined;
    readonly byRisk?: Readonly<Partial<Record<RiskLevel, number>>> | undefined;
}

export interface RiskAssessment {
    readonly riskLevel: RiskLevel;
    readonly reason: string;
}

export type RiskClassifier = (subject: RiskSubject) => RiskLevel | RiskAssessment;

export interface RiskClassifierOptions {
    readonly words?: Partial<RiskWords> | undefined;
    readonly trustHints?: boolean | undefined;
}

export type RiskLevel = 'safe' | 'moderate' | 'destructive' | 'critical';

export interface RiskSubject {
    readonly toolName: string;
    readonly parameters: unknown;
    readonly hints?: ToolHints | undefined;
}

export type RiskWords = Readonly<Record<RiskLevel, readonly string[]>>;

export interface SessionSummary {
    readonly sessionId: string;
    readonly total: number;
    readonly byRisk: Readonly<Record<RiskLevel, number>>;
    readonly approved: number;
    readonly rejected: number;
    readonly successful: number;
    readonly totalDurationMs: number;
}

export type SharedPlace = {
    readonly database: string;
} | {
    readonly image: Blob;
    readonly location: string;
};

export interface StoredImage {
    readonly generation: number;
    readonly patches: number;
    readonly patchedBytes: number;
    readonly bytes: Uint8Array;
    readonly own: boolean;
}

export type SummaryKey = 'tool' | 'risk' | 'decision' | 'outcome' | 'session' | 'agent' | 'day';

export type Timestamp = Date | number | string;

export type ToolFunction = (...args: never[]) => unknown;

export interface ToolHints {
    readonly readOnlyHint?: boolean | undefined;
    readonly destructiveHint?: boolean | undefined;
    readonly idempotentHint?: boolean | undefined;
    readonly openWorldHint?: boolean | undefined;
}

export interface ToolOptions<F extends ToolFunction> {
    readonly run: F;
    readonly riskLevel?: RiskLevel | ((...args: Parameters<F>) => RiskLevel | RiskAssessment) | undefined;
    readonly hints?: ToolHints | undefined;
    readonly failure?: ((result: Awaited<ReturnType<F>>) => unknown) | undefined;
}

export type ToolsToWrap<T extends Readonly<Record<string, ToolFunction>>> = {
    readonly [K in keyof T]: T[K] | ToolOptions<T[K]>;
};

export type WasmOption = WasmSource | (() => WasmSource | Promise<WasmSource>);

export type WasmSource = string | URL | ArrayBuffer | Uint8Array | WasmModule;

export type WrappedTools<T extends object> = {
    readonly [K in keyof T as T[K] extends ToolFunction ? K : never]: RecordedTool<Extract<T[K], ToolFunction>>;
};

export declare function createRecorder(options: RecorderOptions): Recorder;

export declare function getAuditStore(): Promise<AuditStore>;

export declare function openAuditStore(options?: AuditStoreOptions): Promise<AuditStore>;

export declare function rememberApprovals(options?: RememberOptions): ApprovalPolicy;

export declare function riskClassifier(options?: RiskClassifierOptions): (subject: RiskSubject) => RiskAssessment;

export declare const riskWords: RiskWords;

// Mentioned, not exported: NamedKind, OfClass, PromisingTool, SummaryRow, TokenKind, WasmModule
