import {
  css,
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit'
import { approvalDecisions, riskLevels } from '../entry/validate.js'
import { baseStyle } from './base-style.js'
import { decisionWords } from './entry-row.js'
import { formatCount, formatDuration, formatShare } from './format.js'
import { riskBar, riskBarStyle } from './risk-bar.js'
import { riskMark, riskStyle } from './risk-mark.js'
import { shownBriefly } from './shown-text.js'
import type { Summary } from './summary.js'

/** What the entries that are shown come to: how many, how risky, who allowed them, how they ended, how long they took. */
export class SummaryBar extends LitElement {
  static override properties: PropertyDeclarations = { summary: { attribute: false } }
  static override styles: CSSResultGroup = [
    baseStyle,
    riskStyle,
    riskBarStyle,
    css`
      :host {
        display: block;
        background: var(--audit-surface);
        container-type: inline-size;
      }
      .bar {
        display: grid;
        grid-template-columns: 1.25fr 1.1fr 1.15fr 0.95fr 1.25fr;
        overflow: hidden;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 0.25rem;
        min-width: 0;
        padding: 0.625rem 0.875rem 0.75rem;
        border-left: 1px solid var(--audit-line);
      }
      section:first-child {
        border-left: 0;
      }
      h3 {
        font-size: var(--audit-size-m);
        font-weight: 500;
      }
      .figure {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        column-gap: 0.375rem;
        white-space: nowrap;
        font-size: var(--audit-size-xl);
        font-weight: 600;
        letter-spacing: -0.01em;
        line-height: 1.2;
      }
      .figure small {
        color: var(--audit-text-soft);
        font-size: var(--audit-size-m);
        font-weight: 400;
        letter-spacing: 0;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        color: var(--audit-text-soft);
        font-size: var(--audit-size-m);
      }
      .parts li {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        white-space: nowrap;
      }
      .parts .bad {
        color: var(--audit-danger);
      }
      .parts .safe {
        color: var(--audit-safe-text);
      }
      .parts .moderate {
        color: var(--audit-moderate-text);
      }
      .parts .destructive {
        color: var(--audit-destructive-text);
      }
      .parts .critical {
        color: var(--audit-danger);
      }
      table {
        width: 100%;
        border-spacing: 0;
        font-size: var(--audit-size-m);
        table-layout: fixed;
      }
      th {
        padding: 0;
        font-weight: 400;
        text-align: left;
        white-space: nowrap;
      }
      thead th {
        color: var(--audit-text-soft);
        font-weight: 500;
      }
      th + th,
      td {
        width: 3.875rem;
        padding: 0 0 0 0.5rem;
        text-align: right;
      }
      @container (width < 58rem) {
        .bar {
          grid-template-columns: 1.2fr 1fr 1fr;
        }
        section:nth-child(n + 4) {
          border-top: 1px solid var(--audit-line);
        }
        section:nth-child(4) {
          border-left: 0;
        }
        section:last-child {
          grid-column: span 2;
        }
      }
      @container (width < 32rem) {
        .bar {
          grid-template-columns: 1fr 1fr;
        }
        section:nth-child(n + 2) {
          border-top: 1px solid var(--audit-line);
        }
        section:first-child,
        section:nth-child(n + 4) {
          grid-column: 1 / -1;
        }
        section:nth-child(n + 4),
        section:nth-child(2) {
          border-left: 0;
        }
        section:nth-child(4) {
          flex-flow: row wrap;
          align-items: baseline;
          column-gap: 0.75rem;
        }
        section:nth-child(4) h3 {
          flex: 1;
        }
        section:nth-child(4) .figure {
          font-size: var(--audit-size-l);
        }
      }
    `,
  ]

  /** Null while it is read. */
  declare summary: Summary | null

  constructor() {
    super()
    this.summary = null
  }

  override render(): TemplateResult {
    const { summary } = this
    return html`<div class="bar">
      ${actions(summary)} ${success(summary)} ${decisions(summary)} ${waiting(summary)} ${slowest(summary)}
    </div>`
  }
}

/** A count, or a dash while it is read. */
function counted(count: number | undefined): string {
  return count === undefined ? '–' : formatCount(count)
}

function actions(summary: Summary | null): TemplateResult {
  return html`<section>
    <h3>Actions</h3>
    <p class="figure">${summary ? formatCount(summary.total) : '–'}</p>
    ${summary ? riskBar(summary.byRisk) : nothing}
    <ul class="parts" aria-label="By risk">
      ${riskLevels.map(
        (level) => html`<li class=${level}>${riskMark(level)}${counted(summary?.byRisk[level])} ${level}</li>`,
      )}
    </ul>
  </section>`
}

function success(summary: Summary | null): TemplateResult {
  const { succeeded = 0, failed, denied, pending } = summary?.byOutcome ?? {}
  const rate = summary?.successRate ?? null
  const ended = (failed ?? 0) + succeeded
  return html`<section>
    <h3>Succeeded</h3>
    <p class="figure">
      ${rate === null ? '–' : html`${formatShare(rate)} <small>of ${formatCount(ended)} that ran</small>`}
    </p>
    <ul class="parts" aria-label="Otherwise">
      <li class=${failed ? 'bad' : ''}>${counted(failed)} failed</li>
      <li>${counted(denied)} denied</li>
      <li>${counted(pending)} pending</li>
    </ul>
  </section>`
}

function decisions(summary: Summary | null): TemplateResult {
  const { approved = 0, rejected = 0 } = summary?.byDecision ?? {}
  return html`<section>
    <h3>Decided by a person</h3>
    <p class="figure">${summary ? formatCount(approved + rejected) : '–'}</p>
    <ul class="parts" aria-label="By decision">
      ${approvalDecisions.map(
        (decision) => html`<li>${counted(summary?.byDecision[decision])} ${decisionWords[decision]}</li>`,
      )}
    </ul>
  </section>`
}

function waiting(summary: Summary | null): TemplateResult {
  return html`<section>
    <h3>Waited for approval</h3>
    <p class="figure">${summary ? formatDuration(summary.waitedMs) : '–'}</p>
    <ul class="parts">
      <li>${summary && waitedEach(summary)}</li>
    </ul>
  </section>`
}

function waitedEach({ byDecision, waitedMs }: Summary): string {
  const asked = byDecision.approved + byDecision.rejected
  return asked > 0 ? `${formatDuration(waitedMs / asked)} a decision` : 'Nobody was asked'
}

function slowest(summary: Summary | null): TemplateResult {
  const tools = summary?.slowest ?? []
  return html`<section>
    <table>
      <thead>
        <tr>
          <th scope="col">Slowest tools</th>
          <th scope="col"><abbr title="Half of the calls took this long or less">p50</abbr></th>
          <th scope="col"><abbr title="95 of 100 calls took this long or less">p95</abbr></th>
        </tr>
      </thead>
      <tbody>
        ${tools.map(
          ({ toolName, p50, p95 }) =>
            html`<tr>
              <th scope="row" class="clip"><bdi>${shownBriefly(toolName)}</bdi></th>
              <td>${formatDuration(p50)}</td>
              <td>${formatDuration(p95)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${summary && tools.length === 0 ? html`<p class="faint">No call took measurable time.</p>` : nothing}
  </section>`
}

customElements.define('audit-summary', SummaryBar)

declare global {
  interface HTMLElementTagNameMap {
    'audit-summary': SummaryBar
  }
}
