export interface AuditStoreSubject extends ContractSubject<AuditStore, ContractStoreOptions> {
    readonly hints?: boolean | undefined;
    readonly faults?: boolean | undefined;
}

export interface ContractCase {
    readonly name: string;
    readonly run: () => Promise<void>;
}

export interface ContractPlace<Opened, Options = never> {
    readonly open: (options?: Options) => Promise<Opened>;
    readonly destroy: () => Promise<void>;
    readonly breakAppends?: () => Promise<() => Promise<void>>;
}

export type ContractStoreOptions = Pick<AuditStoreOptions, 'retention' | 'maxDataLength' | 'now'>;

export interface ContractSubject<Opened, Options = never> {
    readonly create: () => Promise<ContractPlace<Opened, Options>>;
}

export type FaultMoment = 'before' | 'after';

export type FaultPlan = (operation: FaultyOperation, call: number) => FaultMoment | null;

export type FaultyOperation = 'append' | 'isEmpty' | 'readImage' | 'readJournal' | 'writeImage' | 'writePatch' | 'readMark' | 'writeMark' | 'flush' | 'close';

export interface PersistenceSubject extends ContractSubject<Persistence> {
    readonly hints?: boolean | undefined;
    readonly faults?: boolean | undefined;
}

export interface StorageSubject extends ContractSubject<StorageAdapter> {
    readonly hints?: boolean | undefined;
    readonly faults?: boolean | undefined;
}

export declare function auditStoreContract(subject: AuditStoreSubject): readonly ContractCase[];

export declare function faultyPersistence(inner: Persistence, plan: FaultPlan): Persistence;

export declare function persistenceContract(subject: PersistenceSubject): readonly ContractCase[];

export declare function storageContract(subject: StorageSubject): readonly ContractCase[];

// Mentioned, not exported: AuditStore, AuditStoreOptions, Persistence, StorageAdapter
