import { createReadStream, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** Where recorded tool calls lie, if at all: beside the repository, which they do not belong to. */
export const tracesFolder = new URL('../../shared/traces/', import.meta.url)

/** The recorded tool calls as what `log()` takes. */
export async function readTraces() {
  const entries = []
  const names = readdirSync(tracesFolder).filter((file) => file.endsWith('.jsonl'))
  for (const name of names.toSorted()) {
    for await (const line of createInterface({ input: createReadStream(new URL(name, tracesFolder)) })) {
      entries.push(toEntry(JSON.parse(line)))
    }
  }
  return entries
}

function toEntry(call) {
  const riskLevel = riskOf(call)
  const asked = riskLevel === 'destructive' || riskLevel === 'critical'
  return {
    sessionId: call.session,
    stepId: String(call.step),
    timestamp: /Z$|[+-]\d\d:\d\d$/.test(call.time) ? call.time : `${call.time}Z`,
    toolName: call.tool,
    parameters: call.parameters,
    result: call.result,
    error: call.error,
    durationMs: call.duration_ms ?? 0,
    riskLevel,
    approvalRequired: asked,
    approvalDecision: asked ? 'approved' : 'not_required',
    agentId: call.model,
  }
}

const risks = [
  ['critical', /payment|transfer|cancel|sudo|push/],
  ['destructive', /\brm\b|delete|reset|reboot|replace|remove|toggle/i],
  ['moderate', /bash|edit|write|input|update|modify|click|send|evaluate|Task/i],
]

/** The traces carry no risk; what is called with what spreads the entries over the levels about as a real agent would. */
function riskOf({ tool, parameters }) {
  const action = `${tool} ${JSON.stringify(parameters).slice(0, 200)}`
  return risks.find(([, pattern]) => pattern.test(action))?.[0] ?? 'safe'
}
