import { isList } from './is-list.js'

/** A value for a message: short, and harmless whatever it is. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isList(value)) return 'a list'
  return value === undefined ? 'nothing' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}

/** That `name`, which has these fields, has no such one, and what to do. */
export function unknownField(name: string, field: string, fields: readonly string[]): string {
  const near = nearest(field, fields)
  const hint = near === undefined ? 'Put what is your own under metadata.' : `Did you mean ${near}?`
  return `${name} has no field ${JSON.stringify(field)}. ${hint}`
}

/** The name that was probably meant: the same letters, or at most two typing errors away. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const letters = (name: string): string => name.replaceAll(/[^a-z\d]/gi, '').toLowerCase()
  const ranked = names.map((name) => ({ name, errors: distance(letters(word.slice(0, 40)), letters(name)) }))
  const best = ranked.toSorted((one, other) => one.errors - other.errors)[0]
  return best !== undefined && best.errors <= 2 ? best.name : undefined
}

// Levenshtein's, one row of the table at a time.
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of from.split('').entries()) {
    const next = [index + 1]
    for (const [column, other] of to.split('').entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
