import { html, nothing, type TemplateResult } from 'lit'
import type { AuditEntry } from '../entry/entry.js'
import { formatDateTime, formatDuration, formatUtc } from './format.js'
import { brief } from './json-text.js'
import { shownBriefly } from './shown-text.js'
import { visibleText } from './visible-text.js'

/** When an action was, how long it took and what it belongs to, as a list of terms. What is not known is left out. */
export function entryFacts(entry: AuditEntry): TemplateResult {
  return html`<dl class="facts">
    ${fact('Started', time(entry.timestamp))} ${fact('Duration', duration(entry))}
    ${fact('Settled', entry.settledAt === null ? null : time(entry.settledAt))}
    ${fact('Session', text(entry.sessionId))} ${fact('Step', text(entry.stepId))} ${fact('Agent', text(entry.agentId))}
    ${fact('Plan', text(entry.parentPlanId))} ${fact('Tool call', text(entry.toolCallId))}
    ${fact('Entry', text(entry.id))} ${fact('Recorded', time(entry.createdAt))}
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

function time(timestamp: string): TemplateResult {
  const utc = visibleText(formatUtc(brief(timestamp, 100)))
  return html`<time title=${utc}>${shownBriefly(formatDateTime(timestamp))}</time>`
}

function text(value: string | null): TemplateResult | null {
  return value === null ? null : html`<bdi class="mono">${shownBriefly(value)}</bdi>`
}
