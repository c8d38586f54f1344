import type { ApprovalAnswer, ApprovalRequest } from 'tallystick'
import { element } from '../element.js'
import { ApprovalQuestion } from './approval-question.js'

interface Waiting {
  readonly request: ApprovalRequest
  readonly resolve: (answer: ApprovalAnswer) => void
}

/** How the dialog works. */
export interface ApprovalDialogOptions {
  /** Parameters in which calls that pass on an earlier approval may differ, to say so. */
  readonly mayDiffer: readonly string[]
  /** Called when the person would rather stop the agent. */
  readonly onStop: () => void
}

/**
 * Asks the person in front of the page, one question at a time; others wait for their turn. Escape is a rejection, and a
 * question that is withdrawn closes by itself.
 */
export class ApprovalDialog {
  readonly #dialog = element('approval', HTMLDialogElement)
  readonly #question: ApprovalQuestion
  readonly #waiting: Waiting[] = []
  #shown: Waiting | undefined

  constructor({ mayDiffer, onStop }: ApprovalDialogOptions) {
    this.#question = new ApprovalQuestion(mayDiffer)
    this.#onClick('approve', () => this.#answer(this.#question.approval()))
    this.#onClick('reject', () => this.#answer(this.#question.rejection()))
    this.#onClick('approval-stop', onStop)
    this.#dialog.addEventListener('close', () => {
      // The dialog is closed and opened again between two questions; this event comes later.
      if (!this.#dialog.open && this.#shown)
        this.#answer({ decision: 'rejected', reason: 'The question was dismissed' })
    })
  }

  /** Asks, and resolves with the answer; an `Approver`. */
  ask(request: ApprovalRequest): Promise<ApprovalAnswer> {
    return new Promise((resolve) => {
      const waiting = { request, resolve }
      this.#waiting.push(waiting)
      request.signal.addEventListener('abort', () => this.#withdraw(waiting), { once: true })
      if (request.signal.aborted) this.#withdraw(waiting)
      this.#show()
    })
  }

  #onClick(id: string, action: () => void): void {
    element(id, HTMLButtonElement).addEventListener('click', action)
  }

  #show(): void {
    const [first] = this.#waiting
    this.#question.showWaiting(this.#waiting.length - 1)
    if (first === this.#shown) return
    this.#shown = first
    this.#dialog.close()
    if (!first) return
    this.#question.show(first.request)
    this.#dialog.showModal()
    this.#question.focus()
  }

  #answer(answer: ApprovalAnswer): void {
    this.#waiting.shift()?.resolve(answer)
    this.#show()
  }

  #withdraw(waiting: Waiting): void {
    const index = this.#waiting.indexOf(waiting)
    if (index === -1) return
    this.#waiting.splice(index, 1)
    const { reason } = waiting.request.signal
    waiting.resolve({ decision: 'rejected', reason: reason instanceof Error ? reason.message : 'It was withdrawn' })
    this.#show()
  }
}
