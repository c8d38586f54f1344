import {
  $ZodCustom,
  $ZodNever,
  $ZodObject,
  $ZodOptional,
  type $ZodShape,
  type $ZodType,
  type $strict,
} from 'zod/v4/core'

// Zod's core, which has no methods, and as few of its kinds as will do: all that is used of zod is downloaded by every page.

/** Whether a value is one that a field takes. */
export type Check = (value: unknown) => boolean

/** A field that has to be there. `rule` says what it takes: it is the message of the issue. */
export function field<Value>(rule: string, check: Check): $ZodType<Value> {
  return new $ZodCustom({ type: 'custom', check: 'custom', fn: check, error: () => rule }) as $ZodType<Value>
}

/** A field that may be left out, or be undefined. */
export function optional<Value>(inner: $ZodType<Value>): $ZodOptional<$ZodType<Value>> {
  return new $ZodOptional({ type: 'optional', innerType: inner }) as $ZodOptional<$ZodType<Value>>
}

/** An object of these fields and no others. */
export function strictObject<Shape extends $ZodShape>(shape: Shape): $ZodObject<Shape, $strict> {
  const catchall = new $ZodNever({ type: 'never' })
  return new $ZodObject({ type: 'object', shape, catchall, error: () => 'an object' }) as $ZodObject<Shape, $strict>
}
