import { html, nothing, type TemplateResult } from 'lit'
import type { AuditEntry } from '../entry/entry.js'
import { formatDateTime, formatDuration, formatRelative, formatUtc, formatZone } from './format.js'
import type { ListField } from './inspector-filter.js'
import { brief } from './json-text.js'
import { shownBriefly } from './shown-text.js'
import { visibleText } from './visible-text.js'

/** Asks for what has this value in this field, and nothing else. */
export type Narrow = (field: ListField, value: string) => void

/** When an action was and how long it took, as a list of terms. */
export function timeFacts(entry: AuditEntry): TemplateResult {
  return html`<dl class="facts">${fact('Started', start(entry.timestamp))} ${fact('Duration', duration(entry))}</dl>`
}

/** What an action belongs to and how its entry is known, as a list of terms. What is not known is left out. */
export function placeFacts(entry: AuditEntry, narrow: Narrow): TemplateResult {
  const common = (field: 'sessionId' | 'agentId' | 'parentPlanId', what: string): TemplateResult | null =>
    textWithMore(entry[field], what, (value) => narrow(field, value))
  return html`<dl class="facts">
    ${fact('Session', common('sessionId', 'session'))} ${fact('Step', text(entry.stepId))}
    ${fact('Agent', common('agentId', 'agent'))} ${fact('Plan', common('parentPlanId', 'plan'))}
    ${fact('Tool call', text(entry.toolCallId))} ${fact('Entry', text(entry.id))}
    ${fact('Recorded', time(entry.createdAt))}
    ${fact('Settled', entry.settledAt === null ? null : time(entry.settledAt))}
  </dl>`
}

function fact(term: string, value: TemplateResult | string | null): TemplateResult | typeof nothing {
  return value === null
    ? nothing
    : html`<div>
        <dt>${term}</dt>
        <dd>${value}</dd>
      </div>`
}

function duration({ outcome, durationMs }: AuditEntry): string {
  if (outcome === 'pending') return 'not known: its end was not recorded'
  return outcome === 'denied' ? 'did not run' : formatDuration(durationMs)
}

/** How long ago, and in UTC too, for those who have nothing to hover with. */
function start(timestamp: string): TemplateResult {
  const date = new Date(timestamp)
  if (Number.isNaN(date.getTime())) return time(timestamp)
  const past = html`${time(timestamp)} <span class="faint">${formatRelative(timestamp, Date.now())}</span>`
  return formatZone(date) === 'UTC' ? past : html`${past}<br /><span class="faint">${utcOf(timestamp)}</span>`
}

function time(timestamp: string): TemplateResult {
  return html`<time title=${utcOf(timestamp)}>${shownBriefly(formatDateTime(timestamp))}</time>`
}

function utcOf(timestamp: string): string {
  return visibleText(formatUtc(brief(timestamp, 100)))
}

function text(value: string | null): TemplateResult | null {
  return value === null ? null : html`<bdi class="mono">${shownBriefly(value)}</bdi>`
}

function textWithMore(value: string | null, what: string, more: (value: string) => void): TemplateResult | null {
  // An empty name is none to filter by.
  if (!value) return text(value)
  return html`${text(value)}
    <button type="button" class="quiet" aria-label="Only this ${what}" @click=${() => more(value)}>Only this</button>`
}
