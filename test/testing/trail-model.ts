import assert from 'node:assert/strict'
import type { Action, Reading, Sight } from './trail.js'

/** Whether a call resolved. One that rejected may have done all of its work, or none. */
export type Result = 'resolved' | 'rejected'

interface Purge {
  readonly before: number
  /** How many actions it removed at least, if it happened, and at most. */
  readonly least: number
  readonly most: number
  /** Undefined until a read tells. */
  happened: boolean | undefined
}

/**
 * What a trail may hold after calls of which some failed. For each action it keeps what may be seen of it; each read narrows
 * that down to what was seen, so what was seen once has to stay.
 */
export class TrailModel {
  readonly #possible: Map<string, Set<Sight>> = new Map()
  readonly #actions: Map<string, Action> = new Map()
  readonly #purges: Purge[] = []
  /** Batches that were rejected: all there or none. */
  #batches: (readonly Action[])[] = []

  logged(actions: readonly Action[], result: Result): void {
    for (const action of actions) this.#add(action, 'succeeded', result)
    if (result === 'rejected') this.#batches.push(actions)
  }

  began(action: Action, result: Result): void {
    this.#add(action, 'pending', result)
  }

  settled(action: Action, result: Result): void {
    this.#add(action, 'succeeded', result)
  }

  purged(before: number, result: Result): void {
    const removable = [...this.#actions.values()].filter(({ at }) => at < before).map(({ id }) => this.#sights(id))
    const least = removable.filter((sights) => !sights.has('absent')).length
    const most = removable.filter((sights) => sights.size > 1 || !sights.has('absent')).length
    const purge: Purge = { before, least, most, happened: undefined }
    this.#purges.push(purge)
    if (result === 'resolved') this.#purgeHappened(purge)
  }

  /** Actions whose intent is there, and whose outcome may be. */
  get pending(): readonly Action[] {
    return [...this.#actions.values()].filter(
      ({ id }) => this.#sights(id).has('pending') && !this.#sights(id).has('absent'),
    )
  }

  /** Fails unless everything that was read may be there, and everything that has to be there was read. */
  read({ rows, purges }: Reading): void {
    this.#readPurges(purges)
    const seen = new Map(rows.map(({ id, outcome }) => [id, outcome as Sight]))
    assert.equal(seen.size, rows.length, 'no row is there twice')
    for (const id of seen.keys()) assert.ok(this.#actions.has(id), `the row ${id} was appended once`)
    for (const [id, sights] of this.#possible) {
      const sight = seen.get(id) ?? 'absent'
      assert.ok(sights.has(sight), `${id} is ${[...sights].join(' or ')}, found ${sight}`)
      this.#possible.set(id, new Set([sight]))
    }
    for (const batch of this.#batches) {
      assert.equal(
        new Set(batch.map(({ id }) => seen.has(id))).size,
        1,
        'a rejected batch is there whole or not at all',
      )
    }
    this.#batches = []
  }

  #readPurges(recorded: Reading['purges']): void {
    const befores = recorded.map(({ before }) => before)
    assert.equal(new Set(befores).size, befores.length, 'no purge is recorded twice')
    for (const before of befores)
      assert.ok(
        this.#purges.some((purge) => purge.before === before),
        'a purge was asked for',
      )
    for (const purge of this.#purges) {
      const record = recorded.find(({ before }) => before === purge.before)
      if (record)
        assert.ok(record.count >= purge.least && record.count <= purge.most, 'a purge recorded how many it removed')
      if (purge.happened === undefined && record) this.#purgeHappened(purge)
      purge.happened ??= false
      if (purge.least > 0) assert.equal(record !== undefined, purge.happened, 'a purge is recorded when it happened')
    }
  }

  #purgeHappened(purge: Purge): void {
    purge.happened = true
    for (const { id, at } of this.#actions.values()) if (at < purge.before) this.#possible.set(id, new Set(['absent']))
    this.#batches = this.#batches.filter((batch) => batch.every(({ at }) => at >= purge.before))
  }

  #add(action: Action, sight: Sight, result: Result): void {
    const before = result === 'rejected' ? this.#sights(action.id) : []
    this.#actions.set(action.id, action)
    this.#possible.set(action.id, new Set([...before, sight]))
  }

  #sights(id: string): ReadonlySet<Sight> {
    return this.#possible.get(id) ?? new Set<Sight>(['absent'])
  }
}
