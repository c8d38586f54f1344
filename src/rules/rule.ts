/** What a value has to be: in the words of a message, and whether it is. */
export type Rule<Value> = readonly [takes: string, check: (value: unknown) => value is Value]

/** A rule for each field of an input. */
export type Rules<Input> = { readonly [Field in keyof Input]-?: Rule<Input[Field]> }

export const aText: Rule<string> = ['text that is not empty', isText]
export const aBoolean: Rule<boolean> = ['true or false', (value) => typeof value === 'boolean']
/** That of every type of function, since a function does not show which one it is. */
export const aFunction: Rule<never> = ['a function', (value): value is never => typeof value === 'function']

/** The same rule for what may be left out, or be undefined. */
export function optional<Value>([takes, check]: Rule<Value>): Rule<Value | undefined> {
  return [takes, (value) => value === undefined || check(value)]
}

/** The same rule for what may be null. */
export function nullable<Value>([takes, check]: Rule<Value>): Rule<Value | null> {
  return [takes, (value) => value === null || check(value)]
}

/** The rule for one of these texts. */
export function oneOf<Value extends string>(values: readonly Value[]): Rule<Value> {
  return [`one of ${values.join(', ')}`, (value): value is Value => values.some((known) => known === value)]
}

/** Whether a value is a text that is not empty. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
