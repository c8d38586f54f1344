import { AuditError } from '../error.js'
import type { AuditErrorCode } from '../error.js'

/** Throws an `Error` that says what should have held. */
export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Contract broken: ${what}`)
}

/** Throws an `Error` with both values unless they are equal, member by member. */
export function checkEqual<Value>(actual: Value, expected: Value, what: string): void {
  if (!equals(actual, expected)) check(false, `${what}: expected ${show(expected)}, found ${show(actual)}`)
}

/** Throws an `Error` unless `call` throws or rejects with an `AuditError` of one of these codes; resolves with that error. */
export async function checkRejects(
  call: () => unknown,
  codes: readonly AuditErrorCode[],
  what: string,
): Promise<AuditError> {
  const fault = await outcomeOf(call)
  check(fault instanceof AuditError, `${what} rejects with an AuditError (${codes.join(' or ')}), found ${show(fault)}`)
  check(codes.includes(fault.code), `${what} rejects with ${codes.join(' or ')}, found ${fault.code}: ${fault.message}`)
  return fault
}

/** Resolves once `holds()` is true, and throws an `Error` when it is still false after `deadlineMs`. */
export async function checkSoon(holds: () => boolean, what: string, deadlineMs = 10_000): Promise<void> {
  const deadline = Date.now() + deadlineMs
  while (!holds()) {
    check(Date.now() < deadline, `${what}, within ${deadlineMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  return undefined
}

function equals(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (left instanceof Uint8Array && right instanceof Uint8Array) return equalBytes(left, right)
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const [members, others] = [Object.entries(left), new Map(Object.entries(right))]
  return (
    members.length === others.size &&
    members.every(([name, value]) => others.has(name) && equals(value, others.get(name)))
  )
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof Uint8Array) return `${value.length} bytes`
  return shortened(JSON.stringify(value, (_, member: unknown) => shortMember(member)) ?? String(value))
}

/** Cases compare megabytes; a message shows the beginning. */
function shortMember(member: unknown): unknown {
  if (typeof member === 'string') return shortened(member)
  return Array.isArray(member) && member.length > 50
    ? [...member.slice(0, 50), `and ${member.length - 50} more`]
    : member
}

function shortened(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}... (${text.length} characters)` : text
}
