import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { isRiskLevel, riskLevels } from '../risk/risk-level.js'
import { isPlain, isPlainPrototype } from './plain.js'
import type { ToolFunction, ToolOptions } from './tool.js'

/** A tool, and what its function has as `this` when it is called bare. */
export interface NamedTool {
  readonly toolName: string
  readonly tool: ToolOptions<ToolFunction>
  readonly self: object
}

/**
 * The tools of an object: its members, and where it is of a class its methods. The other members of such an object are
 * passed over.
 *
 * @throws AuditError `OPTION_INVALID` for a member of a plain object that is no tool.
 */
export function toolsOf(tools: object): readonly NamedTool[] {
  if (typeof tools !== 'object' || tools === null)
    throw invalid(`wrap() takes an object of tools, not ${described(tools)}`)
  const own = Object.entries(tools)
  if (isPlain(tools)) return own.map(([name, member]) => namedTool(tools, name, member))
  const methods = methodsOf(tools).map((name): [string, unknown] => [name, Reflect.get(tools, name)])
  return [...methods, ...own.filter(([, member]) => isTool(member))].map(([name, member]) =>
    namedTool(tools, name, member),
  )
}

function namedTool(tools: object, toolName: string, member: unknown): NamedTool {
  if (toolName === '') throw invalid('A tool needs a name that is not empty')
  if (isFunction(member)) return { toolName, tool: { run: member }, self: tools }
  if (!isTool(member)) {
    throw invalid(
      `The tool ${toolName} has to be a function, or an object with a function \`run\`, not ${described(member)}`,
    )
  }
  checkRiskLevel(toolName, member.riskLevel)
  return { toolName, tool: member, self: member }
}

function checkRiskLevel(toolName: string, riskLevel: unknown): void {
  if (riskLevel === undefined || isFunction(riskLevel) || isRiskLevel(riskLevel)) return
  throw invalid(
    `The riskLevel of ${toolName} has to be one of ${riskLevels.join(', ')}, or a function, not ${described(riskLevel)}`,
  )
}

/** The names of an object's methods, those of the classes that its class extends included. */
function methodsOf(tools: object): readonly string[] {
  const names = new Set<string>()
  for (let layer = classOf(tools); layer; layer = classOf(layer)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(layer))) {
      if (name !== 'constructor' && isFunction(value)) names.add(name)
    }
  }
  return [...names]
}

/** What an object inherits from; null where that is nothing but what all objects have. */
function classOf(value: object): object | null {
  const prototype: unknown = Object.getPrototypeOf(value)
  return isPlainPrototype(prototype) ? null : (prototype as object)
}

function isTool(member: unknown): member is ToolOptions<ToolFunction> {
  return (
    isFunction(member) || (typeof member === 'object' && member !== null && 'run' in member && isFunction(member.run))
  )
}

function isFunction(value: unknown): value is ToolFunction {
  return typeof value === 'function'
}

function invalid(complaint: string): AuditError {
  return new AuditError('OPTION_INVALID', `${complaint}.`)
}
