import type { EntryCursor, EntryQuery } from '../query.js'
import { compareFacts, type Fact } from './fact.js'

/** The part of these facts that a query asks for, ordered by (timestamp, id) as they are. */
export function factPage(facts: readonly Fact[], { order, limit, offset, cursor }: EntryQuery): readonly Fact[] {
  if (order === 'asc') {
    const start = offset + (cursor ? placeAfter(facts, cursor) : 0)
    return facts.slice(start, start + limit)
  }
  const end = (cursor ? placeOf(facts, cursor) : facts.length) - offset
  return facts.slice(Math.max(0, end - limit), Math.max(0, end))
}

/** Where the first of these facts stands that does not come before a place in their order. */
export function placeOf(facts: readonly Fact[], cursor: EntryCursor): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const fact = facts[middle]
    if (fact && compareFacts(fact, cursor) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function placeAfter(facts: readonly Fact[], cursor: EntryCursor): number {
  const place = placeOf(facts, cursor)
  const fact = facts[place]
  return fact && compareFacts(fact, cursor) === 0 ? place + 1 : place
}
