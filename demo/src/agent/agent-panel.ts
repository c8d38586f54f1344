import { element, make } from '../element.js'
import type { StepReport, StepState } from './agent-run.js'
import { morningRound, type Step } from './morning-round.js'

const words: Readonly<Record<StepState, string>> = {
  waiting: '',
  running: 'at it',
  done: 'done',
  failed: 'failed',
  denied: 'not allowed',
  skipped: 'skipped',
}

const marks: Readonly<Record<StepState, string>> = {
  waiting: '○',
  running: '◔',
  done: '✓',
  failed: '✕',
  denied: '⊘',
  skipped: '–',
}

/** The plan of the agent as a list, and how far it has come. */
export class AgentPanel {
  readonly #list = element('steps', HTMLOListElement)
  readonly #said = element('agent-said', HTMLParagraphElement)
  readonly #start = element('start', HTMLButtonElement)
  readonly #stop = element('stop', HTMLButtonElement)

  /** Shows the plan from its beginning. */
  reset(): void {
    this.#list.replaceChildren(...morningRound.map((_, index) => stepItem({ index, state: 'waiting', note: '' })))
  }

  /** Shows whether the agent is at work, and says a word on it. */
  setRunning(running: boolean, said: string): void {
    // A button that is disabled loses the focus, so it goes on to the one that can be pressed.
    const [enabled, disabled] = running ? [this.#stop, this.#start] : [this.#start, this.#stop]
    const hadFocus = document.activeElement === disabled
    enabled.disabled = false
    disabled.disabled = true
    if (hadFocus) enabled.focus()
    this.#said.textContent = said
  }

  /** Shows what came of a step. */
  report(report: StepReport): void {
    this.#list.children[report.index]?.replaceWith(stepItem(report))
    if (report.state === 'running')
      this.#said.textContent = `Step ${report.index + 1} of ${morningRound.length}: ${titleOf(report)}`
  }
}

function stepItem(report: StepReport): HTMLElement {
  const { state, note } = report
  const item = make('li', `step ${state}`, '')
  const mark = make('span', 'step-mark', marks[state])
  mark.setAttribute('aria-hidden', 'true')
  const text = make('span', 'step-text', '')
  text.append(make('span', 'step-title', titleOf(report)))
  const outcome = [words[state], note].filter(Boolean).join(': ')
  if (outcome) text.append(' ', make('span', 'step-note', outcome))
  item.append(mark, text)
  if (state === 'running') item.setAttribute('aria-current', 'step')
  return item
}

function titleOf({ index }: StepReport): string {
  const step: Step | undefined = morningRound[index]
  return step?.title ?? ''
}
