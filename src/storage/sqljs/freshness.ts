/**
 * Knows which questions a replica answers as it is: those that were asked before it last began to be brought up to date,
 * so that many questions share one reading of the journal.
 */
export class Freshness {
  #asked = 0
  #answerable = 0

  /** The number of a question that is asked now. */
  ask(): number {
    this.#asked += 1
    return this.#asked
  }

  answers(question: number): boolean {
    return question <= this.#answerable
  }

  /** Has the replica brought up to date, and gives what comes of that. */
  async renew<T>(sync: () => Promise<T>): Promise<T> {
    const asked = this.#asked
    const given = await sync()
    this.#answerable = asked
    return given
  }
}
