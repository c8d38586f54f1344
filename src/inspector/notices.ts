import { html, type TemplateResult } from 'lit'
import type { ShownTrail } from './shown-trail.js'
import { shownBriefly } from './shown-text.js'
import { faultWords } from './trail-state.js'

/** What the reader should know about the trail that is shown, one line each, with what can be done about it. */
export function noticesOf(trail: ShownTrail): readonly TemplateResult[] {
  const { file, view, notice } = trail
  const fault = view?.isShown ? view.fault : null
  return [
    ...(view && !file && !view.store.durable ? [memoryNotice] : []),
    ...(notice === null ? [] : [passingNotice(notice, () => trail.tell(null))]),
    ...(view && fault !== null ? [faultNotice(fault, () => void view.reload())] : []),
  ]
}

function passingNotice(notice: string, dismiss: () => void): TemplateResult {
  return html`<div class="notice">
    <p>${shownBriefly(notice, 600)}</p>
    <button type="button" @click=${dismiss}>Dismiss</button>
  </div>`
}

function faultNotice(fault: unknown, retry: () => void): TemplateResult {
  return html`<div class="notice bad">
    <p>What you see may be out of date. ${shownBriefly(faultWords(fault), 600)}</p>
    <button type="button" @click=${retry}>Try again</button>
  </div>`
}

const memoryNotice: TemplateResult = html`<div class="notice">
  <p>This trail is kept in memory only, and is lost with the page.</p>
</div>`
