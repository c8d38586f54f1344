import type { AuditEntryInput, RiskLevel } from 'tallystick'
import { element } from './element.js'

const levels: readonly string[] = ['safe', 'moderate', 'destructive', 'critical'] satisfies readonly RiskLevel[]

/** What the person filled in. */
export type FormEntry = Pick<AuditEntryInput, 'toolName' | 'riskLevel' | 'parameters'>

/** Calls `onEntry` with each entry that is sent off; says beside the field what is wrong with parameters that are no object. */
export function entryForm(onEntry: (entry: FormEntry) => void): void {
  const form = element('log', HTMLFormElement)
  const problem = element('parameters-problem', HTMLParagraphElement)
  const tool = element('tool', HTMLInputElement)
  const risk = element('risk', HTMLSelectElement)
  const field = element('parameters', HTMLTextAreaElement)

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const parameters = parseObject(field.value)
    problem.textContent = parameters ? '' : 'This is not a JSON object, such as { "path": "notes.md" }.'
    field.setAttribute('aria-invalid', String(!parameters))
    if (!parameters) return field.focus()
    const riskLevel = toRiskLevel(risk.value)
    if (riskLevel) onEntry({ toolName: tool.value, riskLevel, parameters })
  })
}

/** The level of that name, or undefined. */
export function toRiskLevel(value: string): RiskLevel | undefined {
  return isRiskLevel(value) ? value : undefined
}

function isRiskLevel(value: string): value is RiskLevel {
  return levels.includes(value)
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() || '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
