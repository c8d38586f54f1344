export declare class AuditInspector extends LitElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: CSSResultGroup;
    name: string | null;
    store: AuditStore | null;
    worker: (() => ReplicaWorker) | null;
    address: string | null;
    constructor();
    connectedCallback(): void;
    disconnectedCallback(): void;
    protected scheduleUpdate(): Promise<unknown>;
    updated(changed: ReadonlyMap<PropertyKey, unknown>): void;
    render(): TemplateResult;
}

// Mentioned, not exported: AuditStore, ReplicaWorker
