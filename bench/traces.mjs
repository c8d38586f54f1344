import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'

const folder = new URL('../../shared/traces/', import.meta.url)

/** The recorded tool calls that the benchmark logs, as what `log()` takes. Null, with a message, where they are absent. */
export async function readTraces() {
  if (!existsSync(folder)) {
    console.error(`The benchmark logs recorded tool calls, and ${folder.pathname} is not there: nothing to measure.`)
    return null
  }
  const entries = []
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
    for await (const line of createInterface({ input: createReadStream(new URL(name, folder)) })) {
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
