import {
  AuditError,
  createRecorder,
  rememberApprovals,
  type Approver,
  type AuditStore,
  type Recorder,
} from 'tallystick'
import { sessionName } from '../session-name.js'
import type { ShopKeeper } from '../shop/shop-keeper.js'
import { type Findings, morningRound, type Step } from './morning-round.js'
import { type Pace, pause } from './pace.js'
import { runLock } from './run-lock.js'
import { type ShopTools, shopTools } from './shop-tools.js'

/** How far a step has come. */
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'denied' | 'skipped'

/** What is told of a step as it goes. */
export interface StepReport {
  readonly index: number
  readonly state: StepState
  /** What came of it, in a few words; empty while nothing has. */
  readonly note: string
}

/** What a run of the agent needs. */
export interface AgentRunOptions {
  readonly store: AuditStore
  readonly keeper: ShopKeeper
  readonly approve: Approver
  readonly pace: Pace
  /** Stops the agent: what it waits for ends, and the steps that are left are skipped. */
  readonly signal: AbortSignal
  readonly onStep: (report: StepReport) => void
}

/** Who the entries say was at work. */
export const agentId = 'desk-agent'

/** Lets the agent go through its plan once, in a session of its own, and resolves when all that it did is kept. */
export async function runAgent(options: AgentRunOptions): Promise<void> {
  const sessionId = sessionName('desk')
  const recorder = recorderOf(sessionId, options)
  await runLock(sessionId, async () => {
    const toolsOf = recordedTools(recorder, options)
    const findings: Findings = { orders: [], pastSeason: undefined, invoices: [] }
    for (const [index, step] of morningRound.entries()) {
      await takeStep(step, index, { tools: toolsOf(step.plan), findings, ...options })
    }
    await recorder.flush()
  })
}

function recorderOf(sessionId: string, { store, approve, signal }: AgentRunOptions): Recorder {
  return createRecorder({
    store,
    sessionId,
    agentId,
    // Stopping the agent withdraws what it asks.
    approve: (request) => approve({ ...request, signal: AbortSignal.any([request.signal, signal]) }),
    // An approval of a message holds for the same message to other customers.
    policies: [rememberApprovals({ ignore: ['order'] })],
  })
}

/** The recorded tools of each plan. A payment says itself how risky it is: its name does not tell. */
function recordedTools(recorder: Recorder, { keeper, pace, signal }: AgentRunOptions): (plan: string) => ShopTools {
  const tools = shopTools({ keeper, labelMs: pace.labelMs, signal })
  const riskLevel = () => ({ riskLevel: 'critical', reason: 'money leaves the till' }) as const
  return (plan) =>
    recorder.plan(plan).wrap<ShopTools>({ ...tools, pay_supplier: { run: tools.pay_supplier, riskLevel } })
}

interface StepContext extends AgentRunOptions {
  readonly tools: ShopTools
  readonly findings: Findings
}

async function takeStep(step: Step, index: number, context: StepContext): Promise<void> {
  const { tools, findings, pace, signal, onStep } = context
  if (signal.aborted) return onStep({ index, state: 'skipped', note: '' })
  onStep({ index, state: 'running', note: '' })
  try {
    onStep({ index, state: 'done', note: await step.act(tools, findings) })
  } catch (error) {
    onStep({ index, ...failed(error) })
  }
  await pause(pace.thinkMs, signal).catch(() => undefined)
}

function failed(error: unknown): Omit<StepReport, 'index'> {
  if (error instanceof AuditError && error.code === 'APPROVAL_DENIED') {
    return { state: 'denied', note: error.approval?.reason ?? '' }
  }
  return { state: 'failed', note: error instanceof Error ? error.message : String(error) }
}
