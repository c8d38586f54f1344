export type ApprovalDecision = 'approved' | 'rejected' | 'auto' | 'not_required';

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
    constructor(code: AuditErrorCode, message: string, options?: ErrorOptions);
}

export type AuditErrorCode = 'ENTRY_INVALID' | 'ENTRY_NOT_FOUND' | 'FILTER_INVALID' | 'OPTION_INVALID' | 'IMPORT_INVALID' | 'STORAGE_FULL' | 'STORAGE_FAILED' | 'STORE_CLOSED' | 'DATABASE_INVALID' | 'DATABASE_FOREIGN' | 'DATABASE_NEWER' | 'DATABASE_UNREADABLE' | 'DATABASE_BUSY' | 'DATABASE_REMOTE' | 'JOURNAL_DAMAGED' | 'NOT_DURABLE' | 'SQLITE_UNAVAILABLE' | 'LISTENER_FAILED';

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
    readonly firstTimestamp: string;
    readonly lastTimestamp: string;
}

export interface AuditStore extends AsyncDisposable {
    readonly durable: boolean;
    log(entry: AuditEntryInput): Promise<AuditEntry>;
    logMany(entries: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]>;
    begin(intent: AuditIntentInput): Promise<AuditEntry>;
    settle(id: string, outcome?: AuditOutcomeInput): Promise<AuditEntry>;
    query(query?: AuditQuery): Promise<readonly AuditEntry[]>;
    entries(query?: Omit<AuditQuery, 'limit' | 'offset' | 'cursor'>): AsyncIterable<AuditEntry>;
    get(id: string): Promise<AuditEntry | null>;
    count(filter?: AuditFilter): Promise<number>;
    listSessions(): Promise<readonly AuditSession[]>;
    getSessionSummary(sessionId: string): Promise<SessionSummary>;
    summarize(options: {
        readonly filter?: AuditFilter | undefined;
        readonly by: SummaryKey;
    }): Promise<readonly AuditSummary[]>;
    subscribe(filter: AuditFilter, listener: (entry: AuditEntry) => void): () => void;
    cleanupOldEntries(days: number): Promise<number>;
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
    readonly wasm?: WasmOption | undefined;
    readonly onFault?: FaultListener | undefined;
    readonly persist?: boolean | undefined;
    readonly now?: (() => number) | undefined;
}

export type AuditSummary = SummaryRow;

export interface CsvOptions {
    readonly columns?: readonly Field[] | undefined;
    readonly formulas?: 'defuse' | 'keep' | undefined;
}

export type FaultListener = (fault: AuditError) => void;

export type Field = keyof typeof columns;

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
    append(frames: readonly string[]): Promise<void>;
    isEmpty(): Promise<boolean>;
    readImage(): Promise<StoredImage | null>;
    readJournal(from: JournalPosition): Promise<JournalSlice>;
    writeImage(image: NewImage): Promise<number | null>;
    readMark(name: string): Promise<string | null>;
    writeMark(name: string, value: string): Promise<void>;
    subscribe(listener: () => void): () => void;
    flush(): Promise<void>;
    close(): Promise<void>;
}

export interface RetentionOptions {
    readonly days?: number | undefined;
    readonly byRisk?: Readonly<Partial<Record<RiskLevel, number>>> | undefined;
}

export type RiskLevel = 'safe' | 'moderate' | 'destructive' | 'critical';

export interface SessionSummary {
    readonly sessionId: string;
    readonly total: number;
    readonly byRisk: Readonly<Record<RiskLevel, number>>;
    readonly approved: number;
    readonly rejected: number;
    readonly successful: number;
    readonly totalDurationMs: number;
}

export interface StoredImage {
    readonly generation: number;
    readonly bytes: Uint8Array;
    readonly own: boolean;
}

export type SummaryKey = 'tool' | 'risk' | 'decision' | 'session' | 'day';

export type Timestamp = Date | number | string;

export type WasmOption = WasmSource | (() => WasmSource | Promise<WasmSource>);

export type WasmSource = string | URL | ArrayBuffer | Uint8Array | WasmModule;

export declare function getAuditStore(): Promise<AuditStore>;

export declare function openAuditStore(options?: AuditStoreOptions): Promise<AuditStore>;

// Mentioned, not exported: SummaryRow, WasmModule
