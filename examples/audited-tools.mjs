import { tools } from './tools.mjs'

/**
 * Calls tools and keeps each call in the audit trail. What can do no lasting harm is logged once it is over. What can
 * is announced with `begin()` before it runs, so that the trail knows of it even if this process dies half way, and
 * `settle()` adds what came of it. A caller gets the tool's own result; the trail keeps a bounded copy of it.
 */
export function auditedTools({ store, sessionId, askPerson }) {
  let step = 0

  return async function call(toolName, parameters) {
    const { riskLevel, run } = tools[toolName]
    const action = { sessionId, stepId: `step-${++step}`, toolName, parameters, riskLevel }
    if (riskLevel === 'safe' || riskLevel === 'moderate') {
      const outcome = await attempt(run, parameters)
      return { entry: await store.log({ ...action, ...outcome }), result: outcome.result }
    }
    const approval = await ask(action)
    if (approval.approvalDecision === 'rejected') return { entry: await store.log({ ...action, ...approval }) }
    const { id } = await store.begin({ ...action, ...approval })
    const outcome = await attempt(run, parameters)
    return { entry: await store.settle(id, outcome), result: outcome.result }
  }

  async function ask(action) {
    const asked = performance.now()
    const { yes, reason } = await askPerson(action)
    return {
      approvalRequired: true,
      approvalDecision: yes ? 'approved' : 'rejected',
      approvalReason: reason,
      approvedBy: yes ? 'user' : null,
      approvalTimeMs: elapsed(asked),
    }
  }
}

/** What came of running a tool: a result or an error, and how long it took. */
async function attempt(run, parameters) {
  const begun = performance.now()
  try {
    const result = await run(parameters)
    return { result, durationMs: elapsed(begun) }
  } catch (error) {
    return { error, durationMs: elapsed(begun) }
  }
}

/** Milliseconds since `begun`, to the microsecond. */
function elapsed(begun) {
  return Number((performance.now() - begun).toFixed(3))
}
