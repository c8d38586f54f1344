import type { ApprovalAnswer, ApprovalRequest } from 'tallystick'
import { element } from '../element.js'
import { showRisk } from '../risk-badge.js'
import { exactText } from './exact-text.js'

// A double click that answers one question must not answer the next.
const thinkMs = 400

/** One question as the dialog shows it, and what the person made of it. All of it is untrusted, so it is text. */
export class ApprovalQuestion {
  readonly #mayDiffer: readonly string[]
  readonly #heading = element('approval-heading', HTMLHeadingElement)
  readonly #reason = element('approval-reason', HTMLInputElement)
  readonly #remember = element('approval-remember', HTMLInputElement)
  readonly #approve = element('approve', HTMLButtonElement)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(mayDiffer: readonly string[]) {
    this.#mayDiffer = mayDiffer
  }

  /** Shows a call that is asked about. */
  show(request: ApprovalRequest): void {
    const { toolName, parameters, riskLevel, riskReason, lossless } = request
    set('approval-tool', exactText(toolName))
    set('approval-who', whoAsks(request))
    showRisk(element('approval-risk', HTMLElement), riskLevel)
    set('approval-why', exactText(riskReason))
    set('approval-arguments', exactText(JSON.stringify(parameters, null, 2)))
    element('approval-more-than-json', HTMLElement).hidden = lossless
    this.#offerRemembering(request)
    this.#reason.value = ''
    this.#holdBack()
  }

  /** Says how many other questions wait. */
  showWaiting(count: number): void {
    set('approval-waiting', count > 0 ? `${count} more ${count === 1 ? 'question waits' : 'questions wait'}` : '')
  }

  /** Where reading starts. No button has the focus, so that no key that was meant for something else decides. */
  focus(): void {
    this.#heading.focus()
  }

  approval(): ApprovalAnswer {
    return { decision: 'approved', reason: this.#givenReason(), remember: this.#remember.checked }
  }

  rejection(): ApprovalAnswer {
    return { decision: 'rejected', reason: this.#givenReason() }
  }

  #givenReason(): string | undefined {
    return this.#reason.value.trim() || undefined
  }

  #offerRemembering({ riskLevel, lossless, parameters }: ApprovalRequest): void {
    const offered = riskLevel !== 'critical' && lossless
    const differing = this.#mayDiffer.filter((name) => Object.hasOwn(parameters, name))
    this.#remember.checked = false
    element('approval-remember-field', HTMLElement).hidden = !offered
    element('approval-every-time', HTMLElement).hidden = offered
    set(
      'approval-alike',
      differing.length > 0 ? `any ${differing.join(', ')}, all else the same` : 'all arguments the same',
    )
  }

  #holdBack(): void {
    clearTimeout(this.#timer)
    this.#approve.disabled = true
    this.#timer = setTimeout(() => {
      this.#approve.disabled = false
    }, thinkMs)
  }
}

function whoAsks({ agentId, sessionId, parentPlanId, stepId }: ApprovalRequest): string {
  const plan = parentPlanId === null ? '' : `, plan ${parentPlanId}`
  return exactText(`${agentId ?? 'An agent'} asks · session ${sessionId}${plan}, step ${stepId}`)
}

function set(id: string, text: string): void {
  element(id, HTMLElement).textContent = text
}
