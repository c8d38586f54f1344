import { createInterface } from 'node:readline/promises'
import { plainText } from './plain-text.mjs'

/**
 * Asks the person at the terminal, one question at a time. Only `y` and `a` approve; anything else, Enter too, is a no.
 * After `a` calls that are alike may pass without a question. Where no answer comes, because of Ctrl-C or since the
 * terminal is gone or the question withdrawn, it throws, which the recorder takes for a rejection by nobody.
 *
 * @param {{ input?: import('node:stream').Readable, output?: import('node:stream').Writable }} streams
 * @returns {import('tallystick').Approver}
 */
export function consoleApprover({ input = process.stdin, output = process.stdout } = {}) {
  let last = Promise.resolve()

  return function approve(request) {
    const answer = last.then(() => ask(request))
    last = answer.catch(() => {})
    return answer
  }

  async function ask(request) {
    request.signal.throwIfAborted()
    if (input.readableEnded || input.destroyed) throw new Error('nobody is at the terminal')
    output.write(question(request))
    return meaning(await readLine(request.signal))
  }

  async function readLine(signal) {
    const terminal = createInterface({ input, output })
    const closed = new Promise((_, reject) => {
      terminal.once('close', () => reject(new Error('the question was closed')))
    })
    try {
      return await Promise.race([terminal.question('  Allow it? [y]es, [a]lways if alike, [N]o: ', { signal }), closed])
    } finally {
      terminal.close()
      if (signal.aborted) output.write('\n')
    }
  }
}

function question({ toolName, riskLevel, riskReason, parameters }) {
  const lines = Object.entries(parameters).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`)
  const heading = `The agent wants to call ${toolName}. That is ${riskLevel}: ${riskReason}.`
  return `\n${[`  ${heading}`, ...lines].map(plainText).join('\n')}\n`
}

function meaning(line) {
  const word = line.trim().toLowerCase()
  if (word === 'y' || word === 'yes') return { decision: 'approved', remember: false }
  if (word === 'a' || word === 'always') return { decision: 'approved', remember: true, reason: 'always if alike' }
  return { decision: 'rejected', reason: 'said no' }
}
