import type { RiskLevel } from '../entry/entry.js'

/** An approval that later calls may pass on. */
export interface RememberedApproval {
  /** Of the call that was approved: no riskier one passes on it. */
  readonly riskLevel: RiskLevel
  /** When it was given, in milliseconds since 1970. */
  readonly at: number
  /** What is recorded of a call that passes on it. */
  readonly reason: string
}

const maxCount = 1000
// Of all keys together, which hold whole arguments: 16 MiB in memory at most.
const maxCharacters = 2 ** 23

/** The newest approvals by key, each for `holdsMs`. Memory is bounded: what is dropped is asked again. */
export class RememberedApprovals {
  // From the oldest to the newest.
  readonly #approvals = new Map<string, RememberedApproval>()
  readonly #holdsMs: number
  #characters = 0

  constructor(holdsMs: number) {
    this.#holdsMs = holdsMs
  }

  get(key: string, now: number): RememberedApproval | undefined {
    const approval = this.#approvals.get(key)
    if (approval === undefined) return undefined
    if (this.#holds(now - approval.at)) return approval
    this.delete(key)
    return undefined
  }

  set(key: string, approval: RememberedApproval): void {
    this.delete(key)
    if (key.length > maxCharacters) return
    this.#approvals.set(key, approval)
    this.#characters += key.length
    for (const oldest of this.#approvals.keys()) {
      if (this.#approvals.size <= maxCount && this.#characters <= maxCharacters) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    if (this.#approvals.delete(key)) this.#characters -= key.length
  }

  // A clock that went back has ended the time, or it would lengthen it.
  #holds(ageMs: number): boolean {
    return this.#holdsMs === Infinity || (ageMs >= 0 && ageMs < this.#holdsMs)
  }
}
