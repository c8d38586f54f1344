import type { AuditEntryInput } from 'tallystick'
import { type SampleTool, sampleTools } from './sample-tools.js'

const dayMs = 86_400_000
const sessionCount = 400

/**
 * Entries that no agent made, in sessions called `sample 001` and on, over the 29 days before `now`, oldest first. Their ids
 * are always the same, so that adding them twice adds them once.
 */
export function* sampleEntries(total: number, now: number): Generator<AuditEntryInput, void, undefined> {
  const random = randomNumbers(20_26)
  const perSession = Math.ceil(total / sessionCount)
  const spanMs = (29 * dayMs) / sessionCount
  for (let n = 0; n < total; n += 1) {
    const session = Math.floor(n / perSession)
    const step = n % perSession
    // A session takes about half of its span: the trail has busy and quiet hours.
    const offsetMs = session * spanMs + (step / perSession) * spanMs * 0.5 + random() * 1000
    yield sampleEntry({ n, session, step, timestamp: now - 29 * dayMs + offsetMs }, random)
  }
}

interface SamplePlace {
  readonly n: number
  readonly session: number
  readonly step: number
  readonly timestamp: number
}

function sampleEntry({ n, session, step, timestamp }: SamplePlace, random: () => number): AuditEntryInput {
  const tool = pickTool(random())
  const asked = tool.riskLevel === 'destructive' || tool.riskLevel === 'critical'
  const rejected = asked && random() < 0.12
  const failed = !rejected && random() < tool.failing
  return {
    id: `sample-${String(n).padStart(6, '0')}`,
    sessionId: `sample ${String(session + 1).padStart(3, '0')}`,
    stepId: `step-${step + 1}`,
    timestamp,
    toolName: tool.toolName,
    parameters: tool.parameters(n),
    riskLevel: tool.riskLevel,
    agentId: `sample-agent-${(session % 3) + 1}`,
    ...(asked && approval(rejected, random())),
    ...(rejected ? {} : { durationMs: Math.round(tool.typicalMs * (0.4 + random() ** 4 * 6)) }),
    ...(failed && { error: `${tool.toolName} gave up: no answer in time` }),
    ...(!rejected && !failed && { result: { ok: true } }),
  }
}

function approval(rejected: boolean, draw: number): Partial<AuditEntryInput> {
  const approvalRequired = true
  const approvalTimeMs = Math.round(900 + draw * 14_000)
  if (rejected) return { approvalRequired, approvalDecision: 'rejected', approvedBy: 'user', approvalTimeMs }
  if (draw < 0.3) return { approvalRequired, approvalDecision: 'auto', approvedBy: 'similar_match' }
  return { approvalRequired, approvalDecision: 'approved', approvedBy: 'user', approvalTimeMs }
}

const shares = sampleTools.reduce((sum, { share }) => sum + share, 0)

function pickTool(draw: number): SampleTool {
  let left = draw * shares
  const found = sampleTools.find(({ share }) => (left -= share) < 0) ?? sampleTools[0]
  if (!found) throw new Error('There are no sample tools')
  return found
}

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
