import type { AuditEntryInput } from '../src/entry/entry.js'

interface RecordedCall {
  readonly session: string
  readonly step: number
  readonly time: string
  readonly tool: string
  readonly parameters: unknown
  readonly result: unknown
  readonly error: string | null
  readonly duration_ms: number | null
}

/** The entries of recorded tool calls, one JSON object a line. Times without a zone are UTC. Runs anywhere. */
export function traceEntries(text: string): AuditEntryInput[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => entryOf(JSON.parse(line) as RecordedCall))
}

function entryOf(call: RecordedCall): AuditEntryInput {
  return {
    sessionId: call.session,
    stepId: String(call.step),
    timestamp: /(?:Z|[+-]\d\d:\d\d)$/.test(call.time) ? call.time : `${call.time}Z`,
    toolName: call.tool,
    parameters: isRecord(call.parameters) ? call.parameters : { args: [call.parameters] },
    result: call.result,
    error: call.error,
    durationMs: call.duration_ms ?? 0,
    riskLevel: 'moderate',
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
