import { css, type CSSResult, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { Outcome } from '../entry/entry.js'
import { outcomes } from '../entry/validate.js'
import { formatCount } from './format.js'
import { shownBriefly } from './shown-text.js'

const shapes: Readonly<Record<Outcome, SVGTemplateResult>> = {
  succeeded: svg`<path d="m2 6.5 2.75 2.75L10 3.5" />`,
  failed: svg`<path d="m2.5 2.5 7 7m0-7-7 7" />`,
  denied: svg`<circle cx="6" cy="6" r="4.5" /><path d="m3 3 6 6" />`,
  pending: svg`<circle cx="6" cy="6" r="4.5" /><path d="M6 3.25V6l1.75 1.25" />`,
}

/** An outcome as shape, colour and word. One that only another program knows, as its word. */
export function outcomeBadge(outcome: Outcome): TemplateResult {
  if (!outcomes.includes(outcome)) return html`<span class="outcome">${shownBriefly(outcome, 40)}</span>`
  return html`<span class="outcome ${outcome}">${outcomeMark(outcome)}${outcome}</span>`
}

/** How many have an outcome: the number with the outcome's shape, and its word for those who don't see it. */
export function outcomeCount(outcome: Outcome, count: number): TemplateResult {
  const words = `${formatCount(count)} ${outcome}`
  return html`<span class="outcome ${outcome}" title=${words}
    >${outcomeMark(outcome)}${formatCount(count)}<span class="unseen"> ${outcome}</span></span
  >`
}

function outcomeMark(outcome: Outcome): TemplateResult {
  return html`<svg class="outcome-mark" viewBox="0 0 12 12" aria-hidden="true">${shapes[outcome]}</svg>`
}

/** How `outcomeBadge()` looks. */
export const outcomeStyle: CSSResult = css`
  .outcome {
    display: inline-flex;
    align-items: center;
    gap: 0.3125rem;
    color: var(--audit-text-soft);
    vertical-align: top;
    white-space: nowrap;
  }
  .outcome-mark {
    flex: none;
    width: 0.6875rem;
    height: 0.6875rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .outcome.succeeded .outcome-mark {
    color: var(--audit-good);
  }
  .outcome.failed {
    color: var(--audit-danger);
    font-weight: 550;
  }
  .outcome.denied {
    color: var(--audit-destructive-text);
  }
  .outcome.pending {
    color: var(--audit-accent);
  }
`
