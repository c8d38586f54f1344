import type { Call } from './call.js'
import { deferredGenerator } from './deferred-generator.js'
import { iterablePromise } from './iterable-promise.js'
import { addOwnMembers } from './own-members.js'
import { type NamedTool, toolsOf } from './tools-of.js'

/** Takes a call on its way through the recorder, and gives what its tool gives. */
export type RecordCall = (call: Call) => Promise<unknown>

type Caller = (receiver: unknown, args: readonly unknown[]) => Promise<unknown>
type Method = (this: unknown, ...args: readonly unknown[]) => unknown

/**
 * The tools of an object as functions that call them through `record`.
 *
 * @throws AuditError `OPTION_INVALID` for a member that is no tool.
 */
export function wrapTools(tools: object, record: RecordCall): object {
  const wrapped = {}
  for (const named of toolsOf(tools)) {
    Object.defineProperty(wrapped, named.toolName, { value: wrapTool(named, wrapped, record), enumerable: true })
  }
  return wrapped
}

function wrapTool({ toolName, tool, self }: NamedTool, wrapped: object, record: RecordCall): Method {
  const { riskLevel, hints, failure } = tool
  const run = tool.run as Method
  const call = (receiver: unknown, args: readonly unknown[]): Promise<unknown> => {
    const bare = receiver === wrapped ? self : receiver
    return record({ toolName, args, run: (given) => Reflect.apply(run, bare, given), riskLevel, hints, failure })
  }
  const method = kinds[Object.prototype.toString.call(run)]?.(call) ?? iterable(call)
  // Such as the schema that some keep on the function itself.
  addOwnMembers(method, run)
  return Object.defineProperties(method, { name: { value: run.name }, length: { value: run.length } })
}

/** What a function gives shows in its kind, where it is written as what it is. */
const kinds: Readonly<Record<string, (call: Caller) => Method>> = {
  '[object AsyncFunction]': promising,
  '[object AsyncGeneratorFunction]': generating,
}

function promising(call: Caller): Method {
  return function (...args) {
    return call(this, args)
  }
}

/** A generator starts at its first `next()`, and so do approval and intent. */
function generating(call: Caller): Method {
  return function (...args) {
    return deferredGenerator(() => call(this, args) as Promise<AsyncGenerator>)
  }
}

/** Of any other function it shows only in what it gives whether that can be iterated without being awaited. */
function iterable(call: Caller): Method {
  return function (...args) {
    return iterablePromise(call(this, args))
  }
}
