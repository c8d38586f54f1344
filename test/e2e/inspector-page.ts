import { type AuditEntryInput, type AuditStore, openAuditStore, type RiskLevel } from '../../src/index.js'
import { AuditInspector } from '../../src/inspector/index.js'

declare global {
  var inspector: {
    /** Logs the sample day of an agent, or so many entries of it over and over. */
    seed(count?: number): Promise<void>
    /** Logs these entries, values of up to so many characters whole. */
    log(entries: readonly AuditEntryInput[], maxDataLength?: number): Promise<void>
    /** Says that an action begins; resolves with its id. */
    begin(entry: AuditEntryInput): Promise<string>
    /** Says how it ended. */
    settle(id: string): Promise<void>
    /** When the entries of a session were, in milliseconds since 1970. */
    timesOf(sessionId: string): Promise<readonly number[]>
    /** Lets an export end, in a page that holds it back. */
    endExport(): void
    /** Closes the store that the page gave to the inspector. */
    closeStore(): Promise<void>
    /** How many entries the inspector has in memory. */
    held(): number
  }
}

const options = new URLSearchParams(location.search)
const name = options.get('trail') ?? 'agent'
/** A store of the page's own, where the address asks for one: in memory, or one of which exports do not end by themselves. */
const given = await ownStore()
/** An inspector for each name in the address; one without where none is given. */
const addresses = options.has('address') ? options.getAll('address') : [null]
const style = new CSSStyleSheet()
style.replaceSync(`
  body { margin: 0 }
  h1 { position: absolute; clip-path: inset(50%) }
  audit-inspector { height: 100vh }
`)
document.adoptedStyleSheets = [style]
document.documentElement.lang = 'en'

const inspectors = addresses.map((address) => Object.assign(new AuditInspector(), { name, address, store: given }))
const main = document.createElement('main')
const heading = document.createElement('h1')
heading.textContent = 'What the agent did'
main.append(heading, ...inspectors)
document.body.append(main)

/** Tool, risk, milliseconds, what is asked, and how it ends. */
type Step = readonly [toolName: string, riskLevel: RiskLevel, durationMs: number, parameters: object, end?: Ending]
type Ending = Partial<AuditEntryInput>

const approved: Ending = {
  approvalRequired: true,
  approvalDecision: 'approved',
  approvedBy: 'user',
  approvalTimeMs: 8_400,
}
const denied: Ending = {
  approvalRequired: true,
  approvalDecision: 'rejected',
  approvedBy: 'user',
  approvalTimeMs: 3_100,
}
const byPolicy: Ending = { approvalRequired: true, approvalDecision: 'auto', approvedBy: 'policy:workspace' }

const day: readonly Step[] = [
  ['list_orders', 'safe', 42, { status: 'open', limit: 50 }],
  ['read_order', 'safe', 18, { id: 'A-1042' }],
  ['read_customer', 'safe', 23, { id: 'C-77', fields: ['name', 'address'] }],
  ['update_order', 'moderate', 131, { id: 'A-1042', state: 'packed' }, byPolicy],
  ['send_mail', 'moderate', 640, { to: 'kim@example.org', subject: 'Your order is on its way' }, byPolicy],
  ['search_web', 'safe', 2_350, { query: 'carrier delays in November' }],
  ['delete_draft', 'destructive', 87, { id: 'D-9', reason: 'superseded' }, approved],
  ['print_label', 'moderate', 12_400, { order: 'A-1042' }, { error: 'The printer is out of paper' }],
  ['pay_invoice', 'critical', 1_870, { invoice: 'I-204', amount: 1_299.5, currency: 'EUR' }, approved],
  ['drop_table', 'critical', 0, { table: 'orders_2019' }, denied],
  ['read_order', 'safe', 15, { id: 'A-1043' }],
  ['refund', 'destructive', 0, { order: 'A-0987', amount: 40 }, { outcome: 'pending', approvalRequired: true }],
]

const minute = 60_000

globalThis.inspector = {
  async seed(count = 4 * day.length) {
    const start = Date.now() - 3 * 60 * minute
    const spacing = (170 * minute) / count
    for (let first = 0; first < count; first += 1_000) {
      const length = Math.min(1_000, count - first)
      await this.log(
        Array.from({ length }, (_, index) => sample(first + index, start + spacing * (first + index), count)),
      )
    }
  },
  async log(entries, maxDataLength = 4_096) {
    await using store = await openAuditStore({ name, retention: false, maxDataLength })
    for (let first = 0; first < entries.length; first += 1_000) {
      await store.logMany(entries.slice(first, first + 1_000))
    }
  },
  async begin(entry) {
    await using store = await openAuditStore({ name, retention: false })
    return (await store.begin(entry)).id
  },
  async settle(id) {
    await using store = await openAuditStore({ name, retention: false })
    await store.settle(id, { result: { ok: true } })
  },
  async timesOf(sessionId) {
    await using store = await openAuditStore({ name, retention: false })
    return (await store.query({ sessionId })).map(({ timestamp }) => Date.parse(timestamp))
  },
  endExport: () => {},
  closeStore: async () => given?.close(),
  held() {
    const rows = inspectors[0]?.shadowRoot?.querySelector('audit-entries')?.rows
    return rows && 'held' in rows ? Number(rows.held) : 0
  },
}

async function ownStore(): Promise<AuditStore | null> {
  if (options.has('memory')) return openAuditStore({ memory: true })
  if (!options.has('held')) return null
  const opened = await openAuditStore({ name, retention: false })
  const flush = (): Promise<void> => new Promise((resolve) => (globalThis.inspector.endExport = resolve))
  const json = opened.streamJson.bind(opened)
  opened.streamJson = (filter) => json(filter).pipeThrough(new TransformStream({ flush }))
  const database = opened.exportDatabase.bind(opened)
  opened.exportDatabase = async (filter) => {
    const bytes = await database(filter)
    await flush()
    return bytes
  }
  return opened
}

function sample(index: number, timestamp: number, count: number): AuditEntryInput {
  const [toolName, riskLevel, durationMs, parameters, end] = day[index % day.length] ?? ['none', 'safe', 0, {}]
  const session = Math.floor((4 * index) / count)
  return {
    sessionId: `shift-${session + 1}`,
    stepId: String(index),
    timestamp: Math.floor(timestamp),
    toolName,
    riskLevel,
    parameters,
    durationMs,
    agentId: session % 2 ? 'clerk' : 'packer',
    result: { ok: true, step: index },
    ...end,
  }
}
