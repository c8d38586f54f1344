import { html, nothing, type TemplateResult } from 'lit'
import { AuditError } from '../error.js'
import { shownBriefly } from './shown-text.js'

const example = `import { getAuditStore } from 'tallystick'

const store = await getAuditStore()
await store.log({
  sessionId: 'first-session',
  stepId: '1',
  toolName: 'file_write',
  parameters: { path: 'notes.md' },
  riskLevel: 'moderate',
})`

/** While the trail is opened. */
export const openingState: TemplateResult = html`<div class="state" role="status"><p>Opening the trail …</p></div>`

/** When a trail holds nothing: how something gets in. */
export const emptyState: TemplateResult = html`<div class="state">
  <h3>Nothing is recorded yet</h3>
  <p>Each action of an agent appears here as it is logged, from other tabs too. The first one:</p>
  <pre tabindex="0" aria-label="Example">${example}</pre>
</div>`

/** When a file holds nothing. */
export const emptyFileState: TemplateResult = html`<div class="state">
  <h3>Nothing is recorded in this file</h3>
  <p>Open another file, or close this one to go back to the live trail.</p>
</div>`

/** When no entry matches, in a trail to which more may come, or in a file. */
export function noMatchState(isFile: boolean, clear: () => void): TemplateResult {
  return html`<div class="state rest">
    <h3>No entry matches these filters</h3>
    ${isFile ? nothing : html`<p>What is recorded later and matches appears here by itself.</p>`}
    <button type="button" @click=${clear}>Clear filters</button>
  </div>`
}

/** When the trail cannot be opened or read: what happened, and a way to go on. */
export function faultState(fault: unknown, retry: () => void): TemplateResult {
  return html`<div class="state" role="alert">
    <h3>The trail cannot be shown</h3>
    <p>${shownBriefly(faultWords(fault), 600)}</p>
    <button type="button" @click=${retry}>Try again</button>
  </div>`
}

/** What happened, in words, with the code that a report about it needs. */
export function faultWords(fault: unknown): string {
  if (fault instanceof AuditError) return `${fault.message} (${fault.code})`
  return fault instanceof Error ? fault.message : String(fault)
}
