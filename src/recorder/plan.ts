/** A plan, or the work outside of one, and how far its steps have come. */
export class Plan {
  /** Null for what belongs to no plan. */
  readonly id: string | null
  #steps = 0

  constructor(id: string | null) {
    this.id = id
  }

  /** The id of the next step: `step-1`, `step-2`, in a plan `plan-7.1`, `plan-7.2`. */
  nextStepId(): string {
    this.#steps += 1
    return this.id === null ? `step-${this.#steps}` : `${this.id}.${this.#steps}`
  }
}
