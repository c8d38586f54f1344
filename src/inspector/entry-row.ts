import { html, nothing, type TemplateResult } from 'lit'
import type { ApprovalDecision, AuditEntry } from '../entry/entry.js'
import { approvalDecisions } from '../entry/validate.js'
import { firstWords } from './first-words.js'
import { formatDate, formatDuration, formatTime, formatUtc, formatZone } from './format.js'
import { brief } from './json-text.js'
import { outcomeBadge } from './outcome-mark.js'
import { riskBadge } from './risk-mark.js'
import { shownBriefly } from './shown-text.js'
import { visibleText } from './visible-text.js'

/** Characters of a name that a cell can show. */
const mostOfName = 200

/** What an entry says of a decision. */
type Decided = Pick<AuditEntry, 'approvalRequired' | 'approvalDecision' | 'approvedBy'>

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

/** What need not be said in every row: the local date of today, and the zone that the header names. */
export interface SaidBefore {
  readonly today: string
  readonly zone: string
}

/** The header's zone is the one of now. */
export function saidBefore(now: Date): SaidBefore {
  return { today: formatDate(now.toISOString()), zone: formatZone(now) }
}

/** The cells of an entry's row. */
export function entryCells(entry: AuditEntry, said: SaidBefore): readonly TemplateResult[] {
  const { timestamp, toolName, riskLevel, approvalDecision, durationMs, outcome, parameters } = entry
  return [
    cell('time', timeOf(timestamp, said), visibleText(brief(formatUtc(timestamp), mostOfName))),
    cell('tool', html`<bdi>${shownBriefly(toolName, mostOfName)}</bdi>`),
    cell('level', riskBadge(riskLevel)),
    cell(`decision ${styleOf(approvalDecision)}`, html`<bdi>${shownBriefly(decisionOf(entry), mostOfName)}</bdi>`),
    cell('duration', outcome === 'pending' || outcome === 'denied' ? '–' : formatDuration(durationMs)),
    cell('end', outcomeBadge(outcome)),
    cell('words', html`<bdi>${shownBriefly(firstWords(parameters))}</bdi>`),
  ]
}

/** Who decided what, as one would say it: `approved by user`, `by policy workspace`, `by earlier approval`. */
export function decisionOf({ approvalRequired, approvalDecision: decision, approvedBy: by }: Decided): string {
  if (approvalRequired && decision === 'not_required') return 'undecided'
  const words = isKnown(decision) ? decisionWords[decision] : decision
  if (by === null) return words
  if (by === 'similar_match') return 'by earlier approval'
  return decision === 'auto' ? `${words} ${by.replace(/^policy:/, '')}` : `${words} by ${by}`
}

function isKnown(decision: ApprovalDecision): boolean {
  return approvalDecisions.includes(decision)
}

function styleOf(decision: ApprovalDecision): string {
  if (decision === 'not_required') return 'faint'
  return isKnown(decision) ? decision : ''
}

function cell(names: string, content: unknown, title?: string): TemplateResult {
  return html`<div role="gridcell" class="cell ${names}" title=${title ?? nothing}>${content}</div>`
}

function timeOf(timestamp: string, { today, zone }: SaidBefore): TemplateResult {
  const date = formatDate(timestamp)
  // What is no time comes back as it is, and stands there once.
  if (date === timestamp) return html`<bdi>${shownBriefly(timestamp, mostOfName)}</bdi>`
  const time = formatTime(timestamp)
  const local = date === today ? time : html`<span class="date">${date}</span> ${time.slice(0, 8)}`
  return html`${local}${otherZone(formatZone(new Date(timestamp)), zone)}`
}

/** On the other side of a change of the clocks: its offset, since the header's would be wrong. */
function otherZone(zone: string, said: string): TemplateResult | typeof nothing {
  return zone === said ? nothing : html` <span class="zone">${zone.replace(/^UTC(?=.)/, '')}</span>`
}
