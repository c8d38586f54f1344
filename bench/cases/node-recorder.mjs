import { createRecorder, openAuditStore } from '../.built/dist/index.js'
import { roster } from '../node/roster.mjs'
import { block, takeTurns } from '../rounds.mjs'

const entrant = { ...roster.plain, durability: 'none' }

/**
 * What the recorder adds to a call: the time of wrapped calls of a tool that does nothing, less that of the same writes made
 * by hand. In memory, so that no disk hides it.
 */
export default async function run({ entries, quick }) {
  const store = await openAuditStore({ memory: true, retention: false, redact: false })
  const calls = entries.map(({ toolName, parameters }) => ({ toolName, parameters }))
  const size = quick ? 200 : 300
  const measurements = []
  for (const way of ways(store)) {
    const tool = wrapped(store, way.riskLevel)
    const sample = async (round) => {
      const chosen = block(calls, size, round)
      const recorded = await microseconds(chosen, ({ parameters }) => tool(parameters))
      return recorded - (await microseconds(chosen, way.byHand))
    }
    const [contestant] = await takeTurns(quick ? 20 : 100, [{ ...entrant, start: async () => ({ sample }) }])
    measurements.push(measured(way.what, contestant))
  }
  await store.close()
  return measurements
}

function measured(what, contestant) {
  const contestants = [{ ...contestant, settings: 'in memory' }]
  const targets = [{ limit: 20 }]
  return {
    goal: 'a',
    runtime: 'Node',
    what: `what the recorder adds to a ${what}, beside its writes`,
    unit: 'µs',
    better: 'less',
    contestants,
    targets,
  }
}

/** The kinds of calls, and the writes that each of them makes. */
function ways(store) {
  const required = { sessionId: 'by hand', stepId: 'step', toolName: 'tool', agentId: 'agent' }
  const announced =
    (fields) =>
    async ({ parameters }) => {
      const intent = await store.begin({ ...required, ...fields, parameters })
      return await store.settle(intent, { result: null, durationMs: 1 })
    }
  return [
    {
      what: 'safe call',
      riskLevel: 'safe',
      byHand: ({ parameters }) => store.log({ ...required, riskLevel: 'safe', parameters, result: null }),
    },
    { what: 'moderate call', riskLevel: 'moderate', byHand: announced({ riskLevel: 'moderate' }) },
    {
      what: 'destructive call that a policy allows',
      riskLevel: 'destructive',
      byHand: announced({
        riskLevel: 'destructive',
        approvalRequired: true,
        approvalDecision: 'auto',
        approvedBy: 'policy:all',
        metadata: { riskReason: 'the tool is set to this level' },
      }),
    },
  ]
}

function wrapped(store, riskLevel) {
  const policies = [{ name: 'all', decide: () => ({ decision: 'approved' }) }]
  const recorder = createRecorder({ store, sessionId: 'recorded', agentId: 'agent', policies })
  return recorder.wrap({ tool: { run: () => null, riskLevel } }).tool
}

/** The mean time of `operation` over `items`, one after the other. */
async function microseconds(items, operation) {
  const start = performance.now()
  for (const item of items) await operation(item)
  return ((performance.now() - start) * 1000) / items.length
}
