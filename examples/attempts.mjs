import { AuditError } from 'tallystick'
import { plainText } from './plain-text.mjs'

const marks = { succeeded: 'ok', failed: 'FAILED', denied: 'DENIED' }

/**
 * Makes the function through which an agent tries calls, one after another: it waits for a call and prints what the trail
 * says of it. An agent goes on when a tool fails or a person says no; this one then has undefined for a result. A trail
 * that cannot be written is not the agent's business, and ends it.
 */
export function attempts({ store, sessionId, places }) {
  return async function attempt(call) {
    const result = await resultOf(call)
    const [entry] = await store.query({ sessionId, limit: 1 })
    print(entry)
    return result
  }

  function print({ stepId, toolName, riskLevel, outcome, parameters }) {
    const cells = [stepId.padEnd(7), toolName.padEnd(14), riskLevel.padEnd(11), marks[outcome].padEnd(6)]
    console.log(plainText(`  ${[...cells, places.shorten(parameters.path)].join('   ')}`))
  }
}

async function resultOf(call) {
  try {
    return await call
  } catch (error) {
    if (error instanceof AuditError && error.code !== 'APPROVAL_DENIED') throw error
    return undefined
  }
}
