import type { Rule, Rules } from './rule.js'

/** A field that breaks its rule, or has none. */
export interface Misfit {
  readonly field: string
  /** What the field takes; null where there is no such field. */
  readonly takes: string | null
  readonly got: unknown
}

/**
 * A copy of the input with the fields that have a rule, or the first misfit. What is undefined is left out.
 *
 * Every field is read once, those of its prototype too (objects of a class have their getters there); but only fields of its
 * own can be one too many. Throws what the reading of a field throws.
 */
export function readFields<Input>(
  rules: Rules<Input>,
  input: object,
): { readonly copy: Input } | { readonly misfit: Misfit } {
  // The names come first: where one is misspelt, the field that was meant is missing as well, and says less.
  for (const field of Object.keys(input)) {
    if (!Object.hasOwn(rules, field)) return { misfit: { field, takes: null, got: undefined } }
  }
  const given = input as Readonly<Record<string, unknown>>
  const copy: Record<string, unknown> = {}
  // Not by entries, which are made anew each time.
  for (const field in rules) {
    const [takes, check]: Rule<unknown> = rules[field]
    const got = given[field]
    if (!check(got)) return { misfit: { field, takes, got } }
    if (got !== undefined) copy[field] = got
  }
  return { copy: copy as Input }
}
