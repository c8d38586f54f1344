import type { Approver, AuditEntry, AuditStore } from 'tallystick'
import { element, make } from '../element.js'
import { reporting } from '../problem.js'
import { busyDay, newDay } from '../shop/new-day.js'
import type { ShopKeeper } from '../shop/shop-keeper.js'
import { AgentPanel } from './agent-panel.js'
import { runAgent } from './agent-run.js'
import { cutOffCalls } from './cut-off.js'
import { paces } from './pace.js'
import { runningSessions } from './run-lock.js'

/** What the agent's part of the page needs. */
export interface AgentDeskOptions {
  readonly store: AuditStore
  readonly keeper: ShopKeeper
  readonly approve: Approver
}

/** The agent's part of the page: starts it and stops it. */
export class AgentDesk {
  readonly #options: AgentDeskOptions
  readonly #panel = new AgentPanel()
  readonly #pace = element('pace', HTMLSelectElement)
  #run: AbortController | undefined

  constructor(options: AgentDeskOptions) {
    this.#options = options
    this.#panel.reset()
    element('start', HTMLButtonElement).addEventListener('click', () => void this.start())
    element('stop', HTMLButtonElement).addEventListener('click', () => this.stop())
  }

  /** Lets the agent work. Does nothing while it does. */
  async start(): Promise<void> {
    if (this.#run) return
    const run = new AbortController()
    this.#run = run
    this.#panel.reset()
    this.#panel.setRunning(true, 'The agent starts.')
    await reporting(() => this.#work(run.signal))
    this.#run = undefined
    this.#panel.setRunning(false, run.signal.aborted ? 'The agent was stopped.' : 'The agent is done.')
  }

  /** Stops the agent, in the middle of what it does. */
  stop(): void {
    this.#run?.abort(new Error('The agent was stopped'))
  }

  /** Says which calls were cut off when a tab was closed. */
  async showCutOff(): Promise<void> {
    const calls = await cutOffCalls(this.#options.store)
    element('cut-off', HTMLElement).replaceChildren(...calls.map(cutOffNotice))
  }

  async #work(signal: AbortSignal): Promise<void> {
    const pace = paces.get(this.#pace.value)
    if (!pace) throw new Error(`There is no pace called ${this.#pace.value}`)
    // Beside an agent of another tab this one gets work of its own.
    await this.#options.keeper.change((await runningSessions()).size > 0 ? newDay : busyDay)
    await runAgent({ ...this.#options, pace, signal, onStep: (report) => this.#panel.report(report) })
  }
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })

function cutOffNotice({ toolName, timestamp }: AuditEntry): HTMLElement {
  const notice = make('p', 'notice', 'Cut off: ')
  const when = time.format(new Date(timestamp))
  notice.append(
    make('code', '', toolName),
    ` began on ${when}, and its tab was closed before it ended. It stays pending.`,
  )
  return notice
}
