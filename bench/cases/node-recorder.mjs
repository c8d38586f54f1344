import { createRecorder, openAuditStore } from '../.built/dist/index.js'
import { block, interleave } from '../rounds.mjs'

/** What wrapping may cost a call, in microseconds, beside its writes. */
const limit = 20

/**
 * What the recorder adds to a call: the time of wrapped calls of a tool that does nothing, less that of the same writes made
 * by hand. In memory, so that no disk hides it.
 */
export default async function run({ traces, quick }) {
  const store = await openAuditStore({ memory: true, retention: false, redact: false })
  const calls = traces.map(({ toolName, parameters }) => ({ toolName, parameters }))
  const size = quick ? 200 : 300
  const comparisons = []
  for (const { what, riskLevel, byHand } of ways(store)) {
    const tool = wrapped(store, riskLevel)
    const { ours, theirs } = await interleave(quick ? 20 : 100, {
      ours: (round) => microseconds(block(calls, size, round), ({ parameters }) => tool(parameters)),
      theirs: (round) => microseconds(block(calls, size, round), byHand),
    })
    const added = ours.map((time, round) => time - theirs[round])
    comparisons.push({
      what: `Node: a wrapped ${what}, beside its writes`,
      unit: 'µs',
      ours: added,
      peer: 'what it may cost',
      theirs: added.map(() => limit),
      target: { atMost: 1 },
    })
  }
  await store.close()
  return comparisons
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
