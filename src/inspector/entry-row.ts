import { html, nothing, type TemplateResult } from 'lit'
import type { ApprovalDecision, AuditEntry } from '../entry/entry.js'
import { firstWords } from './first-words.js'
import { formatDate, formatDuration, formatTime, formatUtc } from './format.js'
import { outcomeBadge } from './outcome-mark.js'
import { riskBadge } from './risk-mark.js'
import { shownText } from './shown-text.js'

/** The words for each decision in a table. */
export const decisionWords: Readonly<Record<ApprovalDecision, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  auto: 'by policy',
  not_required: 'not needed',
}

/** The columns of the table, in their order; the first ones can be read without the others. */
export const entryColumns: readonly (readonly [key: string, label: string])[] = [
  ['time', 'Time'],
  ['tool', 'Tool'],
  ['level', 'Risk'],
  ['decision', 'Decision'],
  ['duration', 'Duration'],
  ['end', 'Outcome'],
  ['words', 'Parameters'],
]

/** The cells of an entry's row. `today` is the local date, which need not be said in every row. */
export function entryCells(entry: AuditEntry, today: string): readonly TemplateResult[] {
  const { timestamp, toolName, riskLevel, approvalDecision, approvedBy, durationMs, outcome, parameters } = entry
  const quiet = approvalDecision === 'not_required' ? 'faint' : approvalDecision
  return [
    cell('time', timeOf(timestamp, today), formatUtc(timestamp)),
    cell('tool', html`<bdi>${shownText(toolName)}</bdi>`),
    cell('level', riskBadge(riskLevel)),
    cell(`decision ${quiet}`, html`<bdi>${shownText(decisionOf(approvalDecision, approvedBy))}</bdi>`),
    cell('duration', outcome === 'pending' ? '–' : formatDuration(durationMs)),
    cell('end', outcomeBadge(outcome)),
    cell('words', html`<bdi>${shownText(firstWords(parameters))}</bdi>`),
  ]
}

/** Who decided what, as one would say it: `approved by user`, `by policy workspace`. */
export function decisionOf(decision: ApprovalDecision, by: string | null): string {
  const words = decisionWords[decision] ?? decision
  if (by === null) return words
  return decision === 'auto' ? `${words} ${by.replace(/^policy:/, '')}` : `${words} by ${by}`
}

function cell(names: string, content: unknown, title?: string): TemplateResult {
  return html`<div role="gridcell" class="cell ${names}" title=${title ?? nothing}>${content}</div>`
}

function timeOf(timestamp: string, today: string): TemplateResult {
  const date = formatDate(timestamp)
  return date === today
    ? html`${formatTime(timestamp)}`
    : html`<span class="date">${date}</span> ${formatTime(timestamp).slice(0, 8)}`
}
