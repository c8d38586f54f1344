import { css, type CSSResult, html, nothing, svg, type TemplateResult } from 'lit'
import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'
import { formatCount } from './format.js'

/** How many actions there are of each level. */
export type RiskCounts = Readonly<Record<RiskLevel, number>>

/** The make-up in words: `12 safe, 1 critical`. */
export function riskWords(counts: RiskCounts): string {
  const parts = riskLevels.filter((level) => counts[level] > 0)
  return parts.map((level) => `${formatCount(counts[level])} ${level}`).join(', ') || 'no actions'
}

/** How high each level stands on the bar, so that nobody needs to tell the colours apart. */
const heights: RiskCounts = { safe: 2.5, moderate: 4, destructive: 5.5, critical: 7 }

/** The risk make-up as a bar in steps, which says the same in words to those who don't see it. */
export function riskBar(counts: RiskCounts): TemplateResult {
  return html`<svg
    class="risk-bar"
    viewBox="0 0 100 7"
    preserveAspectRatio="none"
    role="img"
    aria-label=${riskWords(counts)}
  >
    ${partsOf(counts).map(({ level, x, width }) =>
      width > 0
        ? svg`<rect class=${level} x=${x} y=${7 - heights[level]} width=${width} height=${heights[level]}></rect>`
        : nothing,
    )}
  </svg>`
}

/** Where each level stands on a bar from 0 to 100. However few a level has, it can be seen. */
export function partsOf(counts: RiskCounts): readonly { level: RiskLevel; x: number; width: number }[] {
  const shares = riskLevels.map((level) => counts[level])
  const total = shares.reduce((sum, count) => sum + count, 0)
  const widths = shares.map((count) => (count === 0 ? 0 : Math.max(4, (100 * count) / total)))
  const full = widths.reduce((sum, width) => sum + width, 0)
  let end = 0
  return riskLevels.map((level, index) => {
    const [x, width] = [end, full === 0 ? 0 : ((widths[index] ?? 0) * 100) / full]
    end += width
    return { level, x, width }
  })
}

/** How `riskBar()` looks. */
export const riskBarStyle: CSSResult = css`
  .risk-bar {
    display: block;
    width: 100%;
    height: 0.4375rem;
    border-bottom: 1px solid var(--audit-line);
  }
  .risk-bar .safe {
    fill: var(--audit-safe);
  }
  .risk-bar .moderate {
    fill: var(--audit-moderate);
  }
  .risk-bar .destructive {
    fill: var(--audit-destructive);
  }
  .risk-bar .critical {
    fill: var(--audit-critical);
  }
`
