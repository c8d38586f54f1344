import { css, type CSSResult, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'
import { shownBriefly } from './shown-text.js'

/** A shape for each level, so that nobody needs to tell the colours apart. */
const shapes: Readonly<Record<RiskLevel, SVGTemplateResult>> = {
  safe: svg`<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" />`,
  moderate: svg`<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" /><path
    d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />`,
  destructive: svg`<path d="M6 1 11.5 10.75H.5z" fill="currentColor" />`,
  critical: svg`<path d="M3.6.75h4.8l3 3v4.5l-3 3H3.6l-3-3v-4.5z" fill="currentColor" />`,
}

/** The shape of a risk level, in the colour of the text around it. It says nothing to a screen reader. */
export function riskMark(level: RiskLevel): TemplateResult {
  return html`<svg class="risk-mark" viewBox="0 0 12 12" aria-hidden="true">${shapes[level]}</svg>`
}

/** A risk level as shape, colour and word. One that only another program knows, as rows of others may have, as its word. */
export function riskBadge(level: RiskLevel): TemplateResult {
  if (!riskLevels.includes(level)) return html`<span class="risk">${shownBriefly(level, 40)}</span>`
  return html`<span class="risk ${level}">${riskMark(level)}${level}</span>`
}

/** How `riskMark()` and `riskBadge()` look. */
export const riskStyle: CSSResult = css`
  .risk-mark {
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
  }
  .risk {
    display: inline-flex;
    align-items: center;
    gap: 0.3125rem;
    padding: 0 0.4375rem;
    border-radius: 1rem;
    font-size: var(--audit-size-m);
    font-weight: 550;
    line-height: 1.25rem;
    vertical-align: middle;
    white-space: nowrap;
  }
  .risk.safe {
    background: var(--audit-safe-soft);
    color: var(--audit-safe-text);
  }
  .risk.moderate {
    background: var(--audit-moderate-soft);
    color: var(--audit-moderate-text);
  }
  .risk.destructive {
    background: var(--audit-destructive-soft);
    color: var(--audit-destructive-text);
  }
  .risk.critical {
    background: var(--audit-critical-soft);
    color: var(--audit-critical-text);
  }
`
