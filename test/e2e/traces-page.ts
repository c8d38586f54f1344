import { type AuditEntry, type AuditEntryInput, type AuditStore, openAuditStore } from '../../src/index.js'
import { traceEntries } from '../trace-entries.js'

/** The address of the recorded calls. */
const tracesPath = 'traces.jsonl'

/** The trail of recorded calls that the page logged before it was reloaded. */
export interface TracesPage {
  /** Logs every recorded call, one part in batches and one part call by call, and gives how many were acknowledged. */
  log(): Promise<number>
  /** What of the trail is not as it was recorded: nothing, if all is well. */
  compare(): Promise<readonly string[]>
  /** The same, of a new trail that was imported from an export of this one. */
  compareImport(format: 'json' | 'ndjson'): Promise<readonly string[]>
}

declare global {
  var traces: TracesPage
}

const batchLength = 500

globalThis.traces = {
  async log() {
    await using store = await open('traces')
    const inputs = await recorded()
    const half = Math.floor(inputs.length / 2)
    let acknowledged = 0
    for (let start = 0; start < half; start += batchLength) {
      acknowledged += (await store.logMany(inputs.slice(start, Math.min(start + batchLength, half)))).length
    }
    return acknowledged + (await Promise.all(inputs.slice(half).map((input) => store.log(input)))).length
  },
  async compare() {
    await using store = await open('traces')
    return await differences(store)
  },
  async compareImport(format) {
    await using store = await open('traces')
    await using copy = await open(`copy of ${format}`)
    const { length } = await recorded()
    const source = format === 'json' ? await store.exportJson() : store.streamNdjson()
    const imported = await copy.importEntries(source)
    if (imported !== length) return [`${imported} entries were imported, and ${length} were logged`]
    const [entries, copies] = [await everyEntry(store), await everyEntry(copy)]
    return entries.filter((entry, index) => !isSame(entry, copies[index])).map(({ stepId }) => `${stepId} was altered`)
  },
}

function open(name: string): Promise<AuditStore> {
  return openAuditStore({ name, maxDataLength: Infinity, retention: false, redact: false })
}

/** The recorded calls, each with a step of its own. */
async function recorded(): Promise<AuditEntryInput[]> {
  const text = await (await fetch(tracesPath)).text()
  return traceEntries(text).map((input, index) => Object.assign(input, { stepId: `${index}: ${input.stepId}` }))
}

function everyEntry(store: AuditStore): Promise<readonly AuditEntry[]> {
  return store.query({ limit: Infinity })
}

async function differences(store: AuditStore): Promise<string[]> {
  const inputs = await recorded()
  const entries = await everyEntry(store)
  if (entries.length !== inputs.length) return [`${entries.length} entries are there, and ${inputs.length} were logged`]
  const found = new Map(entries.map((entry) => [entry.stepId, entry]))
  return inputs.flatMap((input) =>
    differingFields(input, found.get(input.stepId)).map((field) => `${input.stepId}: ${field}`),
  )
}

function differingFields(input: AuditEntryInput, entry: AuditEntry | undefined): string[] {
  if (!entry) return ['is not there']
  const { timestamp, result = null, error = null, ...same } = input
  const expected: Partial<Record<keyof AuditEntry, unknown>> = { ...same, result, error }
  const fields = (Object.keys(expected) as (keyof AuditEntry)[]).filter(
    (field) => !isSame(expected[field], entry[field]),
  )
  return Date.parse(String(timestamp)) === Date.parse(entry.timestamp) ? fields : [...fields, 'timestamp']
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
